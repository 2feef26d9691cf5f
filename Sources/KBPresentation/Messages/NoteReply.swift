import KBCore

/// What the commands say when they are done.
package enum NoteReply {
    package static var unchanged: String { message(zh: "没有改动", en: "nothing changed") }

    package static func added(_ note: Note, to code: Code) -> String {
        guard let anchor = note.anchor else {
            return message(
                zh: "已给 \(NoteText.title(of: code)) 加上笔记 \(note.shortID)",
                en: "Added note \(note.shortID) to \(NoteText.title(of: code))")
        }
        return message(
            zh: "已给 \(NoteText.title(of: code)) 的\(NoteText.quoted(anchor.exact))加上批注 \(note.shortID)",
            en:
                "Added annotation \(note.shortID) to \(NoteText.quoted(anchor.exact)) in \(NoteText.title(of: code))"
        )
    }

    package static func changed(_ note: Note) -> String {
        message(
            zh: "已改写 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID)",
            en: "Changed note \(note.shortID) on \(NoteText.heading(note.reference))")
    }

    package static func removed(_ note: Note) -> String {
        message(
            zh:
                "已删除 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID)（kb note history \(note.shortID) 仍可看到）",
            en: """
                Removed note \(note.shortID) from \(NoteText.heading(note.reference)) (kb note history \
                \(note.shortID) still shows it)
                """)
    }

    package static func moved(_ note: Note, to quote: TextQuote) -> String {
        message(
            zh: "批注 \(note.shortID) 现在在\(NoteText.quoted(quote.exact))",
            en: "Annotation \(note.shortID) is now at \(NoteText.quoted(quote.exact))")
    }

    /// Which passage is most like one that is lost.
    package static func nearest(_ quote: TextQuote, to note: Note) -> String {
        message(
            zh: "最像的原文：\(NoteText.quoted(quote.exact))，kb annotation move \(note.shortID) --nearest 移过去",
            en: """
                most similar: \(NoteText.quoted(quote.exact)); kb annotation move \(note.shortID) --nearest \
                moves it there
                """)
    }

    package static func tags(of note: Note) -> String {
        let tags = note.tags.map { "#" + NoteText.oneLine($0) }.joined(separator: " ")
        return message(
            zh: "笔记 \(note.shortID) 的标签：\(tags.isEmpty ? "无" : tags)",
            en: "Tags of note \(note.shortID): \(tags.isEmpty ? "none" : tags)")
    }

    /// That a tag was taken away beside a text that has it, too.
    package static func tagStands(_ tag: String, in note: Note) -> String {
        message(
            zh: "#\(NoteText.oneLine(tag)) 写在笔记的文字里：用 kb note edit \(note.shortID) 改",
            en:
                "#\(NoteText.oneLine(tag)) is in the note's text: edit it with kb note edit \(note.shortID)"
        )
    }

    package static func renamedTag(_ old: String, to new: String, in notes: Int) -> String {
        message(
            zh: "\(grouped(notes)) 条笔记里的 #\(NoteText.oneLine(old)) 改成了 #\(NoteText.oneLine(new))",
            en: """
                Renamed #\(NoteText.oneLine(old)) to #\(NoteText.oneLine(new)) in \
                \(counted(notes, "note", "notes"))
                """)
    }

    /// That a note is in conflict, and how to resolve it.
    package static func conflict(_ note: Note, of versions: Int) -> String {
        message(
            zh: "笔记 \(note.shortID) 有 \(versions) 个版本，有冲突，用 kb note resolve \(note.shortID) 解决",
            en: """
                note \(note.shortID) is in conflict: merge its \(versions) versions with kb note resolve \
                \(note.shortID)
                """)
    }

    package static func restored(_ note: Note) -> String {
        message(
            zh:
                "已恢复 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID)：\(NoteText.excerpt(NoteText.firstLine(note.body)))",
            en: """
                Restored note \(note.shortID) on \(NoteText.heading(note.reference)): \
                \(NoteText.excerpt(NoteText.firstLine(note.body)))
                """)
    }

    package static func resolved(_ note: Note) -> String {
        message(
            zh: "已解决 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID) 的冲突",
            en: "Resolved note \(note.shortID) on \(NoteText.heading(note.reference))")
    }

    package static func noConflict(_ id: String) -> String {
        message(zh: "笔记 \(id) 没有冲突", en: "note \(id) is not in conflict")
    }

    /// What was taken back, and what the note is now.
    package static func undone(_ change: NoteChange, now note: Note?) -> String {
        let (id, place) = (
            String(change.revision.note.prefix(8)), NoteText.heading(change.revision.reference)
        )
        let time = TimeText.local(change.revision.createdAt)
        let now = note.map { NoteText.excerpt(NoteText.firstLine($0.body)) }
        if change.before == nil || now == nil {
            return message(
                zh: "撤回了 \(time) 写的笔记 \(id)（\(place)），它已删除；再 kb note undo 一次就回来",
                en:
                    "Undid note \(id) of \(time) on \(place): it is removed; kb note undo again restores it"
            )
        }
        if change.revision.isDeleted {
            return message(
                zh: "撤回了 \(time) 的删除：\(place) 的笔记 \(id) 又在了",
                en: "Undid the removal of \(time): note \(id) is back on \(place)")
        }
        return message(
            zh: "撤回了 \(time) 对 \(place) 的笔记 \(id) 的改动，现在是：\(now ?? "")",
            en: "Undid the change of \(time) to note \(id) on \(place); it now says: \(now ?? "")")
    }

    /// That notes wait, and where they are shown.
    package static func waiting(_ count: Int) -> String {
        message(
            zh: "另有 \(grouped(count)) 条笔记在等代码：kb note list --waiting",
            en:
                "\(counted(count, "note waits", "notes wait")) for missing codes: kb note list --waiting"
        )
    }

    package static func kept(in path: String) -> String {
        message(zh: "未保存的文字留在 \(path)", en: "the unsaved text is kept in \(path)")
    }

    /// How a draft is taken up again.
    package static func resumes(_ draft: String) -> String {
        message(zh: "接着写用 kb note drafts \(draft)", en: "continue with kb note drafts \(draft)")
    }

    package static func discarded(_ draft: String) -> String {
        message(zh: "已删除草稿 \(draft)", en: "Removed the draft \(draft)")
    }

    /// What stands before a text that nothing could keep.
    package static var unsaved: String {
        message(zh: "未保存的文字：", en: "the unsaved text:")
    }
}
