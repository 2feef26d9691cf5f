/// Han characters: the ideographs that are cut into pairs, and the whole script.
public enum Han {
    /// Tells whether `scalar` is an ideograph, which is cut into pairs: U+3007, the CJK unified and compatibility
    /// ideographs, and planes 2 and 3 (UAX #38).
    ///
    /// The same ranges stand in SQL in `migrations/`; a test holds the two equal.
    @inlinable
    public static func contains(_ scalar: Unicode.Scalar) -> Bool { contains(value: scalar.value) }

    /// Tells whether the scalar of a value is an ideograph.
    @inlinable
    public static func contains(value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        default: false
        }
    }

    /// Tells whether `scalar` is of the script Han.
    @inlinable
    package static func isOfScript(_ scalar: Unicode.Scalar) -> Bool { isOfScript(value: scalar.value) }

    /// Tells whether the scalar of a value is of the script Han: an ideograph, a radical, or one of 々, 〇 and the
    /// like.
    ///
    /// The blocks are those of <https://www.unicode.org/Public/UCD/latest/ucd/Scripts.txt>; planes 2 and 3 are set
    /// aside for Han as a whole, so that later extensions count as well.
    @inlinable
    public static func isOfScript(value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF: true
        case 0..<0x2E80: false
        case 0x2E80...0x2FDF, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF,
            0xF900...0xFAFF, 0x16FE2...0x16FE3, 0x16FF0...0x16FF1, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// The runs of ideographs of a text, and of other characters between them, in order.
    @inlinable
    package static func runs<Text: Collection<Unicode.Scalar>>(of text: Text) -> [(
        range: Range<Text.Index>, isHan: Bool
    )] {
        var runs: [(range: Range<Text.Index>, isHan: Bool)] = []
        var start = text.startIndex
        while start < text.endIndex {
            let isHan = contains(text[start])
            let end = text[start...].firstIndex { contains($0) != isHan } ?? text.endIndex
            runs.append((start..<end, isHan))
            start = end
        }
        return runs
    }

    /// Tells whether any character of `text` is an ideograph.
    @inlinable
    public static func occurs(in text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains(where: contains)
    }
}
