import KBCore

/// What is said when a code was written by hand.
package enum CodeReply {
    package static func added(_ code: Code) -> String {
        message(zh: "已添加 \(NoteText.title(of: code))", en: "added \(NoteText.title(of: code))")
    }

    package static func edited(_ code: Code, from before: Code) -> String {
        code == before
            ? NoteReply.unchanged
            : message(zh: "已修改 \(NoteText.title(of: code))", en: "changed \(NoteText.title(of: code))")
    }

    package static func renamed(_ code: Code, from before: Code) -> String {
        code == before
            ? NoteReply.unchanged
            : message(
                zh: "\(NoteText.heading(before.reference)) 现在是 \(NoteText.title(of: code))",
                en: "\(NoteText.heading(before.reference)) is \(NoteText.title(of: code)) now")
    }

    package static func retired(_ code: Code, from before: Code) -> String {
        code == before
            ? NoteReply.unchanged
            : message(zh: "已停用 \(NoteText.title(of: before))", en: "retired \(NoteText.title(of: before))")
    }
}
