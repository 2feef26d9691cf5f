import KBText

/// A character that Markdown gives by its number or its name, such as `&#124;`, `&#x7C;` or `&amp;` (CommonMark §2.5).
///
/// Of the two thousand names of HTML these are read that people need, because the character itself would mean
/// something else, or cannot be typed.
struct CharacterReference {
    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "vert": "|",
        "verbar": "|",
        "lowbar": "_", "ast": "*", "grave": "`", "lsqb": "[", "rsqb": "]", "lbrack": "[", "rbrack": "]",
        "num": "#",
        "bsol": "\\", "hellip": "…", "mdash": "—", "ndash": "–", "middot": "·", "ldquo": "“", "rdquo": "”",
        "lsquo": "‘", "rsquo": "’", "times": "×", "larr": "←", "rarr": "→", "le": "≤", "ge": "≥", "ne": "≠",
        "copy": "©", "reg": "®", "trade": "™",
    ]
    /// The longest that can be one: seven digits after `&#` and before `;`.
    private static let longest = 10

    let scalar: Unicode.Scalar
    /// How many scalars it takes, with `&` and `;`.
    let length: Int

    /// Reads the reference that a text begins with; nil where there is none.
    init?(_ text: ArraySlice<Unicode.Scalar>) {
        let text = text.prefix(Self.longest)
        guard text.first == "&", let end = text.firstIndex(of: ";") else { return nil }
        var name = String(scalars: text[text.startIndex + 1..<end])
        length = end - text.startIndex + 1
        guard name.hasPrefix("#") else {
            guard let scalar = Self.named[name] else { return nil }
            self.scalar = scalar
            return
        }
        name.removeFirst()
        let isHexadecimal = name.hasPrefix("x") || name.hasPrefix("X")
        if isHexadecimal { name.removeFirst() }
        guard name.allSatisfy(\.isHexDigit), let number = UInt32(name, radix: isHexadecimal ? 16 : 10),
            number > 0,
            let scalar = Unicode.Scalar(number)
        else { return nil }
        self.scalar = scalar
    }
}
