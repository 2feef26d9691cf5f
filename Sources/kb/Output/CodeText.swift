import HanText
import KnowledgeBase

/// The parts of a code that were looked for.
struct Marks {
    /// Ranges of the code's name.
    var name: [Range<String.Index>] = []
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
        [headline(for: code, marks: marks, terminal: terminal)]
            + indented(code.description, marks: marks.description, terminal: terminal)
    }

    /// The line `CODE Title  [book]`.
    static func headline(for code: Code, marks: Marks = Marks(), terminal: Terminal) -> String {
        let number = terminal.styled(oneLine(code.reference.code), .bold)
        let name = MarkedText(code.name, marks: marks.name, keepingNewlines: false).shown(on: terminal)
        let qualifier = code.qualifier.map { " (\(oneLine($0)))" } ?? ""
        let book = terminal.styled("[\(oneLine(code.reference.book))]", .dim)
        return "\(number) \(name)\(qualifier)\(state(of: code))  \(book)"
    }

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
