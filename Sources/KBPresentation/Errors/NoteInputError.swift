/// The text of a note could not be had.
package enum NoteInputError: ReportableError {
    case noEditor
    /// What it has left is in the draft; nil where that is told by itself.
    case editorFailed(editor: String, draft: String?)
    /// It ended at once and left the text as it was, in a draft of this name.
    case editorLeft(editor: String, draft: String)
    /// Something else than tags stands at the top of the page.
    case badHead(String)
    /// No draft is called so.
    case noDraftNamed(String)
    /// Somebody is writing the draft.
    case openDraft(String)
    /// The draft does not say which code it is on.
    case unplacedDraft(String)
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
                        zh: "没有文字，也没有编辑器：没有设 VISUAL 或 EDITOR，也没有 editor 和 vi",
                        en:
                            "no text, and no editor: neither VISUAL nor EDITOR is set, and there is no editor or vi"
                    )
                ],
                hint: message(zh: "用 -m 文字 给出", en: "give the text with -m TEXT"), .usage)
        case .editorFailed(let editor, let draft):
            ErrorReport(
                [message(zh: "编辑器失败：\(editor)", en: "the editor failed: \(editor)")],
                hint: draft.map { message(zh: "草稿还在 \($0)", en: "the draft is still in \($0)") }, .failed)
        case .editorLeft(let editor, let draft):
            ErrorReport(
                [
                    message(
                        zh: "什么也没有写：编辑器 \(editor) 立刻就结束了",
                        en: "nothing was written: the editor \(editor) ended at once")
                ],
                hint: message(
                    zh: """
                        编辑器若在后台运行，让它等到写完，例如 EDITOR="code --wait"；这次写好之后用 \
                        kb note drafts \(draft) 存下
                        """,
                    en: """
                        an editor that runs in the background must wait, as with EDITOR="code --wait"; save \
                        this text with kb note drafts \(draft)
                        """),
                .usage)
        case .badHead(let line):
            ErrorReport(
                [
                    message(
                        zh: "开头两行 -- 之间只能写标签，这一行不是：\(NoteText.oneLine(line))",
                        en:
                            "only tags may stand between the lines -- at the top, not: \(NoteText.oneLine(line))"
                    )
                ],
                hint: message(zh: "写成 标签：nginx、值班", en: "write it as tags: nginx, oncall"), .badData)
        case .noDraftNamed(let name):
            ErrorReport(
                [message(zh: "没有草稿“\(name)”", en: "no draft '\(name)'")],
                hint: message(zh: "kb note drafts 列出草稿", en: "kb note drafts lists them"), .nothingFound)
        case .openDraft(let name):
            ErrorReport(
                [message(zh: "草稿 \(name) 还在另一个编辑器里", en: "the draft \(name) is open in another editor")],
                hint: message(zh: "先写完那一边", en: "finish there first"), .busy)
        case .unplacedDraft(let name):
            ErrorReport(
                [
                    message(
                        zh: "草稿 \(name) 没有说是哪个代码的", en: "the draft \(name) does not say which code it is on")
                ],
                hint: message(
                    zh: "写明代码：kb note drafts \(name) --code 404",
                    en: "name it: kb note drafts \(name) --code 404"),
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
