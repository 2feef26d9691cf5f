import KBCore
import KBDocuments

/// An import plan, for people: a line for each code as it is met, then the numbers.
package struct PlanText {
    private var pending = ""
    private let send: (String) throws -> Void

    /// - Parameter send: Prints some lines.
    package init(send: @escaping (String) throws -> Void) {
        self.send = send
    }

    /// Writes a line: `+` is added, `~` changed, `-` retired.
    package mutating func write(_ step: ImportPlan.Step) throws {
        switch step {
        case .moved: return
        case .added(let entry, _): pending += line("+", entry.code, entry.name, entry.qualifier)
        case .changed(let before, let after, _):
            let what = [
                (before.name != after.name, message(zh: "名称", en: "name")),
                (before.qualifier != after.qualifier, message(zh: "限定", en: "qualifier")),
                (before.description != after.description, message(zh: "说明", en: "description")),
                (Set(before.fields) != Set(after.fields), message(zh: "字段", en: "fields")),
                (before.state == .retired, message(zh: "恢复使用", en: "no longer retired")),
            ].filter(\.0).map(\.1).joined(separator: message(zh: "、", en: ", "))
            pending += line("~", after.code, after.name, after.qualifier) + "  (\(what))"
        case .retired(let code): pending += line("-", code.reference.code, code.name, code.qualifier)
        case .anchor(let move): pending += self.line(of: move)
        }
        pending += "\n"
        if pending.utf8.count > 1 << 16 { try flush() }
    }

    /// Writes the numbers.
    package mutating func end(_ plan: ImportPlan) throws {
        if let columns = plan.columns { pending += columns.summary + "\n" }
        pending += totals(plan) + words(plan) + "\n"
        try flush()
    }

    private mutating func flush() throws {
        try send(String(pending.dropLast()))
        pending = ""
    }

    private func totals(_ plan: ImportPlan) -> String {
        message(
            zh: """
                \(plan.book)：新增 \(grouped(plan.added))，更改 \(grouped(plan.changed))，停用 \(grouped(plan.retired))，\
                移动 \(grouped(plan.moved))，不变 \(grouped(plan.unchanged))；停用的代码上有 \(grouped(plan.notesOnRetired)) 条笔记
                """,
            en: """
                \(plan.book): \(grouped(plan.added)) added, \(grouped(plan.changed)) changed, \(grouped(plan.retired)) retired, \
                \(grouped(plan.moved)) moved, \(grouped(plan.unchanged)) unchanged; \(grouped(plan.notesOnRetired)) notes on retired codes
                """)
    }

    /// What the lists next to the document bring.
    private func words(_ plan: ImportPlan) -> String {
        let (aliases, synonyms) = ((plan.aliases?.added ?? 0) + plan.ownAliases, plan.synonyms?.added ?? 0)
        guard plan.aliases != nil || plan.synonyms != nil || aliases > 0 else { return translations(plan) }
        return message(
            zh: "；新增别名 \(grouped(aliases)) 个、同义词 \(grouped(synonyms)) 个",
            en: """
                ; \(grouped(aliases)) new \(aliases == 1 ? "alias" : "aliases"), \
                \(grouped(synonyms)) new \(synonyms == 1 ? "synonym" : "synonyms")
                """) + translations(plan)
    }

    /// What the document and the lists say in further languages.
    private func translations(_ plan: ImportPlan) -> String {
        plan.translations == 0
            ? ""
            : message(
                zh: "；译文 \(grouped(plan.translations)) 段",
                en:
                    "; \(grouped(plan.translations)) \(plan.translations == 1 ? "translation" : "translations")"
            )
    }

    /// What becomes of an annotation, below its code.
    private func line(of move: AnchorMove) -> String {
        let (note, quote) = (move.note.shortID, NoteText.quoted(move.note.anchor?.exact ?? ""))
        if !move.after.isOrphaned {
            let now = NoteText.quoted(move.after.exact)
            return now == quote
                ? message(
                    zh: "    批注 \(note)：\(quote)跟着移动", en: "    annotation \(note): \(quote) moves along")
                : message(
                    zh: "    批注 \(note)：\(quote)变为\(now)",
                    en: "    annotation \(note): \(quote) becomes \(now)")
        }
        let lost = message(zh: "    批注 \(note)：\(quote)没有了", en: "    annotation \(note): \(quote) is gone")
        guard let nearest = move.nearest else { return lost }
        return lost
            + message(
                zh: "，最接近的是\(NoteText.quoted(nearest.exact))",
                en: "; the nearest passage is \(NoteText.quoted(nearest.exact))")
    }

    private func line(_ sign: String, _ code: String, _ name: String, _ qualifier: String?) -> String {
        let title = qualifier.map { "\(name) (\($0))" } ?? name
        return TerminalText.escaped("\(sign) \(code) \(title)", keepingNewlines: false)
    }
}
