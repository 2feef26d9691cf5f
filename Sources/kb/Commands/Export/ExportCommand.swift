import ArgumentParser
import KBPresentation

/// `kb export`: the codes of a book as a document, or all notes with their histories.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: KBPresentation.message(
            zh: "把代码或笔记写到标准输出，供别处的 kb import 读入。",
            en: "Write codes or notes to standard output, for kb import elsewhere."),
        discussion: KBPresentation.message(
            zh: """
                例如：
                  kb export codes --book http  把代码写成文档
                  kb export codes --format csv  写成表格
                  kb export notes > notes.jsonl  全部笔记和历史
                """,
            en: """
                For example:
                  kb export codes --book http  the codes as a document
                  kb export codes --format csv  as a table
                  kb export notes > notes.jsonl  all notes with their histories
                """),
        subcommands: [ExportCodes.self, ExportNotes.self])
}
