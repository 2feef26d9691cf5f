import KBCore
import KBText

extension NoteError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .unknownCode(let reference): UnknownCode(text: reference.description).report
        case .emptyBody:
            ErrorReport(
                [message(zh: "笔记没有文字", en: "the note has no text")],
                hint: message(
                    zh: "给出文字：-m 文字，或 - 从标准输入读", en: "give it with -m TEXT, or - for standard input"),
                .usage)
        case .longBody(let bytes):
            ErrorReport(
                [
                    message(
                        zh: "笔记太长：\(bytes) 字节，至多 \(Note.longestBody)",
                        en: "the note is too long: \(bytes) bytes, at most \(Note.longestBody)")
                ], hint: message(zh: "把长文放在别处，笔记里写链接", en: "keep it elsewhere and write a link"), .badData)
        case .nulCharacter:
            ErrorReport([message(zh: "文字里有 NUL 字符", en: "the text has a NUL character")], .badData)
        case .badTag(let tag):
            ErrorReport(
                [message(zh: "“\(tag)”不能作标签", en: "'\(tag)' cannot be a tag")],
                hint: message(
                    zh: "标签里没有空白、逗号和控制字符，至多 \(NoteTags.longest) 个字",
                    en: "a tag has no spaces, commas or controls, and at most \(NoteTags.longest) characters"),
                .usage)
        case .badPrefix(let prefix):
            ErrorReport(
                [message(zh: "“\(prefix)”不是笔记的编号", en: "'\(prefix)' is not a note's ID")],
                hint: message(
                    zh: "编号的前四位或更多，用 kb note list 查看",
                    en: "give four digits or more of it; kb note list shows them"),
                .usage)
        case .notFound(let prefix):
            ErrorReport(
                [message(zh: "没有编号以“\(prefix)”开头的笔记", en: "no note's ID begins with '\(prefix)'")],
                hint: message(
                    zh: "用 kb note list 查看；删掉的在 kb note history",
                    en: "see kb note list; removed notes are in kb note history"), .nothingFound)
        case .ambiguous(let prefix, let candidates):
            ErrorReport(
                [
                    message(
                        zh: "不止一条笔记的编号以“\(prefix)”开头：", en: "the IDs of several notes begin with '\(prefix)':"
                    )
                        + Self.lines(
                            candidates.map { "\($0.uuid)  \($0.reference)  \(NoteText.excerpt($0.body))" })
                ],
                hint: message(zh: "多给几位", en: "give more digits"), .usage)
        case .conflict(let heads):
            ErrorReport(
                [
                    message(
                        zh: "笔记 \(heads.first?.shortID ?? "") 有 \(heads.count) 个版本",
                        en: "note \(heads.first?.shortID ?? "") has \(heads.count) versions")
                ],
                hint: message(
                    zh: "先用 kb note edit \(heads.first?.shortID ?? "") 合成一个",
                    en: "first make one of them with kb note edit \(heads.first?.shortID ?? "")"), .failed)
        case .changedMeanwhile(let seen, let now): Self.changed(seen, now)
        case .badLines(let faults):
            ErrorReport(
                faults.map(\.text),
                hint: message(zh: "什么也没有读入", en: "nothing was brought in"), .badData)
        }
    }

    /// Lines below a message, indented.
    static func lines(_ lines: [String]) -> String {
        lines.map { "\n  " + NoteText.oneLine($0) }.joined()
    }

    private static func changed(_ seen: Note, _ now: [Note]) -> ErrorReport {
        guard let current = now.first else {
            return ErrorReport(
                [message(zh: "笔记 \(seen.shortID) 刚被别人删除", en: "note \(seen.shortID) has just been removed")],
                hint: message(
                    zh: "用 kb note history \(seen.shortID) 查看，用 kb note add 另写一条",
                    en: "see kb note history \(seen.shortID); write a new one with kb note add"), .failed)
        }
        return ErrorReport(
            [
                message(
                    zh: "笔记 \(seen.shortID) 刚被别人改过，现在是：\(NoteText.excerpt(current.body))",
                    en:
                        "note \(seen.shortID) has just been changed; it now says: \(NoteText.excerpt(current.body))"
                )
            ],
            hint: message(
                zh: "再用一次 kb note edit \(seen.shortID)，把两边的意思合起来",
                en: "run kb note edit \(seen.shortID) again and join both"), .failed)
    }
}

extension NoteLineFault {
    /// What is wrong with the line, for people.
    var text: String {
        let what =
            switch reason {
            case .malformed(let key) where key.isEmpty:
                message(zh: "不是一行 JSON 的笔记版本", en: "not a revision of a note as JSON on one line")
            case .malformed(let key):
                message(zh: "“\(key)”缺失或不对", en: "'\(key)' is missing or wrong")
            case .format(let version):
                message(
                    zh: "格式 \(version) 本程序不认识，只认识 \(NoteJSON.format)",
                    en: "format \(version) is not known here, only \(NoteJSON.format) is")
            case .differs(let revision):
                message(
                    zh: "版本 \(revision) 已有，内容不同", en: "revision \(revision) is known with another content")
            }
        return message(zh: "第 \(line) 行：\(what)", en: "line \(line): \(what)")
    }
}

/// A quote does not stand in a code's text, or stands there more than once.
enum NoteQuoteError: ReportableError {
    case notFound(String, Code, nearest: String?)
    case ambiguous(String, [TextQuote])

    var report: ErrorReport {
        switch self {
        case .notFound(let text, let code, let nearest):
            ErrorReport(
                [
                    message(
                        zh: "\(code.reference) 的名称和说明里没有“\(text)”",
                        en: "'\(text)' is not in the name or description of \(code.reference)")
                ],
                hint: nearest.map { message(zh: "最接近的是：\($0)", en: "the nearest there is: \($0)") }
                    ?? message(
                        zh: "用 kb show \(code.reference) 看原文",
                        en: "see the text with kb show \(code.reference)"),
                .nothingFound)
        case .ambiguous(let text, let quotes):
            ErrorReport(
                [
                    message(
                        zh: "“\(text)”出现了 \(quotes.count) 次：", en: "'\(text)' occurs \(quotes.count) times:")
                        + Self.places(quotes)
                ],
                hint: message(
                    zh: "用 --occurrence 1 到 \(quotes.count) 选一个",
                    en: "choose with --occurrence 1 to \(quotes.count)"),
                .usage)
        }
    }
}

extension NoteQuoteError {
    private static func places(_ quotes: [TextQuote]) -> String {
        NoteError.lines(
            quotes.prefix(20).enumerated().map { index, quote in
                let (before, after) = (quote.prefix.suffix(10), quote.suffix.prefix(10))
                return "\(index + 1). …\(before)[\(quote.exact)]\(after)…"
            })
    }
}

/// The text of a note could not be had.
enum NoteInputError: ReportableError {
    case noEditor
    case editorFailed(editor: String, draft: String)
    case noDraft(reason: String)
    case unreadable(reason: String)
    case notUTF8
    case unresolved

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
        case .unresolved:
            ErrorReport(
                [message(zh: "文字里还有 <<<<<<< 之类的标记", en: "the marks <<<<<<< are still in the text")],
                hint: message(zh: "留下一份文字，删掉标记行", en: "leave one text and remove the marks"), .usage)
        }
    }
}
