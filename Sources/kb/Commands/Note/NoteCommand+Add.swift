import ArgumentParser
import KBCore
import KBPresentation

extension NoteCommand {
    /// `kb note add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "给代码写一条笔记。", en: "Add a note to a code."),
            discussion: KBPresentation.message(
                zh: """
                    不给文字就打开 $VISUAL 或 $EDITOR，- 表示从标准输入读。文字按 Markdown 写。
                    例如：
                      kb note add 502 先看 error.log  一句话
                      kb note add 404 --tag nginx  在编辑器里写，并加上标签
                      echo 查磁盘 | kb note add 507 -  从标准输入读
                    """,
                en: """
                    Without a text, $VISUAL or $EDITOR is started; - reads the text from standard input. The text is \
                    Markdown.
                    For example:
                      kb note add 502 see error.log  a short text
                      kb note add 404 --tag nginx  typed in an editor, with a tag
                      echo disk full | kb note add 507 -  from standard input
                    """))

        @Argument(help: .code, completion: .codes)
        var code: String

        @OptionGroup var text: NoteTextOptions

        @Option(name: .long, help: .newTag, completion: .tags)
        var tag: [String] = []

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let (note, code) = try NoteDrafts.keeping(text) { unsaved in
                let tags = try NoteTags.normalized(tag)
                if unsaved.needsEditor {
                    try unsaved.edit(
                        about: NoteText.title(of: CodeLookup(store.open(settings)).one(self.code)))
                }
                // Opened once the text is there: whoever wrote it took their time, and the file may be another by now.
                let store = try store.open(settings)
                let code = try CodeLookup(store).one(self.code)
                let draft = NoteDraft(
                    reference: code.reference, body: try unsaved.text(), tags: tags,
                    author: author.name(settings)
                )
                return (try Notes(store).add(draft), code)
            }
            try NoteDrafts.announce(NoteReply.added(note, to: code))
        }
    }
}
