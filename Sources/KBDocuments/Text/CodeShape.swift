/// What a code looks like, which distinguishes codes from words.
enum CodeShape: Hashable {
    /// Digits alone, with points, hyphens or a sign: `404`, `5.1.1`, `-32600`, `00-12`, `0x80070005`.
    case number
    /// Letters with digits: `E1001`, `42P01`, `PAY-1001`.
    case mixed
    /// Capitals alone: `ENOENT`, `NOT_FOUND`, `ACQ.TRADE_HAS_SUCCESS`.
    case word
    /// Words of an identifier: `InvalidParameter.Format`, `not_found`, `ErrNotFound`.
    case identifier

    /// Tells what a text looks like; nil where it can be no code, or is a word as of prose.
    init?(of text: String) {
        guard !text.isEmpty, text.utf8.count <= CodeFault.maximumLength else { return nil }
        var (digits, upper, lower, signs, humps) = (0, 0, 0, 0, 0)
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case "A"..."Z":
                upper += 1
                if let previous, ("a"..."z").contains(previous) { humps += 1 }
            case "a"..."z": lower += 1
            case "-", "_", ".", "/", "#", ":", "+", "*": signs += 1
            default: return nil
            }
            previous = scalar
        }
        guard let last = previous, !".:/".unicodeScalars.contains(last) || digits + upper + lower == 0 else {
            return nil
        }
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        if digits > 0, upper + lower == 0 || isHexadecimal {
            self = .number
        } else if digits > 0 {
            self = .mixed
        } else if upper > 1, lower == 0 {
            self = .word
        } else if humps > 0 || signs > 0 && upper + lower > 1 && text.first?.isLetter == true {
            self = .identifier
        } else {
            return nil
        }
    }
}
