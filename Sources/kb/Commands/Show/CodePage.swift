import KBCore

/// All that is known about one code.
struct CodePage {
    private let code: Code
    private let revisions: Int
    private let notes: [Note]

    init(_ code: Code, in store: Store) throws {
        self.code = code
        revisions = try Statistics(store).revisions(of: code.reference)
        notes = try store.read { try Notes.list($0, for: [code.reference]) }[code.reference] ?? []
    }

    /// The page as an object.
    var json: JSONValue {
        .object(
            [JSONValue.format] + JSONValue.members(of: code) + [
                ("class", .optional(CodeClass(code.reference)?.number)),
                ("revisions", .number(revisions)),
                ("notes", .array(notes.map { .object(JSONValue.members(of: $0)) })),
            ])
    }

    /// The page for people.
    func text(on terminal: Terminal) -> String {
        let view = ResultText(terminal: terminal, explains: false)
        let top = CodeText.lines(for: code, terminal: terminal)
        return (top + facts(on: terminal) + noteLines(view, of: nil)).joined(separator: "\n")
    }

    /// The page beside a list: the words that led to the code are marked, and the notes come before the aliases, of
    /// which there may be more than there is room for.
    func preview(on terminal: Terminal, found result: SearchResult?) -> String {
        let view = ResultText(terminal: terminal, explains: false)
        let top = result.map(view.lines) ?? CodeText.lines(for: code, terminal: terminal)
        return (top + noteLines(view, of: result) + facts(on: terminal)).joined(separator: "\n")
    }

    private func facts(on terminal: Terminal) -> [String] {
        var facts: [String] = []
        if let kind = CodeClass(code.reference) {
            facts.append(message(zh: "类别：", en: "Class: ") + "\(kind.number) \(kind.name)")
        }
        if !code.aliases.isEmpty {
            facts.append(
                message(zh: "别名：", en: "Also: ") + code.aliases.joined(separator: message(zh: "、", en: ", ")))
        }
        if revisions > 0 {
            facts.append(
                message(
                    zh: "改过 \(revisions) 次", en: "Changed \(revisions) \(revisions == 1 ? "time" : "times")"))
        }
        return facts.isEmpty ? [] : [""] + facts.flatMap { CodeText.indented($0, terminal: terminal) }
    }

    private func noteLines(_ view: ResultText, of result: SearchResult?) -> [String] {
        notes.flatMap { [""] + view.lines(for: $0, of: result) }
    }
}
