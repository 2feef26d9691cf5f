import ArgumentParser
import KBCore
import KBPresentation

/// `kb book`: the books of a knowledge base.
struct BookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: KBPresentation.message(
            zh: "管理书：列出、改名、删除。", en: "Manage books: list, rename, remove."),
        discussion: KBPresentation.message(
            zh: """
                例如：
                  kb book list  有哪些书
                  kb book rename errors pay  改名；代码、别名、笔记、历史都跟着
                  kb book rm excel --yes  删掉一本；它的笔记留着
                """,
            en: """
                For example:
                  kb book list  which books there are
                  kb book rename errors pay  rename it, with codes, aliases and notes
                  kb book rm excel --yes  remove a book; notes on it stay
                """),
        subcommands: [List.self, Show.self, Rename.self, Remove.self, Title.self])

    /// `kb book list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出书：代码和笔记的数目，最近导入的文档，标题。",
                en: "List books with their codes, notes, last document and title."))

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        @Flag(help: .json)
        var json = false

        func run(_ settings: Settings) throws {
            let books = try Bookshelf(store.open(settings)).list()
            guard !books.isEmpty else { throw UnchosenBook(books: []) }
            if json {
                return try Output.write(books.map { BookText.json($0).text }.joined(separator: "\n"))
            }
            try Table(BookText.rows(books), columns: []).show(on: output.terminal(settings))
        }
    }

    /// `kb book show`.
    struct Show: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "显示一本书的情况。", en: "Show a book."))

        @Argument(help: .book, completion: .books)
        var book: String

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        @Flag(help: .json)
        var json = false

        func run(_ settings: Settings) throws {
            let details = try Bookshelf(store.open(settings)).find(book)
            if json { return try Output.write(BookText.json(details).text) }
            try Output.write(BookText.page(details, on: output.terminal(settings)))
        }
    }

    /// `kb book rename`.
    struct Rename: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "给书改名；代码、别名、笔记、历史都跟着。",
                en: "Rename a book with its codes, aliases, notes and history."))

        @Argument(help: .book, completion: .books)
        var book: String

        @Argument(
            help: ArgumentHelp(
                zh: "新书名：小写字母、数字和连字符。", en: "The new name: lower-case letters, digits, hyphens.", .name))
        var name: String

        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            try Bookshelf(store.open(settings)).rename(book, to: name)
            try Output.say(BookText.renamed(book, to: name))
        }
    }

    /// `kb book rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(
                zh: "删除一本书，连同代码、别名、历史；笔记留着，等它再导入。",
                en:
                    "Remove a book with its codes, aliases and history; notes wait until it is imported again."
            ))

        @Argument(help: .book, completion: .books)
        var book: String

        @Flag(help: .yes)
        var yes = false

        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let shelf = Bookshelf(try store.open(settings))
            try Confirmation.ask(BookText.loss(shelf.find(book)), yes)
            try Output.say(BookText.removed(shelf.remove(book)))
        }
    }

    /// `kb book title`.
    struct Title: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "给书一个标题，给人看的；写成空的就去掉。",
                en: "Set the title of a book; an empty one removes it."))

        @Argument(help: .book, completion: .books)
        var book: String

        @Argument(help: ArgumentHelp(zh: "标题，如“支付平台错误码”。", en: "The title, such as “Payment errors”.", .text))
        var words: [String]

        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            let title = words.joined(separator: " ")
            try Bookshelf(store.open(settings)).setTitle(title, of: book)
            try Output.say(BookText.titled(book, title))
        }
    }
}
