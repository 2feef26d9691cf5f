import KBCore
import KBText

/// All that is known about one code, as a page.
package struct CodePage {
    /// So many other names are shown; `kb alias list` has all.
    private static let mostAliases = 20

    private let details: CodeDetails
    private var code: Code { details.code }

    /// Earlier texts, newest first; nil where they are not asked for.
    private let history: [(change: ChangeLog.CodeChange, time: String)]?

    package init(
        _ details: CodeDetails, history: [(change: ChangeLog.CodeChange, time: String)]? = nil
    ) {
        self.details = details
        self.history = history
    }

    /// The page as an object.
    package var json: JSONValue {
        .object(
            [JSONValue.format] + JSONValue.members(of: code) + [
                ("translations", .translations(of: code)),
                ("class", .optional(details.codeClass?.number)),
                ("revisions", .number(details.changes)),
                ("seeAlso", .strings(details.seeAlso.map(\.reference.description))),
                ("notes", .array(details.notes.map { JSONValue($0) })),
            ]
                + (history.map { history in
                    [
                        (
                            "history",
                            JSONValue.array(
                                history.map { change, time in
                                    .object([("time", .string(time)), ("change", ChangeText.json(change))])
                                })
                        )
                    ]
                } ?? []))
    }

    /// The page for people.
    package func text(on terminal: Terminal) -> String {
        preview(on: terminal, found: nil)
    }

    /// The page next to a list, where the words that led to the code are marked.
    ///
    /// What the team has noted comes before other names, of which there may be many.
    package func preview(on terminal: Terminal, found result: SearchResult?) -> String {
        let view = ResultText(terminal: terminal, explains: false)
        // The code as it is shown, without what was looked for.
        let reader = result.map { view.shown($0).code } ?? code.inLanguageOfReader
        // What annotations quote stands in the document's own text.
        let hasOwnName = reader.name == code.name
        let isTranslated = reader.description != code.description
        let isQuoted = details.notes.contains {
            $0.anchor?.field == .description && $0.anchor?.isOrphaned == false
        }
        let showsOwn = isTranslated && (result == nil || isQuoted)
        let fields: [TextQuote.Field] =
            (hasOwnName ? [.name] : []) + (!isTranslated || showsOwn ? [.description] : [])
        let passages = AnnotationMarks(details.notes, on: code, in: fields)
        let above = isTranslated ? passages.only(.name) : passages
        var top =
            result.map { view.lines(for: $0, allFields: true, passages: above) }
            ?? CodeText.lines(for: reader, marks: Marks(passages: above), allFields: true, terminal: terminal)
        if showsOwn {
            top += [""] + CodeText.described(code.description, Marks(passages: passages), terminal: terminal)
        }
        return (top + noteLines(view, of: result, passages) + facts(on: terminal) + changes(on: terminal))
            .joined(separator: "\n")
    }

    private func changes(on terminal: Terminal) -> [String] {
        (history ?? []).flatMap { change, time in
            ["", CodeText.indent + terminal.styled(TimeText.local(time), .dim)]
                + ChangeText.lines(change, on: terminal).map { CodeText.indent + $0 }
        }
    }

    private func facts(on terminal: Terminal) -> [String] {
        var facts: [String] = []
        if let kind = details.codeClass {
            facts.append(message(zh: "类别：", en: "Class: ") + "\(kind.number) \(kind.name)")
        }
        if !code.aliases.isEmpty {
            let shown = code.aliases.prefix(Self.mostAliases).joined(separator: message(zh: "、", en: ", "))
            let more = code.aliases.count - Self.mostAliases
            let rest = message(
                zh: "，还有 \(grouped(more)) 个（kb alias list \(code.reference.description)）",
                en: ", and \(grouped(more)) more (kb alias list \(code.reference.description))")
            facts.append(message(zh: "别名：", en: "Also: ") + shown + (more > 0 ? rest : ""))
        }
        if !details.seeAlso.isEmpty {
            let others = details.seeAlso.map { other in
                let isNear = other.reference.book == code.reference.book
                return (isNear ? other.reference.code : other.reference.description) + " " + other.name
            }
            facts.append(
                message(zh: "另见：", en: "See also: ") + others.joined(separator: message(zh: "、", en: ", ")))
        }
        let changes = details.changes
        if changes > 0 {
            facts.append(
                message(zh: "改过 \(changes) 次", en: "Changed \(counted(changes, "time", "times"))"))
        }
        return facts.isEmpty ? [] : [""] + facts.flatMap { CodeText.indented($0, terminal: terminal) }
    }

    private func noteLines(
        _ view: ResultText, of result: SearchResult?, _ passages: AnnotationMarks
    ) -> [String] {
        details.notes.flatMap {
            [""] + view.lines(for: $0, of: result, most: 20, number: passages.number(of: $0))
        } + view.more(.exact(details.moreNotes), on: code.reference)
    }
}
