import ArgumentParser
import KBCore
import KBPresentation

/// `kb annotate`.
struct AnnotateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: KBPresentation.message(
            zh: "给代码的名称或描述里的一段原文写批注。",
            en: "Add a note to a passage of a code's name or description."),
        discussion: KBPresentation.message(
            zh: """
                原文照抄，一字不差。以后读入新版文档，批注会跟着原文走；原文不在了的，用 \
                kb annotation list --orphaned 列出。不给文字就打开 $VISUAL 或 $EDITOR，- 表示从标准输入读。
                例如：
                  kb annotate 404 Found "不是 410"  给名称里的一个词写批注
                  kb annotate 423 锁定 --tag 常见  在编辑器里写，并加上标签
                """,
            en: """
                The passage is quoted word for word. When a newer edition of the document changes the text, the note \
                follows its passage; kb annotation list --orphaned lists those whose passage is gone. Without a text, \
                $VISUAL or $EDITOR is started; - reads the text from standard input.
                For example:
                  kb annotate 404 Found "not 410"  a note on a word of the name
                  kb annotate 500 Error --tag urgent  typed in an editor, with a tag
                """))

    @Argument(help: .code, completion: .codes)
    var code: String

    @Argument(help: .passage)
    var quote: String

    @OptionGroup var text: NoteTextOptions

    @Option(help: .occurrence)
    var occurrence: Int?

    @Option(name: .long, help: .newTag, completion: .tags)
    var tag: [String] = []

    @OptionGroup var author: NoteAuthorOptions
    @OptionGroup var store: StoreOptions

    func run(_ settings: Settings) throws {
        let (note, code) = try NoteDrafts.keeping(text) { unsaved in
            let tags = try NoteTags.normalized(tag)
            if unsaved.needsEditor {
                try unsaved.edit(about: NoteText.title(of: anchored(in: store.open(settings)).code))
            }
            let store = try store.open(settings)
            let (code, anchor) = try anchored(in: store)
            let draft = NoteDraft(
                reference: code.reference, body: try unsaved.text(), tags: tags,
                author: author.name(settings),
                anchor: anchor)
            return (try Notes(store).add(draft), code)
        }
        try NoteDrafts.announce(NoteReply.added(note, to: code))
    }

    private func anchored(in store: Store) throws -> (code: Code, anchor: TextQuote) {
        let code = try CodeLookup(store).one(code)
        return (code, try NoteCode.quote(quote, occurrence: occurrence, of: code))
    }
}
