import KBText

/// The ways in which people write a code: `SETTLE-0032`, `settle32`, `SETTLE_32`; `0x80070005` and `-2147024891`.
struct CodeNotation {
    /// What may stand between the parts of a code, the commonest first.
    private static let separators = ["-", "_", "", ".", " ", ":", "/"]
    /// The longest number that is padded with zeros, in digits.
    private static let longestNumber = 8
    /// A number of fewer digits is not written in parts.
    private static let shortestParted = 6
    /// A code of more parts has no other notations.
    private static let mostParts = 4

    /// A run of letters or digits.
    private struct Part {
        var text: Substring
        /// Whether something stands between it and the one before.
        var isApart: Bool
        var isNumber: Bool { text.isDigits }
    }

    /// The letters that the code begins with; empty when it begins with a digit.
    let letters: String
    private let parts: [Part]

    /// Reads a folded text; nil when it cannot be a code with a number.
    init?(_ text: String) {
        var parts: [Part] = []
        var isApart = true
        for index in text.indices {
            let character = text[index]
            guard character.isAnyLetter || character.isASCII && character.isNumber else {
                isApart = true
                continue
            }
            let next = text.index(after: index)
            if !isApart, let last = parts.last, last.isNumber == character.isNumber {
                parts[parts.count - 1].text = text[last.text.startIndex..<next]
            } else {
                parts.append(Part(text: text[index..<next], isApart: isApart))
            }
            isApart = false
        }
        guard parts.count <= Self.mostParts, parts.contains(where: \.isNumber) else { return nil }
        self.parts = parts
        letters = parts.first.map { $0.isNumber ? "" : String($0.text) } ?? ""
    }

    /// Other texts under which the code may stand, the likeliest first.
    var others: [String] {
        guard let last = parts.last else { return [] }
        var others: [String] = []
        let joints = parts.dropFirst()
        // Zeros in front belong to the last number only: 5.01.1 is no 5.1.1.
        for ending in last.isNumber ? Self.paddings(of: last.text) : [String(last.text)] {
            for separator in parts.count > 1 ? Self.separators : [""] {
                // What was typed as one may be two, and the other way about.
                for (apart, together) in [(separator, ""), (separator, separator)] {
                    var other = ""
                    for (place, part) in parts.enumerated() {
                        if place > 0 { other += part.isApart ? apart : together }
                        other += place + 1 == parts.count ? ending : String(part.text)
                    }
                    // Two short numbers without anything between them are another one; 1002-673 is 1002673.
                    let joinsNumbers =
                        separator.isEmpty && parts.reduce(0) { $0 + $1.text.utf8.count } < Self.shortestParted
                        && zip(parts, joints).contains { $0.isNumber && $1.isNumber }
                    if !joinsNumbers, !others.contains(other) { others.append(other) }
                }
            }
        }
        return others
    }

    /// The same 32 bits as people write them: in hexadecimal, and as a number with and without a sign.
    static func bits(_ text: String) -> [String] {
        let value: UInt32?
        if text.hasPrefix("0x") {
            value = UInt32(text.dropFirst(2), radix: 16)
        } else if text.hasPrefix("-") {
            value = Int32(text).map { UInt32(bitPattern: $0) }
        } else if text.utf8.count == 8, let bits = UInt32(text, radix: 16), bits > UInt32(Int32.max) {
            // A failure's number in hexadecimal has its first bit set.
            value = bits
        } else {
            // A smaller number is written in hexadecimal by nobody who means a decimal one.
            value = UInt32(text).flatMap { $0 > UInt32(Int32.max) ? $0 : nil }
        }
        guard let value else { return [] }
        let digits = String(value, radix: 16, uppercase: true)
        let padded = digits.zeroPadded(to: 8)
        let signed = String(Int32(bitPattern: value))
        return ["0x" + padded, "0x" + digits, padded, String(value), signed].filter { $0 != text }
    }

    /// A number as it was typed, without zeros in front, and with them.
    static func paddings(of number: Substring) -> [String] {
        let bare = String(number.drop { $0 == "0" })
        guard !bare.isEmpty, bare.utf8.count <= longestNumber else { return [String(number)] }
        let padded = (bare.utf8.count...longestNumber).map { bare.zeroPadded(to: $0) }
        return [String(number)] + padded.filter { $0 != number }
    }
}
