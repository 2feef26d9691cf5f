import KBCore
import KBText

/// All that is known about one code, as a page.
package struct CodePage {
    private let details: CodeDetails
    private var code: Code { details.code }

    package init(_ details: CodeDetails) {
        self.details = details
    }

    /// The page as an object.
    package var json: JSONValue {
        .object(
            [JSONValue.format] + JSONValue.members(of: code) + [
                ("class", .optional(details.codeClass?.number)),
                ("revisions", .number(details.changes)),
                ("notes", .array(details.notes.map { JSONValue($0) })),
            ])
    }

    /// The page for people.
    package func text(on terminal: Terminal) -> String {
        let view = ResultText(terminal: terminal, explains: false)
        let top = CodeText.lines(for: code, terminal: terminal)
        return (top + facts(on: terminal) + noteLines(view, of: nil)).joined(separator: "\n")
    }

    /// The page beside a list: the words that led to the code are marked, and the notes come before the aliases, of
    /// which there may be more than there is room for.
    package func preview(on terminal: Terminal, found result: SearchResult?) -> String {
        let view = ResultText(terminal: terminal, explains: false)
        let top = result.map(view.lines) ?? CodeText.lines(for: code, terminal: terminal)
        return (top + noteLines(view, of: result) + facts(on: terminal)).joined(separator: "\n")
    }

    private func facts(on terminal: Terminal) -> [String] {
        var facts: [String] = []
        if let kind = details.codeClass {
            facts.append(message(zh: "类别：", en: "Class: ") + "\(kind.number) \(kind.name)")
        }
        if !code.aliases.isEmpty {
            facts.append(
                message(zh: "别名：", en: "Also: ") + code.aliases.joined(separator: message(zh: "、", en: ", ")))
        }
        let changes = details.changes
        if changes > 0 {
            facts.append(
                message(zh: "改过 \(changes) 次", en: "Changed \(changes) \(changes == 1 ? "time" : "times")"))
        }
        return facts.isEmpty ? [] : [""] + facts.flatMap { CodeText.indented($0, terminal: terminal) }
    }

    private func noteLines(_ view: ResultText, of result: SearchResult?) -> [String] {
        details.notes.flatMap { [""] + view.lines(for: $0, of: result) }
    }
}
