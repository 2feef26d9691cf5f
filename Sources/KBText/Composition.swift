/// Canonical composition of the marks that folding keeps: those of kana, and the parts of Hangul syllables
/// (The Unicode Standard, 3.12).
enum Composition {
    /// What two scalars are as one; nil when they stay two.
    static func of(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        switch second.value {
        case 0x3099: voiced(first.value).flatMap(Unicode.Scalar.init)
        case 0x309A: isOfRowH(first.value) ? Unicode.Scalar(first.value + 2) : nil
        case 0x1161...0x1175: syllable(first.value, vowel: second.value).flatMap(Unicode.Scalar.init)
        case 0x11A8...0x11C2: closed(first.value, by: second.value).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }

    private static func voiced(_ value: UInt32) -> UInt32? {
        switch value {
        // The voiced kana follows the plain one, in both scripts.
        case 0x304B...0x3062, 0x30AB...0x30C2: value & 1 == 1 ? value + 1 : nil
        case 0x3064, 0x3066, 0x3068, 0x30C4, 0x30C6, 0x30C8, 0x309D, 0x30FD: value + 1
        case 0x3046: 0x3094
        case 0x30A6: 0x30F4
        case 0x30EF...0x30F2: value + 8
        default: isOfRowH(value) ? value + 1 : nil
        }
    }

    private static func isOfRowH(_ value: UInt32) -> Bool {
        switch value {
        case 0x306F...0x307B: (value - 0x306F) % 3 == 0
        case 0x30CF...0x30DB: (value - 0x30CF) % 3 == 0
        default: false
        }
    }

    private static func syllable(_ first: UInt32, vowel: UInt32) -> UInt32? {
        guard (0x1100...0x1112).contains(first) else { return nil }
        return 0xAC00 + ((first - 0x1100) * 21 + vowel - 0x1161) * 28
    }

    private static func closed(_ first: UInt32, by last: UInt32) -> UInt32? {
        guard (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0 else { return nil }
        return first + last - 0x11A7
    }
}
