import KBCore

/// What importing notes from elsewhere did or would do, for people.
package enum NotePlanText {
    /// A line for a note: `+` is added, `~` changed; nil for what stays as it is.
    package static func line(_ step: NotePlan.Step) -> String? {
        switch step {
        case .added(let note): "+ " + text(note)
        case .changed(_, let note): "~ \(note.shortID) " + text(note)
        case .removed(let entry):
            message(zh: "- \(short(entry.id)) 这里已经删除", en: "- \(short(entry.id)) was removed here")
        case .unchanged, .fault: nil
        }
    }

    /// The numbers.
    package static func summary(_ plan: NotePlan, isTrial: Bool) -> String {
        let removed =
            plan.removed == 0
            ? ""
            : message(
                zh: "，这里删过的 \(grouped(plan.removed))", en: ", \(grouped(plan.removed)) removed here before")
        let faults =
            plan.faults == 0
            ? "" : message(zh: "，略去 \(grouped(plan.faults))", en: ", \(grouped(plan.faults)) left out")
        let numbers = message(
            zh: """
                新增 \(grouped(plan.added)) 条笔记，更改 \(grouped(plan.changed))，\
                不变 \(grouped(plan.unchanged))
                """,
            en:
                "\(counted(plan.added, "note", "notes")) added, \(grouped(plan.changed)) changed, \(grouped(plan.unchanged)) unchanged"
        )
        let trial = isTrial ? message(zh: "（没有写入）", en: " (nothing was written)") : ""
        return numbers + removed + faults + trial
    }

    private static func text(_ note: Note) -> String {
        let tags = note.tags.map { " #" + NoteText.oneLine($0) }.joined()
        let author = note.author.isEmpty ? "" : NoteText.oneLine(note.author) + message(zh: "：", en: ": ")
        return NoteText.heading(note.reference) + "  " + author
            + NoteText.excerpt(NoteText.firstLine(note.body)) + tags
    }

    private static func short(_ id: String?) -> String { NoteText.oneLine(String((id ?? "").prefix(8))) }
}
