/// A number of JSON as people write a code: 404.0 is 404, and 5e2 is 500.
enum JSONNumber {
    // What is longer is no code.
    private static let mostDigits = 64

    /// Returns a number without a point and an exponent where it is whole; else the number as it is written.
    static func code(_ number: String) -> String {
        guard number.utf8.contains(where: { $0 == 0x2E || $0 | 0x20 == 0x65 }) else { return number }
        let isNegative = number.hasPrefix("-")
        let parts = number.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
        let digits = (parts.first ?? "").split(separator: ".", maxSplits: 1)
        guard let whole = digits.first, let exponent = parts.count > 1 ? Int(parts[1]) : 0,
            abs(exponent) <= mostDigits
        else { return number }
        let fraction = digits.count > 1 ? digits[1] : ""
        var all = Array(whole + fraction)
        let point = whole.count + exponent
        guard all.count <= mostDigits, point > 0 || all.allSatisfy({ $0 == "0" }) else { return number }
        while all.count < point { all.append("0") }
        guard all.dropFirst(max(0, point)).allSatisfy({ $0 == "0" }) else { return number }
        let kept = String(all.prefix(max(0, point)).drop { $0 == "0" })
        guard !kept.isEmpty else { return "0" }
        return isNegative ? "-" + kept : kept
    }
}
