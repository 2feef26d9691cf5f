import KBCore
import KBPresentation

/// What the commands say when they are done.
enum NoteReply {
    static var unchanged: String { message(zh: "没有改动", en: "nothing changed") }

    static func added(_ note: Note, to code: Code) -> String {
        guard let anchor = note.anchor else {
            return message(
                zh: "已给 \(NoteCode.title(code)) 加上笔记 \(note.shortID)",
                en: "Added note \(note.shortID) to \(NoteCode.title(code))")
        }
        return message(
            zh: "已给 \(NoteCode.title(code)) 的\(NoteText.quoted(anchor.exact))加上批注 \(note.shortID)",
            en:
                "Added annotation \(note.shortID) to \(NoteText.quoted(anchor.exact)) in \(NoteCode.title(code))"
        )
    }

    static func changed(_ note: Note) -> String {
        message(
            zh: "已改写 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID)",
            en: "Changed note \(note.shortID) on \(NoteText.heading(note.reference))")
    }

    static func removed(_ note: Note) -> String {
        message(
            zh:
                "已删除 \(NoteText.heading(note.reference)) 的笔记 \(note.shortID)（kb note history \(note.shortID) 仍可看到）",
            en: """
                Removed note \(note.shortID) from \(NoteText.heading(note.reference)) \
                (kb note history \(note.shortID) still shows it)
                """)
    }

    static func moved(_ note: Note, to quote: TextQuote) -> String {
        message(
            zh: "批注 \(note.shortID) 现在在\(NoteText.quoted(quote.exact))",
            en: "Annotation \(note.shortID) is now at \(NoteText.quoted(quote.exact))")
    }

    static func tags(of note: Note) -> String {
        let tags = note.tags.map { "#" + NoteText.oneLine($0) }.joined(separator: " ")
        return message(
            zh: "笔记 \(note.shortID) 的标签：\(tags.isEmpty ? "无" : tags)",
            en: "Tags of note \(note.shortID): \(tags.isEmpty ? "none" : tags)")
    }
}
