import KBText

/// What is different between texts: `[-…-]` is what was there, `{+…+}` what is; on a terminal in colour, red and green.
struct DifferenceText {
    private let terminal: Terminal
    private let isOnOneLine: Bool
    private var text = StyledText()

    /// An empty text.
    ///
    /// - Parameters:
    ///   - terminal: Where it is shown.
    ///   - isOnOneLine: Whether line feeds become spaces; of what is the same, less is shown then.
    init(on terminal: Terminal, isOnOneLine: Bool = false) {
        self.terminal = terminal
        self.isOnOneLine = isOnOneLine
    }

    /// Adds a piece as it is.
    mutating func add(_ piece: String, _ style: Terminal.Style? = nil) {
        text.add(isOnOneLine ? NoteText.oneLine(piece) : piece, style)
    }

    /// Adds a piece that is there now, or was there.
    mutating func add(_ piece: String, isNew: Bool) {
        guard !terminal.hasColor else { return add(piece, isNew ? .green : .red) }
        add(isNew ? "{+\(piece)+}" : "[-\(piece)-]")
    }

    /// Adds what is different between two texts, with some of what is the same around it.
    mutating func add(from old: String, to new: String) {
        let parts = WordDifference(from: old, to: new).parts
        for (index, part) in parts.enumerated() {
            switch part {
            case .same(let same): add(shortened(same, isFirst: index == 0, isLast: index == parts.count - 1))
            case .removed(let old): add(old, isNew: false)
            case .added(let new): add(new, isNew: true)
            }
        }
    }

    /// The lines of `width` columns.
    func lines(width: Int) -> [String] { text.lines(width: width, on: terminal) }

    private func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
        let lines =
            isOnOneLine ? [] : text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.count > 6 {
            return ((isFirst ? [] : lines.prefix(2)) + ["…"] + (isLast ? [] : lines.suffix(2)))
                .joined(separator: "\n")
        }
        let context = isOnOneLine ? 24 : 60
        let (start, end) = (isFirst ? "" : text.prefix(context), isLast ? "" : text.suffix(context))
        return text.count > start.count + end.count + 1 ? start + "…" + end : text
    }
}
