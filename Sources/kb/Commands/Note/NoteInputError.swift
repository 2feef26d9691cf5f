import KBPresentation

/// The text of a note could not be had.
enum NoteInputError: ReportableError {
    case noEditor
    case editorFailed(editor: String, draft: String)
    case noDraft(reason: String)
    case unreadable(reason: String)
    case notUTF8

    var report: ErrorReport {
        switch self {
        case .noEditor:
            ErrorReport(
                [
                    message(
                        zh: "没有文字，也没有设 VISUAL 或 EDITOR", en: "no text, and neither VISUAL nor EDITOR is set")
                ],
                hint: message(zh: "用 -m 文字 给出", en: "give the text with -m TEXT"), .usage)
        case .editorFailed(let editor, let draft):
            ErrorReport(
                [message(zh: "编辑器失败：\(editor)", en: "the editor failed: \(editor)")],
                hint: message(zh: "草稿还在 \(draft)", en: "the draft is still in \(draft)"), .failed)
        case .noDraft(let reason):
            ErrorReport(
                [message(zh: "无法写草稿：\(reason)", en: "the draft cannot be written: \(reason)")],
                hint: message(zh: "用 -m 文字 给出，或另设 TMPDIR", en: "give the text with -m TEXT, or set TMPDIR"),
                .cannotCreate)
        case .unreadable(let reason):
            ErrorReport(
                [message(zh: "读不出文字：\(reason)", en: "the text cannot be read: \(reason)")], .inputOutput)
        case .notUTF8:
            ErrorReport(
                [message(zh: "文字不是 UTF-8", en: "the text is not UTF-8")],
                hint: message(zh: "先转换：iconv -f GB18030 -t UTF-8", en: "convert it: iconv -t UTF-8"), .badData
            )
        }
    }
}
