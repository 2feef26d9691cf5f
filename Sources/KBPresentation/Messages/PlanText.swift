import KBCore
import KBDocuments

/// An import plan, for people: a line for each code as it is met, then the numbers.
package struct PlanText {
    private var pending = ""
    private let terminal: Terminal
    private let send: (String) throws -> Void

    /// - Parameters:
    ///   - terminal: Where the lines are shown.
    ///   - send: Prints some lines.
    package init(on terminal: Terminal, send: @escaping (String) throws -> Void) {
        self.terminal = terminal
        self.send = send
    }

    /// Writes a line: `+` is added, `~` changed, `-` retired; below a changed code its differences word by word, and what
    /// becomes of its annotations.
    package mutating func write(_ step: ImportPlan.Step) throws {
        switch step {
        case .moved: return
        case .added(let entry, _): add(line("+", entry.code, entry.name, entry.qualifier))
        case .changed(let before, let entry, _):
            let isBack = before.state == .retired
            add(
                line("~", entry.code, entry.name, entry.qualifier)
                    + (isBack ? message(zh: "  （恢复使用）", en: "  (no longer retired)") : ""))
            var after = before
            (after.name, after.qualifier, after.description) = (
                entry.name, entry.qualifier, entry.description
            )
            after.fields = entry.fields
            let lines = ChangeText.differences(
                from: before, to: after, width: terminal.width - 4, on: terminal)
            pending += lines.map { "    " + $0 + "\n" }.joined()
        case .retired(let code): add(line("-", code.reference.code, code.name, code.qualifier))
        case .anchor(let move):
            let lines =
                terminal.isInteractive
                ? LineWrapping.wrap(self.line(of: move), width: terminal.width - 4).map(String.init)
                : [self.line(of: move)]
            pending += lines.map { "    " + $0 + "\n" }.joined()
        }
        if pending.utf8.count > 1 << 16 { try flush() }
    }

    /// Writes the numbers.
    package mutating func end(_ plan: ImportPlan) throws {
        if let columns = plan.columns { add(columns.summary) }
        for omission in plan.summary?.omissions ?? [] { add(omission) }
        add(totals(plan) + anchors(plan) + words(plan))
        try flush()
    }

    private mutating func add(_ line: String) {
        for line in terminal.wrapped(line) { pending += line + "\n" }
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
                \(grouped(plan.moved)) moved, \(grouped(plan.unchanged)) unchanged; \(counted(plan.notesOnRetired, "note", "notes")) on retired codes
                """)
    }

    /// What becomes of annotations.
    private func anchors(_ plan: ImportPlan) -> String {
        let (moved, lost) = (plan.movedAnchors, plan.orphanedAnchors)
        var text = ""
        if moved > 0 {
            text += message(
                zh: "；批注移动 \(grouped(moved))",
                en: "; \(counted(moved, "annotation moves", "annotations move"))")
        }
        if lost > 0 {
            text += message(
                zh: "；批注失去原文 \(grouped(lost))",
                en:
                    "; \(counted(lost, "annotation loses its passage", "annotations lose their passages"))"
            )
        }
        return text
    }

    /// What the lists next to the document bring.
    private func words(_ plan: ImportPlan) -> String {
        let (aliases, synonyms) = ((plan.aliases?.added ?? 0) + plan.ownAliases, plan.synonyms?.added ?? 0)
        guard plan.aliases != nil || plan.synonyms != nil || aliases > 0 else { return translations(plan) }
        return message(
            zh: "；新增别名 \(grouped(aliases)) 个、同义词 \(grouped(synonyms)) 个",
            en: """
                ; \(counted(aliases, "new alias", "new aliases")), \
                \(counted(synonyms, "new synonym", "new synonyms"))
                """) + translations(plan)
    }

    /// What the document and the lists say in further languages.
    private func translations(_ plan: ImportPlan) -> String {
        plan.translations == 0
            ? ""
            : message(
                zh: "；译文 \(grouped(plan.translations)) 段",
                en: "; \(counted(plan.translations, "translation", "translations"))")
    }

    /// What becomes of an annotation, below its code.
    private func line(of move: AnchorMove) -> String {
        let (note, quote) = (move.note.shortID, NoteText.quoted(move.note.anchor?.exact ?? ""))
        if !move.after.isOrphaned {
            let now = NoteText.quoted(move.after.exact)
            return now == quote
                ? message(
                    zh: "批注 \(note)：\(quote)跟着移动", en: "annotation \(note): \(quote) moves along")
                : message(
                    zh: "批注 \(note)：\(quote)变为\(now)",
                    en: "annotation \(note): \(quote) becomes \(now)")
        }
        let lost = message(zh: "批注 \(note)：\(quote)没有了", en: "annotation \(note): \(quote) is gone")
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
