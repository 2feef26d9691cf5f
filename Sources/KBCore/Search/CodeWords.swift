import KBText

/// The words inside a name that a programmer made: `DEADLINE_EXCEEDED`, `PayloadTooLarge`, `lock.deadlock`.
enum CodeWords {
    /// Words around the name of an error that say nothing.
    private static let noise: Set<String> = [
        "status", "code", "codes", "http", "https", "error", "errors", "err", "er", "e", "exception",
        "response",
        "reply", "result", "is", "std", "k", "sc", "org", "com", "java", "javax", "net", "io", "os",
        "constants",
        "enum", "const", "statuscode", "errorcode", "httpstatus", "errno", "kind", "type", "value", "public",
        "static", "new", "throw", "throws", "raise", "catch",
    ]

    /// The pieces of a name: parted by what is no letter or digit, where digits begin or end, and at humps.
    static func pieces(of name: String) -> [Substring] {
        var pieces: [Substring] = []
        var start: String.Index?
        var previous: Character?
        for index in name.indices {
            let character = name[index]
            guard character.isLetter || character.isNumber else {
                if let start { pieces.append(name[start..<index]) }
                (start, previous) = (nil, nil)
                continue
            }
            if let first = start, let previous {
                let next = name.index(after: index)
                let startsWord =
                    character.isNumber != previous.isNumber
                    || character.isUppercase && previous.isLowercase
                    // HTTPStatus is HTTP and Status.
                    || character.isUppercase && previous.isUppercase && next < name.endIndex
                        && name[next].isLowercase
                if startsWord {
                    pieces.append(name[first..<index])
                    start = index
                }
            }
            start = start ?? index
            previous = character
        }
        if let start { pieces.append(name[start...]) }
        return pieces
    }

    /// The words inside a code as a text of its own, folded; nil where they say no more than the code.
    static func title(of code: String) -> String? {
        let pieces = pieces(of: code)
        guard
            pieces.contains(where: { $0.utf8.count >= 4 && $0.first?.isLetter == true })
                || pieces.count > 1
                    && pieces.contains(where: { $0.utf8.count >= 2 && $0.first?.isLetter == true })
        else { return nil }
        return TextFolding.fold(pieces.joined(separator: " "))
    }

    /// What a pasted constant, class or function is called in words: `HttpStatus.PAYLOAD_TOO_LARGE` is
    /// `payload too large`; nil for a text without any.
    static func words(in text: String) -> String? {
        guard text.utf8.count <= 400,
            text.utf8.contains(where: { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) })
        else { return nil }
        var words: [String] = []
        var isChanged = false
        for chunk in text.split(whereSeparator: { $0.isWhitespace || "()[]{},;\"'`=".contains($0) }) {
            // What stands before the last dot says where the name is from.
            let name = chunk.split(whereSeparator: { ".:/>".contains($0) }).last ?? chunk
            let pieces = pieces(of: String(name))
            // ETag is a word, as IPv6 is.
            let isName =
                pieces.count(where: { $0.utf8.count > 1 }) > 1
                && pieces.allSatisfy { $0.first?.isASCII == true }
            guard isName else {
                words.append(String(chunk))
                continue
            }
            let folded = pieces.map { TextFolding.fold(String($0)) }
            let said = folded.filter { !noise.contains($0) }
            words += said.isEmpty ? folded : said
            isChanged = true
        }
        return isChanged ? words.joined(separator: " ") : nil
    }
}
