import ArgumentParser
import Glibc
import KBAssistant
import KBCore
import KBPresentation

/// `kb mcp`: answers coding assistants.
struct AssistantCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract: KBPresentation.message(
            zh: "让编程助手来查知识库（MCP）。", en: "Let coding assistants look up codes (MCP)."),
        discussion: KBPresentation.message(
            zh: """
                按 Model Context Protocol（2026-07-28，以及 2025-11-25 和更早的版本）在标准输入和标准输出上应答，由助手的程序启动。\
                工具有 search、get、explain_log、list_books，只读：连 SQLite 也拒绝写入。加上 --write 才有 add_note 和 edit_note，\
                写下的笔记带标签 assistant，署名里有助手的名字。没有删除、导入、SQL 和文件名。
                例如：
                  kb mcp --print-config claude  给 Claude 的配置
                  kb mcp --print-config vscode --book http  给 VS Code，只看一本书
                """,
            en: """
                Answers the Model Context Protocol (2026-07-28, also 2025-11-25 and older) on standard input \
                and output; the assistant's program starts it. The tools search, get, explain_log and \
                list_books only read: SQLite itself refuses to write. --write adds add_note and edit_note, \
                whose notes carry the tag assistant and the assistant's name next to the author's. No tool \
                deletes or imports, and none takes SQL or a file name.
                For example:
                  kb mcp --print-config claude  the configuration for Claude
                  kb mcp --print-config vscode --book http  for VS Code, of one book only
                """))

    @Option(
        name: UsualOption.book.names,
        help: ArgumentHelp(
            zh: "助手只看得到这本书；可以写几次。", en: "The assistant sees this book only; may be given again.", .book),
        completion: .books)
    var book: [String] = []

    @Option(
        help: ArgumentHelp(
            zh: "助手看得到哪些笔记：all 全部，own 作者是您的，none 一条也没有。",
            en: "Which notes the assistant sees: all, own (the author is you) or none.", .value),
        completion: .list(AssistantOptions.Notes.allCases.map(\.rawValue)))
    var notes: AssistantOptions.Notes = .all

    @Flag(help: ArgumentHelp(zh: "助手可以写笔记。", en: "The assistant may write notes."))
    var write = false

    @Option(
        help: ArgumentHelp(
            zh: "打印助手的程序要的配置，连同这里的选项：claude、vscode、cursor 或 zed。",
            en:
                "Print the configuration of an assistant's program, with these options: claude, vscode, cursor or zed.",
            .client),
        completion: .list(AssistantClient.allCases.map(\.rawValue)))
    var printConfig: AssistantClient?

    @OptionGroup var author: NoteAuthorOptions
    @OptionGroup var store: StoreOptions

    func run(_ settings: Settings) throws {
        if let printConfig {
            try Output.write(printConfig.configuration(arguments: arguments(settings)).text(.readable))
            return Output.hint(printConfig.place)
        }
        let input = MessageInput()
        var options = AssistantOptions(path: try store.path(settings), version: Version.number)
        (options.books, options.notes, options.mayWrite) = (book, notes, write)
        // Asking git starts a program.
        if write || notes == .own { options.author = author.name(settings) }
        options.timeout = store.timeout
        options.isOver = { input.isOver }
        var assistant = try Assistant(options)
        if isatty(STDIN_FILENO) == 1 {
            Output.hint(
                KBPresentation.message(
                    zh: "在等助手的程序发来消息，平时由它启动：见 kb mcp --print-config；Ctrl-D 结束",
                    en: """
                        waiting for messages from an assistant's program, which normally starts kb itself: \
                        see kb mcp --print-config; Ctrl-D ends it
                        """))
        }
        while let message = input.next() {
            guard let answer = assistant.answer(message), !input.isCancelled else { continue }
            try Output.write(answer)
        }
    }

    /// What is typed after `kb`, to start it from anywhere.
    private func arguments(_ settings: Settings) throws -> [String] {
        var arguments = ["mcp"]
        if store.database != nil { arguments += ["--db", try store.absolutePath(settings)] }
        for book in book { arguments += ["--book", book] }
        if notes != .all { arguments += ["--notes", notes.rawValue] }
        if write { arguments.append("--write") }
        if let name = author.author { arguments += ["--author", name] }
        return arguments
    }
}

extension AssistantOptions.Notes: ExpressibleByArgument {}
