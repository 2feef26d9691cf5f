import KBCore
import KBDocuments
import KBText

/// The parts of a code that were looked for.
package struct Marks {
    /// Ranges of ``CodeText/title(of:)``.
    package var title: [Range<String.Index>] = []
    /// Ranges of the code's description.
    package var description: [Range<String.Index>] = []
    /// Ranges of the texts of fields, by their names.
    package var fields: [String: [Range<String.Index>]] = [:]
    /// What annotations are about.
    var passages: AnnotationMarks?

    package init(
        title: [Range<String.Index>] = [], description: [Range<String.Index>] = [],
        fields: [String: [Range<String.Index>]] = [:], passages: AnnotationMarks? = nil
    ) {
        self.passages = passages
        self.title = title
        self.description = description
        self.fields = fields
    }
}

/// A code for people.
package enum CodeText {
    /// How far what belongs to a code is indented.
    package static let indent = "    "

    /// The code, its title and book on a line, then the description and the fields, indented and wrapped.
    ///
    /// Everything is escaped; see `TerminalText`. Without `allFields`, only fields with marks are shown.
    package static func lines(
        for code: Code, marks: Marks = Marks(), allFields: Bool = false, terminal: Terminal
    ) -> [String] {
        let fields = code.fields.filter { allFields || marks.fields[$0.name]?.isEmpty == false }
        return headline(for: code, marks: marks, terminal: terminal)
            + described(code.description, marks, terminal: terminal)
            + fields.flatMap { field in
                line(for: field, marks: marks.fields[field.name] ?? [], terminal: terminal)
            }
    }

    /// A description with its marks and passages.
    static func described(_ text: String, _ marks: Marks, terminal: Terminal) -> [String] {
        let passages = marks.passages?.marks(in: .description) ?? []
        guard !passages.isEmpty else { return indented(text, marks: marks.description, terminal: terminal) }
        return StyledText(
            text, marks: text.scalarOffsets(marks.description), passages: passages, on: terminal
        )
        .lines(width: terminal.width - indent.count, on: terminal).map { $0.isEmpty ? "" : indent + $0 }
    }

    /// A field with its name before it: `级别：高`.
    private static func line(
        for field: EntryField, marks: [Range<String.Index>], terminal: Terminal
    ) -> [String] {
        let label = field.name + message(zh: "：", en: ": ")
        let text = label + field.text
        let shift = label.utf8.count
        let places = marks.map { mark in
            let start = field.text.utf8.distance(from: field.text.startIndex, to: mark.lowerBound) + shift
            let end = field.text.utf8.distance(from: field.text.startIndex, to: mark.upperBound) + shift
            return text.utf8.index(
                text.startIndex, offsetBy: start)..<text.utf8.index(text.startIndex, offsetBy: end)
        }
        return indented(text, marks: places, terminal: terminal)
    }

    /// The line `CODE Title  [book]`; several where a terminal is too narrow for it.
    private static func headline(for code: Code, marks: Marks, terminal: Terminal) -> [String] {
        let number = oneLine(code.reference.code)
        if let passages = marks.passages?.marks(in: .name), !passages.isEmpty {
            return headline(for: code, marks: marks, passages, terminal: terminal)
        }
        let title = MarkedText(title(of: code), marks: marks.title, keepingNewlines: false)
        let book = "[\(oneLine(code.reference.book))]"
        let start = terminal.styled(number, .bold) + " "
        let end = terminal.styled(book, .dim)
        guard terminal.isInteractive, DisplayWidth.of("\(number) \(title.text)  \(book)") > terminal.width
        else {
            return [start + title.shown(on: terminal) + "  " + end]
        }
        let column = DisplayWidth.of(number) + 1
        let margin = String(repeating: " ", count: column)
        let names = title.lines(width: max(terminal.width - column, 8), on: terminal)
        return [start + names[0]] + (names.dropFirst() + [end]).map { margin + $0 }
    }

    /// The same with passages in the name.
    private static func headline(
        for code: Code, marks: Marks, _ passages: [AnnotationMarks.Mark], terminal: Terminal
    ) -> [String] {
        let (number, book) = (oneLine(code.reference.code), "[\(oneLine(code.reference.book))]")
        let name = title(of: code)
        let title = StyledText(
            String(name.map { $0.isNewline ? " " : $0 }), marks: name.scalarOffsets(marks.title),
            passages: passages,
            on: terminal)
        let column = DisplayWidth.of(number) + 1
        let isWide =
            terminal.isInteractive && column + title.width + DisplayWidth.of(book) + 2 > terminal.width
        let names = title.lines(width: isWide ? max(terminal.width - column, 8) : 1 << 20, on: terminal)
        let end = terminal.styled(book, .dim)
        guard isWide else {
            return [terminal.styled(number, .bold) + " " + names.joined(separator: " ") + "  " + end]
        }
        let margin = String(repeating: " ", count: column)
        return [terminal.styled(number, .bold) + " " + names[0]]
            + (names.dropFirst() + [end]).map { margin + $0 }
    }

    /// The name with its qualifier, and whether the code is retired.
    package static func title(of code: Code) -> String { code.title + state(of: code) }

    /// The code as a line of tab-separated text: book, code, name, state, description.
    ///
    /// No column has a tab or a line end, and what would steer a terminal is escaped: `kb list | head` ends on one.
    package static func tsv(_ code: Code) -> String {
        [
            code.reference.book, code.reference.code, code.title, code.state.rawValue, code.description,
        ].map { column in
            oneLine(
                String(
                    scalars: column.unicodeScalars.lazy.map {
                        "\t\n\r".unicodeScalars.contains($0) ? " " : $0
                    }))
        }.joined(separator: "\t")
    }

    /// Says after the title that a code is retired.
    package static func state(of code: Code) -> String {
        code.state == .retired ? message(zh: "（已停用）", en: " (retired)") : ""
    }

    /// Text of the knowledge base, indented by four columns and wrapped; no lines when it is empty.
    package static func indented(
        _ text: String, marks: [Range<String.Index>] = [], terminal: Terminal
    ) -> [String] {
        guard !text.isEmpty else { return [] }
        return MarkedText(text, marks: marks).lines(width: terminal.width - indent.count, on: terminal)
            .map { $0.isEmpty ? "" : indent + $0 }
    }

    /// Text of the knowledge base that must stay on one line.
    package static func oneLine(_ text: String) -> String {
        TerminalText.escaped(text, keepingNewlines: false)
    }
}
