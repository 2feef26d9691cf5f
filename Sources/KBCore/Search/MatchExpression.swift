import KBText

/// Makes FTS5 expressions for `notes_pairs`.
///
/// Text always goes in as quoted strings with doubled quotes, so that nothing in it is syntax. SQLite FTS5 §3:
/// <https://www.sqlite.org/fts5.html#full_text_query_syntax>
enum MatchExpression {
    /// The phrase of a text: its pairs and words, one after the other.
    ///
    /// - Parameter text: Any text.
    /// - Returns: Nil when the text has nothing to search for.
    static func phrase(_ text: String) -> String? {
        var scalars = Substring(text).unicodeScalars[...]
        while let last = scalars.last, !Word.contains(last) { scalars.removeLast() }
        guard let last = scalars.last else { return nil }
        let segmented = PairSegmenter.segment(String(scalars))
        guard Han.contains(last) else { return quoted(segmented) }
        if let before = scalars.dropLast().last, Han.contains(before) {
            // The text may go on: the last character alone stands only at the end of a run.
            return quoted(String(segmented.unicodeScalars.dropLast(3)))
        }
        return quoted(segmented) + " *"
    }

    /// All of the texts, anywhere in the note.
    ///
    /// - Returns: Nil when one of them has nothing to search for.
    static func all(_ texts: [String]) -> String? {
        var parts: [String] = []
        for text in texts {
            guard let part = phrase(text) else { return nil }
            parts.append(part)
        }
        return parts.isEmpty ? nil : "(" + parts.joined(separator: " AND ") + ")"
    }

    /// One of several expressions.
    static func any(_ expressions: [String]) -> String? {
        expressions.isEmpty ? nil : "(" + expressions.joined(separator: " OR ") + ")"
    }

    /// A string of FTS5.
    ///
    /// It works by scalars: a quotation mark with a joiner after it is one character, but still ends a string.
    static func quoted(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append("\"")
        for scalar in text.unicodeScalars {
            if scalar == "\"" { scalars.append(scalar) }
            scalars.append(scalar)
        }
        scalars.append("\"")
        return String(scalars)
    }
}
