import KBCore
import KBText

/// The results of a search, for people.
package struct ResultText {
    package let terminal: Terminal
    /// Whether each result says why it matched in full.
    package let explains: Bool

    package init(terminal: Terminal, explains: Bool) {
        self.terminal = terminal
        self.explains = explains
    }

    /// The results one under the other, with an empty line between them.
    package func lines(for results: [SearchResult], _ notes: [CodeReference: [Note]]) -> [String] {
        var lines: [String] = []
        for result in results {
            if !lines.isEmpty { lines.append("") }
            lines += self.lines(for: result)
            for note in notes[result.code.reference] ?? [] { lines += self.lines(for: note, of: result) }
        }
        return lines
    }

    /// One result without its notes.
    package func lines(for result: SearchResult) -> [String] {
        let code = result.code
        let marks = Marks(
            title: Self.ranges(of: result.terms, in: CodeText.title(of: code)),
            description: Self.ranges(of: result.terms, in: code.description))
        var lines = CodeText.lines(for: code, marks: marks, terminal: terminal)
        let reason = explains ? result.explanation : result.reason
        if let reason {
            // The alias that answered is shown nowhere else: its words are marked here.
            let shown = "↳ " + reason
            let alias = result.alias.flatMap { shown.range(of: $0) }
            let marks = alias.map { alias in
                Self.ranges(of: result.terms, in: shown).filter { alias.contains($0.lowerBound) }
            }
            lines += CodeText.indented(shown, marks: marks ?? [], terminal: terminal)
        }
        return lines
    }

    /// A note under its code, with the words marked where notes were found by them.
    package func lines(for note: Note, of result: SearchResult?) -> [String] {
        let terms = result?.field == .note ? result?.terms ?? [] : []
        return NoteText.lines(for: note, width: terminal.width - CodeText.indent.count).map {
            CodeText.indent + MarkedText($0, marks: Self.ranges(of: terms, in: $0)).shown(on: terminal)
        }
    }

    /// Where the words stand, without overlaps.
    package static func ranges(of terms: [String], in text: String) -> [Range<String.Index>] {
        let folded = FoldedText(text)
        var ranges: [Range<String.Index>] = []
        for term in terms {
            for range in folded.ranges(of: term) where !ranges.contains(where: { $0.overlaps(range) }) {
                ranges.append(range)
            }
        }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }
}
