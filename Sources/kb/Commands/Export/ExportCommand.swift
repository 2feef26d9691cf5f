import ArgumentParser
import KBPresentation

/// `kb export`: the codes of a book as a document, or all notes with their history.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: KBPresentation.message(
            zh: "写出代码、别名、同义词或笔记，供别处的 kb import 导入。",
            en: "Export codes, aliases, synonyms or notes."),
        discussion: KBPresentation.message(
            zh: """
                例如：
                  kb export codes --book http  把代码写成文档
                  kb export codes --format csv  写成表格
                  kb export notes > notes.jsonl  全部笔记和历史
                  kb export aliases > aliases.tsv  别名
                  kb export all everything  全部写进一个目录
                """,
            en: """
                For example:
                  kb export codes --book http  the codes as a document
                  kb export codes --format csv  as a table
                  kb export notes > notes.jsonl  all notes with their history
                  kb export aliases > aliases.tsv  aliases
                  kb export all everything  all of it, into a folder
                """),
        subcommands: [
            ExportCodes.self, ExportNotes.self, ExportAliases.self, ExportSynonyms.self, ExportAll.self,
        ])
}
