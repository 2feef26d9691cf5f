import HanText
import KnowledgeBase

/// The parts of a code that were looked for.
struct Marks {
    /// Ranges of ``CodeText/title(of:)``.
    var title: [Range<String.Index>] = []
    /// Ranges of the code's description.
    var description: [Range<String.Index>] = []
}

/// A code for people.
enum CodeText {
    /// How far what belongs to a code is indented.
    static let indent = "    "

    /// The code, its title and book on a line, then the description, indented and wrapped.
    ///
    /// Everything is escaped; see `TerminalText`.
    static func lines(for code: Code, marks: Marks = Marks(), terminal: Terminal) -> [String] {
        headline(for: code, marks: marks, terminal: terminal)
            + indented(code.description, marks: marks.description, terminal: terminal)
    }

    /// The line `CODE Title  [book]`; several where a terminal is too narrow for it.
    private static func headline(for code: Code, marks: Marks, terminal: Terminal) -> [String] {
        let number = oneLine(code.reference.code)
        let book = "[\(oneLine(code.reference.book))]"
        let column = DisplayWidth.of(number) + 1
        let room = terminal.isInteractive ? max(terminal.width - column, 8) : .max
        let title = MarkedText(title(of: code), marks: marks.title, keepingNewlines: false)
        var lines = title.lines(width: room, on: terminal)
        let last = LineWrapping.wrap(title.text, width: room).last ?? ""
        if DisplayWidth.of(last) + 2 + DisplayWidth.of(book) <= room {
            lines[lines.count - 1] += "  " + terminal.styled(book, .dim)
        } else {
            lines.append(terminal.styled(book, .dim))
        }
        return lines.enumerated().map { index, line in
            index == 0
                ? "\(terminal.styled(number, .bold)) \(line)" : String(repeating: " ", count: column) + line
        }
    }

    /// The name with its qualifier, and whether the code is retired.
    static func title(of code: Code) -> String { code.title + state(of: code) }

    /// Says after the title that a code is retired.
    static func state(of code: Code) -> String {
        code.state == .retired ? message(zh: "（已停用）", en: " (retired)") : ""
    }

    /// Text of the knowledge base, indented by four columns and wrapped; no lines when it is empty.
    static func indented(
        _ text: String, marks: [Range<String.Index>] = [], terminal: Terminal
    ) -> [String] {
        guard !text.isEmpty else { return [] }
        return MarkedText(text, marks: marks).lines(width: terminal.width - indent.count, on: terminal)
            .map { $0.isEmpty ? "" : indent + $0 }
    }

    /// Text of the knowledge base that must stay on one line.
    static func oneLine(_ text: String) -> String { TerminalText.escaped(text, keepingNewlines: false) }
}
