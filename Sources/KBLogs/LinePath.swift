/// Finds what a line's request was for.
enum LinePath {
    /// The fields under which loggers write it, the surest first.
    private static let fields = JSONFields(names: [
        "path", "uri", "request_uri", "requestUri", "url.path", "url", "http.target", "target", "RequestPath",
        "requestUrl", "request", "cs_uri_stem",
    ])

    /// The path of a line's request, without what follows a question mark and without a server's name; nil where it has
    /// none.
    static func path(in line: Bytes, _ columns: ExtendedLog?) -> Bytes? {
        if let stem = columns?.stem, let path = columns?.field(stem, of: line) { return path }
        if let beginning = JSONFields.beginning(of: line) ?? JSONFields.inside(line) {
            return fields.first(in: line, from: beginning) { $0.isText ? target(of: $0.value) : nil }
        }
        if let parts = CommonLine.parts(of: line) { return target(of: parts.request) }
        return quoted(line) ?? LogfmtLine.first(of: fields, in: line) { value, _ in target(of: value) }
    }

    /// A request in quotes that begins with a method.
    private static func quoted(_ line: Bytes) -> Bytes? {
        var place = 0
        while let quote = line.first(.quote, from: place) {
            var end = quote + 1
            while end < line.count, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= line[end] { end += 1 }
            if end > quote + 1, end < line.count, line[end] == 0x20 {
                let closing = line.first(.quote, from: end) ?? line.count
                return target(of: line.part(quote + 1..<closing))
            }
            place = quote + 1
        }
        return nil
    }

    /// The path of `GET /a?b HTTP/1.1`, of `http://host/a?b`, or of `/a?b`.
    private static func target(of request: Bytes) -> Bytes? {
        var text = request
        if let blank = text.first(0x20, from: 0) {
            text = text.part(blank + 1..<text.count)
            text = text.part(0..<(text.first(0x20, from: 0) ?? text.count))
        }
        if let colon = text.first(.colon, from: 0), colon + 2 < text.count, text[colon + 1] == slash,
            text[colon + 2] == slash
        {
            let start = text.first(slash, from: colon + 3) ?? text.count
            text = start < text.count ? text.part(start..<text.count) : text.part(colon + 2..<colon + 3)
        }
        let end = text.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.count
        text = text.part(0..<min(end, LogDetails.longestPath))
        return text.first == slash || text.elementsEqual("*".utf8) ? text : nil
    }

    private static let slash = UInt8(ascii: "/")
}
