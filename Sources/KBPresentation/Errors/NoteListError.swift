/// A list has nothing in it.
package enum NoteListError: ReportableError {
    case nothing
    case noTags

    package var report: ErrorReport {
        switch self {
        case .nothing:
            ErrorReport(
                [message(zh: "没有这样的笔记", en: "no such notes")],
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
