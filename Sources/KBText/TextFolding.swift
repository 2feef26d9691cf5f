/// Folds away what does not matter when text is compared: case, width, accents, compatibility forms.
///
/// It is FTS5's `unicode61 remove_diacritics 2` and a bit more: ligatures, superscripts, Roman numerals, circled
/// digits, half-width kana, Kangxi radicals and CJK compatibility ideographs become the plain characters, ß
/// becomes ss. Words in a square or in brackets (㈱) stay. Simplified and traditional forms stay apart; for
/// them see ``ChineseVariants``.
public enum TextFolding {
    /// Returns the folded form of `text`; folding it again changes nothing.
    public static func fold(_ text: String) -> String {
        var text = text
        let needsNothing = text.withUTF8 { bytes in
            bytes.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        }
        if needsNothing { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var folded: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            folded.removeAll(keepingCapacity: true)
            append(scalar, to: &folded)
            for part in folded {
                bytes.append(contentsOf: UTF8.encode(part) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the words of `text` in Latin or another alphabet, and its numbers, folded and in order.
    ///
    /// A word is a run of letters and digits, as `unicode61` cuts it; Han characters and everything else
    /// separate words.
    public static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        var folded: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            folded.removeAll(keepingCapacity: true)
            append(scalar, to: &folded)
            for part in folded {
                if isWordCharacter(part) && !Han.contains(part) {
                    word.append(part)
                } else if !word.isEmpty {
                    words.append(String(word))
                    word.removeAll()
                }
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// Appends the folded form of `scalar`: mostly one scalar, none for a mark, several for a ligature.
    static func append(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        switch scalar.value {
        case 0x41...0x5A:
            folded.append(lowercased(ascii: scalar.value))
        case 0...0x7F, 0x3001...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3:
            // ASCII, Chinese punctuation, kana, ideographs and Hangul: nothing to fold, and most of all text.
            folded.append(scalar)
        case 0xFF01...0xFF5E:
            folded.append(lowercased(ascii: scalar.value - 0xFEE0))
        default:
            appendRare(scalar, to: &folded)
        }
    }

    private static func appendRare(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        if let plain = foldings.value(of: scalar) {
            folded.append(contentsOf: plain)
        } else if !isDropped(scalar) {
            for part in scalar.properties.lowercaseMapping.unicodeScalars where !isDropped(part) {
                folded.append(part)
            }
        }
    }

    /// Marks on a letter, and what is never seen (soft hyphen, joiners, variation selectors).
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        switch properties.canonicalCombiningClass.rawValue {
        case 0: return properties.isDefaultIgnorableCodePoint
        // Nukta, voicing of kana and virama change the letter itself.
        case 7...9: return false
        default: return true
        }
    }

    private static func lowercased(ascii value: UInt32) -> Unicode.Scalar {
        Unicode.Scalar(UInt8(truncatingIfNeeded: (0x41...0x5A).contains(value) ? value + 0x20 : value))
    }

    /// Letters, digits and what belongs to them: all else separates words (`unicode61` does the same).
    static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x3400...0x4DBF, 0x4E00...0x9FFF: return true
        case 0...0x7F, 0x3001...0x3004, 0x3008...0x3020: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark,
            .privateUse:
            return true
        default: return false
        }
    }

    private static let foldings = SortedLines(Tables.foldings)
}
