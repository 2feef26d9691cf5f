import KBCore
import KBPresentation

/// What a page in an editor tells below the scissors.
enum NotePageText {
    private static let width = 76

    private static var rules: [String] {
        [
            message(
                zh: "不要动上面这一行；它下面的都不算。文字空着就不写。标签写在开头的两行 -- 之间，文字里的 #标签 也算。",
                en: """
                    Do not change the line above; everything below it is ignored. An empty text saves \
                    nothing. Tags go between the lines -- at the top; a #tag in the text counts, too.
                    """)
        ].flatMap(wrapped)
    }

    /// About a code, and the passage that a note will be on.
    static func comments(on code: Code, _ quote: TextQuote?, in store: Store) throws -> [String] {
        var lines = rules + [""] + about(code)
        if let quote {
            lines += [""] + wrapped(message(zh: "批注的原文：", en: "The passage: ") + NoteText.quoted(quote.exact))
        }
        return lines + (try tags(in: store))
    }

    /// About a note that is changed.
    static func comments(on merge: NoteMerge, in store: Store) throws -> [String] {
        var lines = rules
        if merge.heads.count > 1 {
            lines += wrapped(
                message(
                    zh: "这条笔记有冲突：留下要的文字，去掉各种标记行。",
                    en:
                        "The note is in conflict: keep the text that you want, and remove the lines of marks."
                ))
        }
        guard let note = merge.heads.first else { return lines }
        lines += [""]
        if let code = try Codes(store).find(note.reference) {
            lines += about(code)
        } else {
            lines += wrapped(NoteText.heading(note.reference))
        }
        if let quote = note.anchor {
            lines += [""] + wrapped(message(zh: "批注的原文：", en: "The passage: ") + NoteText.quoted(quote.exact))
        }
        lines += [""]
        for head in merge.heads {
            lines += wrapped(
                [head.author, TimeText.local(head.updatedAt), head.shortID].map(NoteText.oneLine)
                    .filter { !$0.isEmpty }.joined(separator: " · "))
        }
        return lines + (try tags(in: store))
    }

    private static func about(_ code: Code) -> [String] {
        wrapped(NoteText.title(of: code)) + (code.description.isEmpty ? [] : wrapped(code.description))
    }

    /// The tags that are used most.
    private static func tags(in store: Store) throws -> [String] {
        let tags = try Choices(store).tags().prefix(12)
        guard !tags.isEmpty else { return [] }
        let list = tags.map { NoteText.oneLine($0.text) }.joined(separator: " ")
        return [""] + wrapped(message(zh: "用过的标签：", en: "Tags in use: ") + list)
    }

    private static func wrapped(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap {
            LineWrapping.wrap(String($0), width: width).map(String.init)
        }
    }
}
