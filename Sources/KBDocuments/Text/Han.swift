/// Tells whether a scalar is a Han character: an ideograph, a radical, or one of 々, 〇 and the like.
///
/// The blocks are those of the script Han in <https://www.unicode.org/Public/UCD/latest/ucd/Scripts.txt>;
/// planes 2 and 3 are set aside for Han as a whole, so that later extensions count as well.
@inline(__always)
func isHan(_ scalar: Unicode.Scalar) -> Bool {
    isHan(scalar.value)
}

/// Tells whether a code point is a Han character.
@inline(__always)
func isHan(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF: true
    case 0..<0x2E80: false
    case 0x2E80...0x2FDF, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF,
        0xF900...0xFAFF, 0x16FE2...0x16FE3, 0x16FF0...0x16FF1, 0x20000...0x3FFFF:
        true
    default: false
    }
}
