import ArgumentParser
import KBPresentation

/// `kb import`: brings in a document of codes, or the notes of another knowledge base.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: KBPresentation.message(
            zh: "把代码文档或笔记导入知识库。", en: "Import a document of codes, or notes."),
        discussion: KBPresentation.message(
            zh: """
                文档可以是纯文本、CSV、TSV、JSON、JSON Lines、YAML、Markdown、HTML、\
                reStructuredText 或 OpenAPI；\
                程序里的常量用 --from 读。导入新版时就地更新：笔记都在，文档里没有了的\
                代码只停用，不删除。文档旁边若有 aliases.tsv（别名）和 synonyms.tsv（同义词），一并导入；与文档同名的 名称.aliases.tsv 先于 aliases.tsv。
                kb import 文档 就是 kb import codes 文档。
                例如：
                  kb import http  先导入 HTTP 状态码；不带参数的 kb import 列出自带的书
                  kb import e.csv --book acme-pay  自家的表格
                  kb import e.csv --dry-run  先看会改什么
                  kb import --from go code.go --book pay  程序里的错误码
                  kb import notes notes.jsonl  别处写出的笔记
                  kb import undo  撤回最近一次
                """,
            en: """
                The document is plain text, CSV, TSV, JSON, JSON Lines, YAML, Markdown, HTML, \
                reStructuredText or OpenAPI; --from reads the constants of a program. Importing a newer \
                edition updates the codes in place: notes stay, and codes missing from it are retired, never \
                deleted. kb also imports aliases.tsv and synonyms.tsv from the document's folder; for a \
                document NAME, NAME.aliases.tsv takes precedence.
                kb import DOCUMENT is short for kb import codes DOCUMENT.
                For example:
                  kb import http  the HTTP status codes; kb import without arguments lists all books that \
                come with kb
                  kb import e.csv --book acme-pay  a table of your own
                  kb import e.csv --dry-run  what would change
                  kb import --from go code.go --book pay  the error codes of a program
                  kb import notes notes.jsonl  notes from elsewhere
                  kb import undo  undo the last import
                """),
        subcommands: [ImportCodes.self, ImportNotes.self, ImportUndoCommand.self],
        defaultSubcommand: ImportCodes.self)
}
