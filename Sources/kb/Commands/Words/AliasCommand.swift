import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb alias`: other names that people use for codes.
struct AliasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alias",
        abstract: KBPresentation.message(
            zh: "管理代码的别名：大家平时的叫法，用它也查得到。",
            en: "Manage aliases: other names that searches find a code by."),
        subcommands: [Add.self, List.self, Remove.self])

    /// `kb alias add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "给代码加别名。", en: "Add aliases to a code."))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(help: .code, completion: .codes)
        var code: String

        @Argument(
            help: ArgumentHelp(
                zh: "别名，如“服务器繁忙”；可以写几个。", en: "Aliases, such as “server busy”.", .alias))
        var aliases: [String]

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let reference = try CodeLookup(store).one(code).reference
            let added = try Aliases(store).add(aliases, to: reference, author: author.name(settings))
            try Output.say(AliasText.added(added.count, to: reference))
        }
    }

    /// `kb alias list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出一个代码的别名，或全部别名。", en: "List the aliases of a code, or all."))

        @OptionGroup var store: StoreOptions
        @OptionGroup var output: OutputOptions

        @Argument(
            help: ArgumentHelp(zh: "只列这个代码的；不写就列出全部。", en: "Only those of this code. Default: all.", .code),
            completion: .codes)
        var code: String?

        @Option(
            name: UsualOption.book.names,
            help: ArgumentHelp(zh: "只列这本书的。", en: "Only those of this book.", .book), completion: .books)
        var book: String?

        @Flag(help: .json)
        var json = false

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            if let book { try Codes(store).checkBook(book) }
            let reference = try code.map { try CodeLookup(store).one($0).reference }
            let aliases = try Aliases(store).list(of: reference).filter {
                book == nil || $0.reference.book == book
            }
            guard !aliases.isEmpty else { throw ExitCode(ExitStatus.nothingFound.rawValue) }
            if json {
                return try Output.write(
                    aliases.map { alias in
                        JSONValue.object([
                            JSONValue.format, ("book", .string(alias.reference.book)),
                            ("code", .string(alias.reference.code)), ("alias", .string(alias.text)),
                            ("language", .string(alias.language)), ("source", .string(alias.source)),
                            ("author", .string(alias.author)),
                        ]).text
                    }.joined(separator: "\n"))
            }
            let rows = aliases.map { [$0.reference.description, $0.text] }
            try Table(rows).show(on: output.terminal(settings))
        }
    }

    /// `kb alias rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(zh: "去掉代码的别名。", en: "Remove aliases from a code."))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(help: .code, completion: .codes)
        var code: String

        @Argument(
            help: ArgumentHelp(zh: "要去掉的别名。", en: "The aliases to remove.", .alias), completion: .aliases)
        var aliases: [String]

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            let reference = try CodeLookup(store).one(code).reference
            try Aliases(store).remove(aliases, from: reference, author: author.name(settings))
            try Output.say(AliasText.removed(aliases.count, from: reference))
        }
    }
}
