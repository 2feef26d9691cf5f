import KBCore

extension NoteError: ReportableError {
    package var report: ErrorReport {
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
                    en: "give its first four characters or more; kb note list shows them"),
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
                        zh: "笔记 \(heads.first?.shortID ?? "") 有冲突：\(heads.count) 个版本",
                        en:
                            "note \(heads.first?.shortID ?? "") is in conflict: it has \(heads.count) versions"
                    )
                ],
                hint: message(
                    zh: "先用 kb note resolve \(heads.first?.shortID ?? "") 解决",
                    en: "first merge them with kb note resolve \(heads.first?.shortID ?? "")"), .failed)
        case .changedMeanwhile(let seen, let now): Self.changed(seen, now)
        case .noRevision(let text, let note):
            ErrorReport(
                [
                    message(
                        zh: "笔记 \(Self.short(note)) 没有唯一一次编号以“\(text)”开头的修订",
                        en: "no single revision of note \(Self.short(note)) begins with '\(text)'")
                ],
                hint: message(
                    zh: "编号的前四位或更多，用 kb note history \(Self.short(note)) 查看",
                    en:
                        "give its first four characters or more; kb note history \(Self.short(note)) shows them"
                ),
                .nothingFound)
        case .notRemoved(let note):
            ErrorReport(
                [message(zh: "笔记 \(note.shortID) 没有删除", en: "note \(note.shortID) has not been removed")],
                hint: message(
                    zh: "恢复以前的修订用 kb note restore \(note.shortID)@修订，编号见 kb note history \(note.shortID)",
                    en: """
                        restore an earlier revision with kb note restore \(note.shortID)@REVISION; kb note \
                        history \(note.shortID) shows them
                        """), .usage)
        case .noChange(let author):
            ErrorReport(
                [
                    author.isEmpty
                        ? message(zh: "没有未署名的笔记改动", en: "no note was changed without a name")
                        : message(zh: "“\(author)”没有改过笔记", en: "'\(author)' has changed no note")
                ],
                hint: message(zh: "换一个名字：--author", en: "give another name with --author"), .nothingFound)
        case .badLines(let faults):
            ErrorReport(
                faults.map(\.text),
                hint: message(zh: "什么也没有导入", en: "nothing was imported"), .badData)
        }
    }

    private static func short(_ note: String) -> String {
        note.utf8.count == 36 ? String(note.prefix(8)) : note
    }

    /// Lines below a message, indented.
    package static func lines(_ lines: [String]) -> String {
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
                en: "run kb note edit \(seen.shortID) again and merge both"), .failed)
    }
}
