/// The text of a note could not be had.
package enum NoteInputError: ReportableError {
    case noEditor
    case editorFailed(editor: String, draft: String)
    /// It ended at once and left no text.
    case editorLeft(editor: String)
    case noDraft(reason: String)
    /// Something else stands in the place of the draft.
    case notRegular(path: String)
    case unreadable(reason: String)
    case notUTF8

    package var report: ErrorReport {
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
        case .editorLeft(let editor):
            ErrorReport(
                [
                    message(
                        zh: "笔记没有文字：编辑器 \(editor) 立刻就结束了",
                        en: "the note has no text: the editor \(editor) ended at once")
                ],
                hint: message(
                    zh: "编辑器若在后台运行，让它等到写完，例如 EDITOR=\"code --wait\"",
                    en: "an editor that goes into the background must wait, as with EDITOR=\"code --wait\""),
                .usage)
        case .notRegular(let path):
            ErrorReport(
                [message(zh: "草稿 \(path) 已不是普通文件", en: "the draft \(path) is no longer a regular file")],
                .badData)
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
