/// What words are made of.
public enum Word {
    /// Tells whether a scalar belongs to a word: letters, numbers and marks, Han characters among them; all else
    /// separates words (SQLite's `unicode61` does the same).
    public static func contains(_ scalar: Unicode.Scalar) -> Bool {
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
        default: return Han.contains(scalar)
        }
    }
}
