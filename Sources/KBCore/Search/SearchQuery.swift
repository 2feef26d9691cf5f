import KBText

/// What a person typed, taken apart.
struct SearchQuery: Sendable {
    /// The text without surrounding space, NUL and soft hyphens.
    let text: String
    /// The pieces between spaces and punctuation, in order.
    let words: [String]

    init(_ typed: String) {
        var kept = String.UnicodeScalarView()
        for scalar in typed.unicodeScalars where scalar != "\0" && scalar.value != 0xAD {
            kept.append(scalar)
        }
        text = Self.trimmed(String(kept))
        words = Self.words(of: text)
    }

    /// Tells whether there is nothing in the query that any index holds.
    var isEmpty: Bool { words.isEmpty }

    /// The pieces of `text` between white space, punctuation and symbols.
    static func words(of text: String) -> [String] {
        text.unicodeScalars.split { !isWordScalar($0) }.map { String($0) }
    }

    /// Tells whether a scalar belongs to a word: letters, numbers and marks.
    static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
            default: return false
            }
        }
        if Han.contains(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
