/// The value of a constant.
enum SourceValue {
    case number(Int)
    case text(String)
}

/// Numbers as programs write them: `1_000`, `0x1F`, `40401L`.
enum SourceNumber {
    static func value(_ text: String) -> Int? {
        let plain = text.filter { $0 != "_" }.lowercased()
        if plain.hasPrefix("0x") { return Int(digits(plain.dropFirst(2)), radix: 16) }
        if plain.hasPrefix("0b") { return Int(digits(plain.dropFirst(2)), radix: 2) }
        if plain.hasPrefix("0o") { return Int(digits(plain.dropFirst(2)), radix: 8) }
        let digits = digits(plain[...])
        return digits.count > 1 && digits.hasPrefix("0") && digits.allSatisfy({ ("0"..."7").contains($0) })
            ? Int(digits, radix: 8) : Int(digits)
    }

    /// A number in hexadecimal without the type behind its digits: `0x8010` for `0x8010UL`.
    static func withoutType(_ text: String) -> String { String(text.prefix(2) + digits(text.dropFirst(2))) }

    /// What types a number says behind its digits.
    private static let suffixes: Set<String> = [
        "u", "l", "n", "ul", "lu", "ll", "ull", "llu", "u8", "u16", "u32", "u64", "u128", "usize", "i8",
        "i16", "i32",
        "i64", "i128", "isize",
    ]

    /// The digits without such a suffix.
    private static func digits(_ text: Substring) -> Substring {
        let digits = text.prefix { $0.isHexDigit }
        let suffix = text.dropFirst(digits.count).lowercased()
        return suffixes.contains(suffix) ? digits : text
    }
}
