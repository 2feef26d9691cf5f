import ArgumentParser
import KBCore
import KBPresentation

/// `kb annotate`.
struct AnnotateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: KBPresentation.message(
            zh: "给代码的名称或说明里的一段原文写批注。",
            en: "Annotate a passage of a code's name or description."),
        discussion: KBPresentation.message(
            zh: """
                原文照抄，一字不差。以后导入新版文档，批注会跟着原文走；原文不在了的，用 \
                kb annotation list --orphaned 列出。不给文字就打开编辑器，- 表示从标准输入读。
                例如：
                  kb annotate 404 Found "不是 410"  给名称里的一个词写批注
                  kb annotate 423 锁定 --tag 常见  在编辑器里写，并加上标签
                """,
            en: """
                Quote the passage word for word. If a newer edition of the document changes the text, the \
                annotation follows its passage; kb annotation list --orphaned lists those that lost theirs. \
                Without a text, kb starts an editor; - reads the text from standard input.
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
        let task = NoteTask(code: code, quote: quote, occurrence: occurrence, tags: tag)
        let reply = try task.run(text, by: author, in: store, settings)
        try NoteDrafts.announce(reply ?? NoteReply.unchanged)
    }
}
