import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb show`: everything about a code.
struct ShowCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: KBPresentation.message(
            zh: "显示代码的全部：名称、说明、别名、笔记。", en: "Show everything about a code: text, aliases, notes."))

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp(
            zh: "代码，如 404、ENOENT 或 http:404；可以写几个；- 表示从标准输入读。",
            en: "Codes, such as 404, ENOENT or http:404; - reads them from standard input.", .code),
        completion: .codes)
    var codes: [String]

    @Option(
        name: UsualOption.book.names,
        help: ArgumentHelp(zh: "只看这本书的代码。", en: "Only codes of this book.", .book),
        completion: .books)
    var book: String?

    @Flag(
        help: ArgumentHelp(
            zh: "也显示以前的文本，逐词标出改动。", en: "Also show earlier texts, with their differences word by word."))
    var history = false

    @Flag(help: .json)
    var json = false

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        let names =
            codes == ["-"]
            ? try GivenText.standardInput().split(whereSeparator: \.isWhitespace).map(String.init) : codes
        if let book { try Codes(store).checkBook(book) }
        let lookup = CodeLookup(store)
        let pages = try names.flatMap { try lookup.all($0, in: book) }.map { code in
            try CodePage(
                CodeDetails(code, in: store),
                history: history ? ChangeLog(store).history(of: code.reference) : nil)
        }
        if json { return try Output.write(pages.map(\.json.text).joined(separator: "\n")) }
        let terminal = output.terminal(settings)
        try Pager.show(pages.map { $0.text(on: terminal) }.joined(separator: "\n\n"), on: terminal)
    }
}
