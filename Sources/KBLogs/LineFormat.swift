/// Where the code stands in a line.
package enum LineFormat {
    /// A line that begins with `{` is JSON, any other is of the Common or Combined Log Format.
    case detected(JSONFields)
    /// The Common or Combined Log Format: one to three digits after the quoted request.
    case common
    /// JSON Lines: a field of the object.
    case json(JSONFields)
    /// What a regular expression finds.
    case pattern(LinePattern)

    /// Counts lines, the last of which may lack its line feed.
    func count(_ lines: Bytes, into counts: inout CodeCounts) {
        switch self {
        case .detected(let fields):
            Self.count(lines, &counts) {
                JSONFields.beginning(of: $0) == nil ? CommonLine.code(in: $0) : fields.code(in: $0)
            }
        case .common: Self.count(lines, &counts) { CommonLine.code(in: $0) }
        case .json(let fields): Self.count(lines, &counts) { fields.code(in: $0) }
        case .pattern(let pattern):
            var givenUp = 0
            Self.count(lines, &counts) {
                switch pattern.code(in: $0) {
                case .code(let code): return code
                case .none: return nil
                case .givenUp:
                    givenUp += 1
                    return nil
                }
            }
            counts.giveUp(givenUp)
        }
    }

    @inline(__always)
    private static func count(_ lines: Bytes, _ counts: inout CodeCounts, _ code: (Bytes) -> Bytes?) {
        var start = 0
        while start < lines.count {
            let end = lines.first(.newline, from: start) ?? lines.count
            if end - start <= LogReader.longestLine {
                counts.add(code(lines.part(start..<end)))
            } else {
                let line = lines.part(start..<start + LogReader.longestLine)
                // What reaches to where the line was cut may be half a code.
                counts.add(code(line).flatMap { $0.end == line.end ? nil : $0 })
            }
            start = end + 1
        }
    }
}

extension Bytes {
    fileprivate var end: UnsafePointer<UInt8>? { baseAddress.map { $0 + count } }
}
