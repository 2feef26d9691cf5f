/// A line of the Common or the Combined Log Format, or of another that has the status after the quoted request.
///
/// The Common Log Format is `host ident user [date] "request" status bytes`; the Combined adds the quoted referrer
/// and user agent (<https://httpd.apache.org/docs/2.4/logs.html>).
enum CommonLine {
    /// The status: one to three digits after the first quoted part.
    ///
    /// Where servers escape a quote in the user or the request as `\"`, it ends nothing.
    @inline(__always)
    static func code(in line: Bytes) -> Bytes? {
        guard let opening = unescapedQuote(in: line, from: 0),
            let closing = unescapedQuote(in: line, from: opening + 1)
        else { return nil }
        let start = line.pastBlanks(from: closing + 1)
        guard start > closing + 1 else { return nil }
        var end = start
        while end < line.count, line[end].isDigit { end += 1 }
        guard 1...3 ~= end - start, end == line.count || line[end].isBlank || line[end] == .carriageReturn
        else { return nil }
        return line.part(start..<end)
    }

    /// The first quote from `start` on with an even number of backslashes before it.
    @inline(__always)
    private static func unescapedQuote(in line: Bytes, from start: Int) -> Int? {
        var place = start
        while let quote = line.first(.quote, from: place) {
            var slash = quote
            while slash > place, line[slash - 1] == .backslash { slash -= 1 }
            if (quote - slash).isMultiple(of: 2) { return quote }
            place = quote + 1
        }
        return nil
    }
}
