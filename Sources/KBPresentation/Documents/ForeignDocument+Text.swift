import KBCore
import KBDocuments

extension ForeignDocument {
    /// Whether it is a knowledge base.
    var isKnowledgeBase: Bool { self == .database(application: UInt32(bitPattern: Store.applicationID)) }

    /// What it is, with its article in English.
    var text: String {
        switch self {
        case .database where isKnowledgeBase: message(zh: "知识库", en: "a knowledge base")
        case .database: message(zh: "SQLite 数据库", en: "an SQLite database")
        case .spreadsheet: message(zh: "电子表格文件", en: "a spreadsheet file")
        case .office: message(zh: "办公文档", en: "an office document")
        case .pdf: message(zh: "PDF 文件", en: "a PDF")
        case .archive: message(zh: "压缩文件", en: "an archive or compressed file")
        case .image: message(zh: "图片", en: "an image")
        case .binary: message(zh: "二进制文件", en: "a binary file")
        case .notes: message(zh: "导出的笔记", en: "an export of notes")
        case .html: message(zh: "没有代码表的网页", en: "a web page without a table of codes")
        case .xml: message(zh: "XML", en: "XML")
        case .log: message(zh: "日志", en: "a log")
        case .passwords: message(zh: "用户或用户组名单", en: "a list of users or groups")
        case .source, .program: message(zh: "源代码", en: "source code")
        case .yaml: message(zh: "YAML", en: "YAML")
        case .sql: message(zh: "SQL 语句", en: "SQL")
        case .asciiDoc: message(zh: "AsciiDoc", en: "AsciiDoc")
        case .gettext: message(zh: "gettext 译文（.po）", en: "a gettext catalogue (.po)")
        case .manual: message(zh: "手册页", en: "a page of a manual")
        case .settings: message(zh: "设置文件（INI）", en: "a file of settings (INI)")
        case .prose: message(zh: "没有代码的文字", en: "text without codes")
        }
    }

    /// What to do with a file of this kind instead.
    func hint(_ path: String) -> String {
        let path = ShellWord(path).text
        return switch self {
        case .database where isKnowledgeBase:
            message(zh: "kb restore \(path) 用它换下现在的知识库", en: "kb restore \(path) puts it in place")
        case .database:
            message(
                zh: "导出成 CSV 再导入：sqlite3 -csv -header \(path) 'SELECT …' | kb import - --book …",
                en: "import its rows: sqlite3 -csv -header \(path) 'SELECT …' | kb import - --book …")
        case .spreadsheet:
            message(
                zh: "在 Excel 里“文件 → 另存为”选“CSV UTF-8”，再导入",
                en: "save it in Excel as CSV UTF-8 (File → Save As) and import that")
        case .office, .pdf:
            message(zh: "把其中的表格复制到电子表格，另存为 CSV", en: "copy its table into a spreadsheet and save that as CSV")
        case .archive: message(zh: "先解压", en: "unpack it first")
        case .image, .binary, .passwords, .settings, .prose: Self.formats
        case .notes: message(zh: "kb import notes \(path) 导入它", en: "kb import notes \(path) reads it")
        case .html: message(zh: "把其中的表格另存为 CSV", en: "save its table as CSV")
        case .xml, .gettext:
            message(
                zh: "转换成 JSON、CSV 或每行一个“代码: 文字”，再导入",
                en: "convert it to JSON, CSV or a line of CODE: TEXT for each code, and import that")
        case .sql:
            message(
                zh: "把表导出成 CSV 再导入：sqlite3 -csv -header DB 'SELECT …' | kb import - --book …",
                en: "export the table as CSV: sqlite3 -csv -header DB 'SELECT …' | kb import - --book …")
        case .asciiDoc:
            message(
                zh: "先转换成网页：asciidoctor \(path)，再导入网页",
                en: "convert it to a web page with asciidoctor \(path), and import that")
        case .manual:
            message(
                zh: "把列出代码的那一节存成文件，加 --format txt 导入",
                en: "save the section that lists the codes in a file, and import that with --format txt")
        case .log: message(zh: "kb scan \(path) 统计其中的代码", en: "kb scan \(path) counts the codes in it")
        case .program(let format):
            message(
                zh: "读其中的常量：kb import --from \(format.rawValue) \(path)",
                en: "kb import --from \(format.rawValue) \(path) reads its constants")
        case .yaml:
            message(zh: "kb import --format yaml \(path) 导入它", en: "kb import --format yaml \(path) reads it")
        case .source:
            message(
                zh: "--from 能读 \(Self.languages) 的常量；确是代码列表就加 --format txt",
                en:
                    "--from reads the constants of \(Self.languages); if it is a list of codes, add --format txt"
            )
        }
    }

    private static let languages = DocumentFormat.allCases.filter(\.isAskedFor).map(\.rawValue)
        .joined(separator: ", ")

    private static var formats: String {
        message(
            zh: "kb help import 说明能读哪些文档；确是代码列表就加 --format txt",
            en: "kb help import lists which documents kb can read; if it is a list of codes, add --format txt"
        )
    }
}
