/// Tags of HTML among words.
enum InlineHTML {
    /// Tags that only say how a text looks.
    private static let marks: Set<String> = [
        "a", "abbr", "b", "big", "center", "cite", "code", "del", "div", "em", "font", "i", "img", "ins",
        "kbd", "mark", "p",
        "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    ]

    /// What a tag says: a line end, nothing, or itself where it is a placeholder such as `<orderId>`.
    static func text(of tag: String) -> String {
        if tag.hasPrefix("<!") { return "" }
        let name = tag.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if name == "br" { return "\n" }
        return marks.contains(name) ? "" : tag
    }
}
