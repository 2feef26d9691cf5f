/// A line of logfmt: `key=value` pairs among other words (<https://brandur.org/logfmt>).
enum LogfmtLine {
    /// The value of the first of the fields that the line has.
    static func code(in line: Bytes, _ fields: JSONFields) -> LineCode? {
        first(of: fields, in: line) { value, isText in
            let isNumber = !isText && fields.isNumber(value)
            guard isNumber || fields.isCode(value) else { return nil }
            return LineCode(bytes: value, kind: isNumber ? .number : .text)
        }
    }

    /// What the value of the first of the fields is read as, among those whose values can be read.
    @inline(__always)
    static func first<Found>(
        of fields: JSONFields, in line: Bytes, _ read: (_ value: Bytes, _ isText: Bool) -> Found?
    ) -> Found? {
        var best: (rank: Int, found: Found)?
        each(line) { key, value, isText in
            guard !value.isEmpty, let rank = fields.rank(of: key), rank < best?.rank ?? .max,
                let found = read(value, isText)
            else { return }
            best = (rank, found)
        }
        return best?.found
    }

    /// Calls `body` with each key and its value, and whether that stood in quotes.
    ///
    /// A key begins the line or follows a blank; a value ends at a blank, one in quotes at the quote.
    @inline(__always)
    static func each(_ line: Bytes, _ body: (_ key: Bytes, _ value: Bytes, _ isText: Bool) -> Void) {
        var place = 0
        while let sign = line.first(UInt8(ascii: "="), from: place) {
            var start = sign
            while start > place, line[start - 1].isKey { start -= 1 }
            let isKey = start < sign && (start == 0 || line[start - 1].isBlank)
            var end = sign + 1
            if end < line.count, line[end] == .quote {
                guard let closing = endOfText(line, from: end + 1) else { return }
                place = closing + 1
                // What follows a value immediately belongs to something else.
                let isWhole =
                    place == line.count || line[place].isBlank || line[place] == .carriageReturn
                if isKey, isWhole { body(line.part(start..<sign), line.part(end + 1..<closing), true) }
                continue
            }
            while end < line.count, !line[end].isBlank, line[end] != .carriageReturn { end += 1 }
            if isKey { body(line.part(start..<sign), line.part(sign + 1..<end), false) }
            place = isKey ? end : sign + 1
        }
    }

    private static func endOfText(_ line: Bytes, from start: Int) -> Int? {
        var place = start
        while place < line.count {
            if line[place] == .quote { return place }
            place += line[place] == .backslash ? 2 : 1
        }
        return nil
    }
}

extension UInt8 {
    /// Whether the byte may stand in a key of logfmt.
    @inline(__always)
    fileprivate var isKey: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
            0x80...:
            true
        default: false
        }
    }
}
