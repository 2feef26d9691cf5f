import KBCore

/// The states that a note has had, for people: each as its difference from the state before.
package struct NoteHistoryText {
    private let states: [String: NoteRevision]
    private let terminal: Terminal
    /// Whether each state is shown whole.
    private let isWhole: Bool

    /// Takes all states of a note.
    package init(_ states: [NoteRevision], on terminal: Terminal, whole: Bool = false) {
        self.states = Dictionary(states.map { ($0.revision, $0) }) { first, _ in first }
        self.terminal = terminal
        isWhole = whole
    }

    /// The lines of one state.
    package func text(of state: NoteRevision) -> String {
        let before = state.parents.lazy.compactMap { states[$0] }.first
        guard let before, !isWhole, !state.isDeleted, !before.isDeleted else {
            return NoteText.text(of: state, after: before, on: terminal)
        }
        let width = max(8, terminal.width - 2)
        var lines: [String] = []
        if state.anchor?.exact != before.anchor?.exact
            || state.anchor?.isOrphaned != before.anchor?.isOrphaned
        {
            lines += anchor(before.anchor, state.anchor).lines(width: width)
        }
        if state.body != before.body {
            var text = DifferenceText(on: terminal)
            text.add(from: before.body, to: state.body)
            lines += text.lines(width: width)
        }
        if lines.isEmpty, state.tags == before.tags {
            lines = [
                state.parents.count > 1
                    ? message(zh: "（合并）", en: "(versions merged)")
                    : message(zh: "（原文挪了地方）", en: "(the passage has moved)")
            ]
        }
        lines += facts(of: state, after: before).lines(width: width)
        return lines.enumerated().map { ($0 == 0 ? "✎ " : "  ") + $1 }.joined(separator: "\n")
    }

    private func facts(of state: NoteRevision, after before: NoteRevision) -> DifferenceText {
        var text = DifferenceText(on: terminal)
        let start = [state.author, TimeText.local(state.createdAt)].map(NoteText.oneLine).filter {
            !$0.isEmpty
        }
        text.add(start.joined(separator: " · "), .dim)
        let tags =
            state.tags.map { ($0, before.tags.contains($0) ? 0 : 1) }
            + before.tags.filter { !state.tags.contains($0) }.map { ($0, -1) }
        for (index, (tag, change)) in tags.enumerated() {
            text.add(index == 0 ? " · " : " ", .dim)
            let name = "#" + NoteText.oneLine(tag)
            if change == 0 {
                text.add(name, .dim)
            } else {
                text.add(name, isNew: change > 0)
            }
        }
        text.add(" · " + NoteText.oneLine(String(state.revision.prefix(8))), .dim)
        return text
    }

    private func anchor(_ old: TextQuote?, _ new: TextQuote?) -> DifferenceText {
        var text = DifferenceText(on: terminal)
        let lost = message(zh: "（原文已变）", en: " (no longer in the text)")
        if let old, old.exact != new?.exact {
            text.add(NoteText.quoted(old.exact), isNew: false)
        }
        if let new {
            let quote = NoteText.quoted(new.exact)
            if old?.exact == new.exact {
                text.add(quote)
            } else {
                text.add(quote, isNew: true)
            }
            if new.isOrphaned { text.add(lost) }
        }
        return text
    }
}
