import HanText

/// Makes FTS5 expressions for `codes_pairs` and `notes_pairs`.
///
/// Text always goes in as quoted strings with doubled quotes, so that nothing in it is syntax. SQLite FTS5 §3:
/// <https://www.sqlite.org/fts5.html#full_text_query_syntax>
enum MatchExpression {
    /// What has to stand before and after a phrase.
    enum Boundary {
        case none, before, both
    }

    /// The phrase of a text: its pairs and words, one after the other.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - boundary: Whether a name or an alias must begin, and end, with it.
    ///   - isPrefix: Whether the last Latin word may go on.
    /// - Returns: Nil when the text has nothing to search for.
    static func phrase(_ text: String, boundary: Boundary = .none, isPrefix: Bool = false) -> String? {
        var scalars = Substring(text).unicodeScalars[...]
        while let last = scalars.last, !SearchQuery.isWordScalar(last) { scalars.removeLast() }
        guard let last = scalars.last else { return nil }
        let before = scalars.dropLast().last
        var segmented = PairSegmenter.segment(String(scalars))
        var mayGoOn = isPrefix && !Han.contains(last)
        if Han.contains(last), boundary != .both {
            if let before, Han.contains(before) {
                // The text may go on: the last character alone stands only at the end of a run.
                segmented = String(segmented.unicodeScalars.dropLast(3))
            } else {
                mayGoOn = true
            }
        }
        if boundary != .none { segmented = "\(IndexedText.boundary) \(segmented)" }
        if boundary == .both { segmented += " \(IndexedText.boundary)" }
        return quoted(segmented) + (mayGoOn ? " *" : "")
    }

    /// All of the texts, anywhere in the entry.
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

    /// One of several expressions, in some columns only.
    static func any(_ expressions: [String], columns: String? = nil) -> String? {
        guard !expressions.isEmpty else { return nil }
        let joined = "(" + expressions.joined(separator: " OR ") + ")"
        return columns.map { "{\($0)} : \(joined)" } ?? joined
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

    /// FTS5 syntax as a person wrote it, with each run of Han characters as a phrase of its pairs.
    static func raw(_ expression: String) -> String {
        var result = ""
        var isQuoted = false
        var run = ""
        func endRun() {
            guard !run.isEmpty else { return }
            let pairs = phrase(run) ?? ""
            result += isQuoted && pairs.hasSuffix("\"") ? String(pairs.dropFirst().dropLast()) : pairs
            run = ""
        }
        for character in expression {
            if let scalar = character.unicodeScalars.first, Han.contains(scalar) {
                run.append(character)
                continue
            }
            endRun()
            if character == "\"" { isQuoted.toggle() }
            result.append(character)
        }
        endRun()
        return result
    }
}
