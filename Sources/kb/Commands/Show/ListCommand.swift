import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb list`: the codes of a class, with a beginning, or of a book.
struct ListCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: KBPresentation.message(zh: "列出代码，一行一个。", en: "List codes, one a line."),
        discussion: KBPresentation.message(
            zh: "范围是 4xx 这样的一类，或者代码的开头，如 50 或 E。",
            en: "A pattern is a class such as 4xx, or how the code begins, such as 50 or E."))

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp(
            zh: "一类，或代码的开头：4xx、50、E、http:4xx。",
            en: "A class or the beginning of a code, such as 4xx, 50, E or http:4xx.", .pattern),
        completion: .codes)
    var pattern: String?

    @Option(help: ArgumentHelp(zh: "只列这本书。", en: "Only this book.", .book), completion: .books)
    var book: String?

    @Flag(help: .json)
    var json = false

    func run(_ settings: Settings) throws {
        let codes = Codes(try store.open(settings))
        var pattern = CodePattern(pattern ?? "")
        pattern.book = book ?? pattern.book
        let found = try codes.list(pattern)
        guard !found.isEmpty else {
            let books = try codes.books().map(\.slug)
            if let book = pattern.book, !books.contains(book) { throw UnknownBook(book: book, books: books) }
            throw NothingListed(pattern: self.pattern)
        }
        if json {
            let objects = found.map { JSONValue.object([JSONValue.format] + JSONValue.members(of: $0)).text }
            return try Output.write(objects.joined(separator: "\n"))
        }
        let hasSeveralBooks = Set(found.map(\.reference.book)).count > 1
        let rows = found.map { code in
            let book = hasSeveralBooks ? [code.reference.book] : []
            return book + [code.reference.code, CodeText.title(of: code), code.description]
        }
        try Table(rows).show(on: output.terminal(settings))
    }
}
