/// Words that a person gives and that stand on one line: an alias, a synonym.
enum OneLine {
    /// The words with single spaces between them; nil when there are none, or a control character.
    static func normalized(_ text: String) -> String? {
        let words = text.split(separator: " ").joined(separator: " ")
        let isPlain = !words.unicodeScalars.contains { $0.value < 0x20 }
        return !words.isEmpty && isPlain ? words : nil
    }
}
