import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb synonym`: words that stand for each other in a search.
struct SynonymCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synonym",
        abstract: KBPresentation.message(
            zh: "管理同义词：意思相同的词，查询时可以互换。",
            en: "Manage synonyms: words that searches treat as one."),
        subcommands: [Add.self, List.self, Remove.self])

    /// `kb synonym add`.
    struct Add: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "把几个词定为同义；有一个已经在某一组，就都加入那一组。",
                en: "Make words synonyms; if one of them is in a group, the others join it."))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(
                zh: "两个词或更多，如 锁定 上锁。", en: "Two or more words, such as locked bolted.", .word),
            completion: .terms)
        var terms: [String]

        func run(_ settings: Settings) throws {
            let (group, added) = try Synonyms(try store.open(settings)).add(
                terms, author: author.name(settings))
            if added.isEmpty { Output.note(SynonymText.unchanged) }
            try Output.write(group.line)
        }
    }

    /// `kb synonym list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出一个词的同义词，或者全部各组。", en: "List the synonyms of a word, or all groups."))

        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(zh: "一个词；不写就列出全部。", en: "A word. Default: all groups.", .word),
            completion: .terms)
        var term: String?

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions

        func run(_ settings: Settings) throws {
            let groups = try Synonyms(try store.open(settings)).list(having: term)
            if groups.isEmpty, let term { throw SynonymError.notFound(term) }
            guard !groups.isEmpty else { throw ExitCode(ExitStatus.nothingFound.rawValue) }
            if json {
                let objects = groups.map { group in
                    JSONValue.object([
                        JSONValue.format, ("meaning", .string(group.meaning)),
                        ("terms", .strings(group.terms)),
                    ]).text
                }
                return try Output.write(objects.joined(separator: "\n"))
            }
            let terminal = output.terminal(settings)
            let lines = groups.flatMap { terminal.wrapped($0.line) }
            try Pager.show(lines, on: terminal)
        }
    }

    /// `kb synonym rm`.
    struct Remove: Command {
        static let configuration = CommandConfiguration(
            commandName: "rm",
            abstract: KBPresentation.message(
                zh: "把词从同义词组里去掉。", en: "Remove words from their groups of synonyms."),
            discussion: KBPresentation.message(
                zh: """
                    一个词在几组里时，用 --with 指明是哪一组，或用 --all 从所有组里去掉。
                    例如：
                      kb synonym rm 崩了 --with 挂了
                    """,
                en: """
                    If a word is in several groups, --with names the group, and --all removes the word from \
                    all.
                    For example:
                      kb synonym rm crashed --with down
                    """))

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        @Argument(help: ArgumentHelp(zh: "要去掉的词。", en: "The words to remove.", .word), completion: .terms)
        var terms: [String]

        @Option(
            help: ArgumentHelp(
                zh: "只从有这个词的那组里去掉。", en: "Remove them only from the group that has this word.", .word),
            completion: .terms)
        var with: String?

        @Flag(help: ArgumentHelp(zh: "从所有组里去掉。", en: "Remove them from all groups."))
        var all = false

        func validate() throws {
            guard !all || with == nil else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "--with 和 --all 只能用一个", en: "use either --with or --all"))
            }
        }

        func run(_ settings: Settings) throws {
            let groups = try Synonyms(try store.open(settings)).remove(
                terms, with: with, isOfAll: all, author: author.name(settings))
            for group in groups { try Output.say(SynonymText.removed(terms, from: group)) }
        }
    }
}

extension SynonymGroup {
    /// The group on one line: `锁定 = 上锁 = locked`.
    fileprivate var line: String { SynonymText.line(of: self) }
}
