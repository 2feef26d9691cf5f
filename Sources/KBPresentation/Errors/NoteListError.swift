/// A list has nothing in it.
package enum NoteListError: ReportableError {
    /// There is no note.
    case none
    /// No note is of the kind that is asked for.
    case nothing
    case noTags
    case noTag(String, nearest: String?)
    case noDrafts
    case noConflicts

    package var report: ErrorReport {
        switch self {
        case .nothing:
            ErrorReport(
                [message(zh: "没有这样的笔记", en: "no such notes")],
                hint: message(zh: "kb note list 列出全部", en: "kb note list shows all"), .nothingFound)
        case .noTag(let tag, let nearest):
            ErrorReport(
                [message(zh: "没有笔记带标签“\(tag)”", en: "no note has the tag '\(tag)'")],
                hint: nearest.map { message(zh: "您要的可能是 \($0)", en: "did you mean \($0)?") }
                    ?? message(zh: "kb tag list 列出全部标签", en: "kb tag list shows all tags"), .nothingFound)
        case .noDrafts:
            ErrorReport(
                [message(zh: "没有草稿", en: "no drafts")],
                hint: message(
                    zh: "只有没能保存的笔记才有草稿", en: "there are drafts only of notes that could not be saved"),
                .nothingFound)
        case .noConflicts:
            ErrorReport([message(zh: "没有冲突的笔记", en: "no notes in conflict")], .nothingFound)
        case .none:
            ErrorReport(
                [message(zh: "还没有笔记", en: "no notes yet")],
                hint: message(zh: "用 kb note add 代码 文字 写一条", en: "write one with kb note add CODE TEXT"),
                .nothingFound)
        case .noTags:
            ErrorReport(
                [message(zh: "还没有标签", en: "no tags yet")],
                hint: message(zh: "用 kb tag add 笔记 标签 加一个", en: "add one with kb tag add ID TAG"),
                .nothingFound)
        }
    }
}
