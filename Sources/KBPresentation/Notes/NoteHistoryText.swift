import KBCore
import KBText

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
            lines += anchor(before.anchor, state.anchor).lines(width: width, on: terminal)
        }
        if state.body != before.body {
            lines += Self.difference(before.body, state.body, terminal).lines(width: width, on: terminal)
        }
        if lines.isEmpty, state.tags == before.tags {
            lines = [
                state.parents.count > 1
                    ? message(zh: "（合成一个版本）", en: "(versions merged)")
                    : message(zh: "（原文挪了地方）", en: "(the passage has moved)")
            ]
        }
        lines += facts(of: state, after: before).lines(width: width, on: terminal)
        return lines.enumerated().map { ($0 == 0 ? "✎ " : "  ") + $1 }.joined(separator: "\n")
    }

    private func facts(of state: NoteRevision, after before: NoteRevision) -> StyledText {
        var text = StyledText()
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
                Self.add(name, isNew: change > 0, to: &text, terminal)
            }
        }
        text.add(" · " + NoteText.oneLine(String(state.revision.prefix(8))), .dim)
        return text
    }

    private func anchor(_ old: TextQuote?, _ new: TextQuote?) -> StyledText {
        var text = StyledText()
        let lost = message(zh: "（原文已变）", en: " (no longer in the text)")
        if let old, old.exact != new?.exact {
            Self.add(NoteText.quoted(old.exact), isNew: false, to: &text, terminal)
        }
        if let new {
            let quote = NoteText.quoted(new.exact)
            if old?.exact == new.exact {
                text.add(quote)
            } else {
                Self.add(quote, isNew: true, to: &text, terminal)
            }
            if new.isOrphaned { text.add(lost) }
        }
        return text
    }

    /// What is different between two texts, with some of what is the same around it.
    ///
    /// `[-…-]` is what was there, `{+…+}` what is; on a terminal in colour, red and green.
    static func difference(_ old: String, _ new: String, _ terminal: Terminal) -> StyledText {
        var text = StyledText()
        let parts = WordDifference(from: old, to: new).parts
        for (index, part) in parts.enumerated() {
            switch part {
            case .same(let same):
                text.add(shortened(same, isFirst: index == 0, isLast: index == parts.count - 1))
            case .removed(let old): add(old, isNew: false, to: &text, terminal)
            case .added(let new): add(new, isNew: true, to: &text, terminal)
            }
        }
        return text
    }

    private static func add(_ piece: String, isNew: Bool, to text: inout StyledText, _ terminal: Terminal) {
        guard !terminal.hasColor else { return text.add(piece, isNew ? .green : .red) }
        text.add(isNew ? "{+\(piece)+}" : "[-\(piece)-]")
    }

    /// So many lines, or characters of a long line, are shown next to what is different.
    private static let (lines, characters) = (2, 60)

    private static func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if all.count > 2 * lines + 2 {
            let head = isFirst ? [] : all.prefix(lines)
            let tail = isLast ? [] : all.suffix(lines)
            return (head.map(String.init) + ["…"] + tail.map(String.init)).joined(separator: "\n")
        }
        guard text.count > 2 * characters + 20 else { return text }
        let (head, tail) = (isFirst ? "" : text.prefix(characters), isLast ? "" : text.suffix(characters))
        return head + "…" + tail
    }
}
