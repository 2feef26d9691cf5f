import KBText

/// The words inside a name that a programmer made: `DEADLINE_EXCEEDED`, `PayloadTooLarge`, `lock.deadlock`.
enum CodeWords {
    /// Words around the name of an error that say nothing.
    private static let noise: Set<String> = [
        "status", "code", "codes", "http", "https", "error", "errors", "err", "er", "e", "exception",
        "response", "std", "k", "sc", "org", "com", "java", "javax", "constants", "statuscode", "errorcode",
        "httpstatus", "errno", "throw", "throws", "raise", "catch",
    ]
    /// Words that say nothing around most names and belong to some: `value_too_large`.
    private static let fillers: Set<String> = [
        "reply", "result", "is", "net", "io", "os", "enum", "const", "kind", "type", "value", "public",
        "static", "new",
    ]

    /// The pieces of a name: parted by what is no letter or digit, where digits begin or end, and at humps.
    static func pieces(of name: String) -> [Substring] {
        let scalars = name.unicodeScalars
        var pieces: [Substring] = []
        var start: String.Index?
        var previous = Kind.other
        for index in scalars.indices {
            let kind = Kind(scalars[index])
            guard kind != .other else {
                if let start { pieces.append(name[start..<index]) }
                (start, previous) = (nil, .other)
                continue
            }
            if let first = start {
                let next = scalars.index(after: index)
                let startsWord =
                    (kind == .digit) != (previous == .digit)
                    || kind == .upper && (previous == .lower || previous == .caseless)
                    // HTTPStatus is HTTP and Status.
                    || kind == .upper && previous == .upper && next < scalars.endIndex
                        && Kind(scalars[next]) == .lower
                if startsWord {
                    pieces.append(name[first..<index])
                    start = index
                }
            }
            start = start ?? index
            previous = kind
        }
        if let start { pieces.append(name[start...]) }
        return pieces
    }

    private enum Kind {
        case upper, lower, caseless, digit, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x30...0x39: self = .digit
            case 0x41...0x5A: self = .upper
            case 0x61...0x7A: self = .lower
            case 0..<0x80: self = .other
            default:
                let properties = scalar.properties
                self =
                    !Word.contains(scalar)
                    ? .other
                    : properties.isUppercase
                        ? .upper
                        : properties.isLowercase
                            ? .lower
                            : properties.numericType != nil && !properties.isAlphabetic ? .digit : .caseless
            }
        }
    }

    /// The words inside a code as a text of its own, folded; nil where they say no more than the code.
    static func title(of code: String) -> String? {
        // Most codes are a number, perhaps with a letter in front.
        var letters = 0
        for byte in code.utf8 { letters += (0x30...0x39).contains(byte) ? 0 : 1 }
        guard letters > 1 else { return nil }
        let pieces = pieces(of: code)
        guard
            pieces.contains(where: { $0.utf8.count >= 4 && !isNumber($0) })
                || pieces.count > 1 && pieces.contains(where: { $0.utf8.count >= 2 && !isNumber($0) })
        else { return nil }
        return TextFolding.fold(pieces.joined(separator: " "))
    }

    private static func isNumber(_ piece: Substring) -> Bool {
        piece.utf8.first.map { (0x30...0x39).contains($0) } ?? true
    }

    private static func isBetweenNames(_ character: Character) -> Bool {
        switch character.asciiValue {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"), UInt8(ascii: "="):
            true
        default: character.isWhitespace
        }
    }

    /// What a pasted constant, class or function is called in words, the likeliest first: `HttpStatus.PAYLOAD_TOO_LARGE`
    /// is `payload too large`; none for a text without any.
    static func words(in text: String) -> [String] {
        guard text.utf8.count <= 400,
            text.utf8.contains(where: { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) })
        else { return [] }
        var readings = [[String]](repeating: [], count: 3)
        var isChanged = false
        for chunk in text.split(whereSeparator: isBetweenNames) {
            // What stands before the last dot says where the name is from.
            let name = chunk.split(whereSeparator: { ".:/>".contains($0) }).last ?? chunk
            let pieces = pieces(of: String(name))
            // ETag is a word, as IPv6 is.
            let isName =
                pieces.count(where: { $0.utf8.count > 1 }) > 1
                && pieces.allSatisfy { $0.first?.isASCII == true }
            guard isName else {
                for place in readings.indices { readings[place].append(String(chunk)) }
                continue
            }
            let folded = pieces.map { TextFolding.fold(String($0)) }
            let said = folded.filter { !noise.contains($0) }
            let meant = said.filter { !fillers.contains($0) }
            // Some book may have the name as it is.
            readings[0].append(folded.joined())
            readings[1] += said.isEmpty ? folded : said
            readings[2] += meant.isEmpty ? folded : meant
            isChanged = true
        }
        guard isChanged else { return [] }
        var found: [String] = []
        for reading in readings.map({ $0.joined(separator: " ") })
        where !found.contains(reading) && reading != text {
            found.append(reading)
        }
        return found
    }
}
