import KBText

/// What a text is in the index: terms, one after the other.
package struct IndexPhrase: Hashable {
    /// A place in the phrase.
    package struct Part: Hashable {
        package var term: Term
        /// Whether any term that begins so will do.
        package var isPrefix: Bool
    }

    /// Of longer phrases only the beginning is looked for.
    private static let mostParts = 64

    package private(set) var parts: [Part] = []
    /// Whether the last Han character stands in the last pair only, so that one more token follows it where a run
    /// ends with it.
    package private(set) var leavesFinal = false
    /// The Han character that the text is, if it is one and nothing else.
    package private(set) var character: Term?

    /// Returns nil when the text has nothing to search for.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - isPrefix: Whether the last word may go on. A last Han character always may.
    package init?(_ text: String, isPrefix: Bool = false) {
        let tokens = TokenList(text).tokens
        guard let last = tokens.last else { return nil }
        parts = tokens.map { Part(term: $0.term, isPrefix: false) }
        if tokens.count > Self.mostParts {
            // So many words stand nowhere by chance; the text of what is found is compared in full.
            parts.removeLast(parts.count - Self.mostParts)
            return
        }
        if tokens.count == 1, last.isFinal {
            character = last.term
            return
        }
        if last.isFinal {
            let before = tokens[tokens.count - 2]
            if before.isHan, !before.isFinal {
                parts.removeLast()
                leavesFinal = true
            } else {
                parts[parts.count - 1].isPrefix = true
            }
        } else if isPrefix {
            parts[parts.count - 1].isPrefix = true
        }
    }
}
