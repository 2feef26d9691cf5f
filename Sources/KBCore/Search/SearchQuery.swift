import KBText

/// What a person typed, taken apart.
struct SearchQuery: Sendable {
    /// Shorter numbers belong to words: `utf-8`, `ipv6`.
    private static let fewestDigits = 3

    /// The text without surrounding space, NUL and characters that are never seen.
    let text: String
    /// The pieces between spaces and punctuation, in order.
    let words: [String]

    init(_ typed: String) {
        var kept = String.UnicodeScalarView()
        var seen = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars where scalar != "\0" {
            kept.append(scalar)
            let isSeen = scalar.isASCII || Han.contains(scalar)
            if isSeen || !scalar.properties.isDefaultIgnorableCodePoint { seen.append(scalar) }
        }
        // Who types nothing else is looking for it, and finds nothing.
        text = Self.trimmed(String(seen.isEmpty ? kept : seen))
        words = Self.words(of: text)
    }

    /// The words inside pasted names of constants and classes, with the rest of the text, the likeliest reading first.
    var said: [String] { CodeWords.words(in: text) }

    /// Tells whether the query is one pasted name of a constant and nothing else.
    var isName: Bool { !text.contains(where: \.isWhitespace) && !said.isEmpty }

    /// Tells whether the query is nothing but what a code looks like: letters, and a number behind them or apart.
    var looksLikeCode: Bool {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ $0 < 0x80 && $0 != 0x20 && !(0x09...0x0D).contains($0) }) else {
            return false
        }
        func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
        let words = bytes.split { !isLetter($0) && !isDigit($0) }
        return words.contains { $0.contains(where: isLetter) }
            && words.contains { word in
                let digits = word.reversed().prefix(while: isDigit).count
                return digits >= Self.fewestDigits && (digits == word.count || word.endIndex == bytes.count)
            }
    }

    /// The query without a word; nil where it has no such word, or nothing else.
    func leaving(out word: String) -> SearchQuery? {
        let pieces = text.split(whereSeparator: \.isWhitespace)
        let others = pieces.filter { TextFolding.fold(String($0)) != word }
        return others.isEmpty || others.count == pieces.count
            ? nil : SearchQuery(others.joined(separator: " "))
    }

    /// A pasted line without times, addresses, ports, paths and identifiers: they say nothing, and part words that
    /// belong together.
    var withoutNoise: SearchQuery {
        let pieces = text.split(whereSeparator: \.isWhitespace)
        guard pieces.count >= Self.fewestOfLine else { return self }
        var kept: [Substring] = []
        for piece in pieces {
            guard Self.isNoise(piece) else {
                kept.append(piece)
                continue
            }
            if piece.allSatisfy(\.isNumber), kept.last == "port" { kept.removeLast() }
        }
        return kept.count == pieces.count ? self : SearchQuery(kept.joined(separator: " "))
    }

    /// Digits with anything but a few letters: `13:02:11`, `pid=23114`, not `ipv6`.
    private static func isNoise(_ piece: Substring) -> Bool {
        guard piece.contains(where: { $0.isASCII && $0.isNumber }), !Han.occurs(in: piece) else {
            return false
        }
        let isWord = piece.allSatisfy { $0.isLetter || $0.isNumber } && piece.first?.isLetter == true
        return !isWord || piece.utf8.count > longestWordWithDigits
    }

    /// A text of as many Latin words is a pasted line or a long sentence.
    static let fewestOfLine = 10
    /// Longer ones of letters and digits are identifiers, in bytes.
    private static let longestWordWithDigits = 8

    /// Tells whether there is nothing in the query that any index holds.
    var isEmpty: Bool { words.isEmpty }

    /// The pieces of `text` between white space, punctuation and symbols.
    static func words(of text: String) -> [String] {
        text.unicodeScalars.split { !Word.contains($0) }.map { String($0) }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
