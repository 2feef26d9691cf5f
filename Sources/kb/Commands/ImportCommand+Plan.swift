import HanText
import KnowledgeBase

/// An import plan, for people: a line a code, then the numbers.
struct PlanText {
    private let plan: ImportPlan

    init(_ plan: ImportPlan) {
        self.plan = plan
    }

    /// The plan: `+` is added, `~` changed, `-` retired.
    var text: String {
        var lines: [String] = []
        lines += plan.added.map { line("+", $0.entry.code, $0.entry.name, $0.entry.qualifier) }
        lines += plan.changed.map { change in
            let what = [
                (change.before.name != change.after.name, message(zh: "名称", en: "name")),
                (change.before.qualifier != change.after.qualifier, message(zh: "限定", en: "qualifier")),
                (change.before.description != change.after.description, message(zh: "说明", en: "description")),
                (change.before.state == .retired, message(zh: "恢复使用", en: "no longer retired")),
            ].filter(\.0).map(\.1).joined(separator: message(zh: "、", en: ", "))
            return line("~", change.after.code, change.after.name, change.after.qualifier) + "  (\(what))"
        }
        lines += plan.retired.map { line("-", $0.reference.code, $0.name, $0.qualifier) }
        lines.append(totals)
        return lines.joined(separator: "\n")
    }

    private var totals: String {
        message(
            zh: """
                \(plan.book)：新增 \(plan.added.count)，更改 \(plan.changed.count)，停用 \(plan.retired.count)，\
                移动 \(plan.moved.count)，不变 \(plan.unchanged)；停用的代码上有 \(plan.notesOnRetired) 条笔记
                """,
            en: """
                \(plan.book): \(plan.added.count) added, \(plan.changed.count) changed, \(plan.retired.count) retired, \
                \(plan.moved.count) moved, \(plan.unchanged) unchanged; \(plan.notesOnRetired) notes on retired codes
                """)
    }

    private func line(_ sign: String, _ code: String, _ name: String, _ qualifier: String?) -> String {
        let title = qualifier.map { "\(name) (\($0))" } ?? name
        return TerminalText.escaped("\(sign) \(code) \(title)", keepingNewlines: false)
    }
}
