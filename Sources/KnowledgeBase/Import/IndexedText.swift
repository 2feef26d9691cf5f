import HanText

/// The text that the indexes are made of, equal to what the triggers of the schema make of a row.
enum IndexedText {
    /// Marks where a name or an alias begins and ends; a token of its own in `unicode61`.
    static let boundary = "\u{E000}"

    /// The text of the column `name` of `codes_pairs`.
    static func name(_ name: String, qualifier: String?) -> String {
        let tail = qualifier.map { " \($0) \(boundary)" } ?? ""
        return PairSegmenter.segment("\(boundary) \(name) \(boundary)\(tail)")
    }

    /// The text of the column `aliases` of `codes_pairs`.
    static func aliases(_ aliases: [String]) -> String {
        guard !aliases.isEmpty else { return "" }
        return PairSegmenter.segment(
            " \(boundary) " + aliases.joined(separator: " \(boundary) ") + " \(boundary) ")
    }

    /// The terms of a short text; see ``forEachTerm(of:_:)``.
    static func terms(of text: String) -> [String] {
        var terms: [String] = []
        forEachTerm(of: text) { terms.append($0) }
        return terms
    }

    /// Calls `body` with the terms of `text` that the table `vocabulary` keeps: every pair of Han characters,
    /// and every word of 2 to 40 letters and digits that is not a number.
    static func forEachTerm(of text: String, _ body: (String) -> Void) {
        var previousHan: Unicode.Scalar?
        var word = String.UnicodeScalarView()
        var hasLetter = false
        func endWord() {
            if hasLetter, (2...40).contains(word.count) { body(String(word)) }
            word.removeAll()
            hasLetter = false
        }
        for scalar in text.unicodeScalars {
            if Han.contains(scalar) {
                if let previous = previousHan {
                    var pair = String.UnicodeScalarView()
                    pair.append(previous)
                    pair.append(scalar)
                    body(String(pair))
                }
                previousHan = scalar
                if !word.isEmpty { endWord() }
                continue
            }
            previousHan = nil
            switch scalar.value {
            case 0x41...0x5A:
                word.append(Unicode.Scalar(UInt8(scalar.value + 32)))
                hasLetter = true
            case 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x370...0x52F:
                word.append(scalar)
                hasLetter = true
            case 0x30...0x39: word.append(scalar)
            default: if !word.isEmpty { endWord() }
            }
        }
        endWord()
    }
}
