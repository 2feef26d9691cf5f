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
                    不给文字就打开编辑器（$VISUAL、$EDITOR、editor 或 vi），- 表示从标准输入读。文字按 Markdown 写，里面的 #标签 \
                    也是标签。没能保存的文字会留作草稿：kb note drafts。
                    例如：
                      kb note add 502 先看 error.log  一句话
                      kb note add 404 --tag nginx  在编辑器里写，并加上标签
                      echo 查磁盘 | kb note add 507 -  从标准输入读
                    """,
                en: """
                    Without a text, kb starts an editor ($VISUAL, $EDITOR, editor or vi); - reads the text \
                    from standard input. The text is Markdown, and a #tag in it is a tag. A text that \
                    cannot be saved becomes a draft: see kb note drafts.
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
            let reply = try NoteTask(code: code, tags: tag).run(text, by: author, in: store, settings)
            try NoteDrafts.announce(reply ?? NoteReply.unchanged)
        }
    }
}
