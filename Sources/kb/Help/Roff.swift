import KBPresentation

/// Text in the language of manual pages, man(7).
enum Roff {
    /// A text as it is to be printed, on one line.
    ///
    /// Troff breaks lines at spaces only, so a mark (`\:`) stands wherever else Chinese lines may end.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - breaks: False for what other programs read too, who know no marks.
    /// - Returns: The text in troff's language.
    static func text(_ text: String, breaks: Bool = true) -> String {
        let breaks = Set(breaks ? LineWrapping.breaks(in: text) : [])
        var result = text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : ""
        for index in text.indices {
            if breaks.contains(index) { result += "\\:" }
            result += escapes[text[index]] ?? String(text[index])
        }
        return result
    }

    /// A text in bold type.
    static func bold(_ text: String) -> String { "\\fB\(self.text(text))\\fR" }

    // Signs that troff takes for others: hyphens, quotation marks and accents.
    private static let escapes: [Character: String] = [
        "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    ]
}
