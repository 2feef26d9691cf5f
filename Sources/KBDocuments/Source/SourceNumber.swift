/// The value of a constant.
enum SourceValue {
    case number(Int)
    case text(String)
}

/// Numbers as programs write them: `1_000`, `0x1F`, `40401L`.
enum SourceNumber {
    static func value(_ text: String) -> Int? {
        let plain = text.filter { $0 != "_" }.lowercased()
        if plain.hasPrefix("0x") { return Int(digits(plain.dropFirst(2), "ul"), radix: 16) }
        if plain.hasPrefix("0b") { return Int(digits(plain.dropFirst(2), "uln"), radix: 2) }
        if plain.hasPrefix("0o") { return Int(plain.dropFirst(2), radix: 8) }
        let digits = digits(plain[...], "uln")
        return digits.count > 1 && digits.hasPrefix("0") && digits.allSatisfy({ ("0"..."7").contains($0) })
            ? Int(digits, radix: 8) : Int(digits)
    }

    private static func digits(_ text: Substring, _ suffixes: String) -> Substring {
        var text = text
        while let last = text.last, suffixes.contains(last) { text.removeLast() }
        return text
    }
}
