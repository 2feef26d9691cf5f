/// The characters that are segmented into pairs.
///
/// The same ranges stand in SQL in `migrations/`; a test holds the two equal. They are the CJK unified and
/// compatibility ideographs of the Unicode blocks (UAX #38): U+3007, U+3400–4DBF, U+4E00–9FFF, U+F900–FAFF
/// and the supplementary planes 2 and 3.
public enum Han {
    /// Tells whether `scalar` is a Han character.
    @inlinable
    public static func contains(_ scalar: Unicode.Scalar) -> Bool { contains(value: scalar.value) }

    /// Tells whether the scalar of a value is a Han character.
    @inlinable
    public static func contains(value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        default: false
        }
    }

    /// Tells whether any character of `text` is a Han character.
    @inlinable
    public static func occurs(in text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains(where: contains)
    }
}
