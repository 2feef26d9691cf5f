import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb list`: the codes of classes, with a beginning, or of a book.
struct ListCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: KBPresentation.message(zh: "列出代码，一行一个。", en: "List codes, one a line."),
        discussion: KBPresentation.message(
            zh: """
                范围是 4xx 这样的一类，或者代码的开头，如 50 或 E；可以写几个。管道里输出 TSV，列总是这些：书、代码、名称、状态、说明。
                """,
            en: """
                A pattern is a class such as 4xx, or the beginning of a code, such as 50 or E. In a pipe \
                the output is TSV with the columns book, code, name, state and description.
                """))

    /// How the list is laid out.
    enum Layout: String, CaseIterable, ExpressibleByArgument {
        case table, tsv
    }

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(
        help: ArgumentHelp(
            zh: "一类，或代码的开头：4xx、50、E、http:4xx。",
            en: "Classes or beginnings of codes, such as 4xx, 50, E or http:4xx.", .pattern),
        completion: .codes)
    var patterns: [String] = []

    @Option(
        name: UsualOption.book.names, help: ArgumentHelp(zh: "只列这本书。", en: "Only this book.", .book),
        completion: .books)
    var book: String?

    @Option(
        name: UsualOption.limit.names,
        help: ArgumentHelp(zh: "最多列几个。默认全部。", en: "The maximum number of codes. Default: all.", .count))
    var limit: Int?

    @Flag(help: ArgumentHelp(zh: "只列停用的。", en: "Only retired codes."))
    var retired = false

    @Option(
        help: ArgumentHelp(
            zh: "排成 table 还是 tsv。默认终端上 table，管道里 tsv。",
            en: "Lay out as table or tsv. Default: table on a terminal, tsv in a pipe.", .format))
    var format: Layout?

    @Flag(help: .json)
    var json = false

    func validate() throws {
        guard limit.map({ $0 > 0 }) != false else {
            throw ValidationError(KBPresentation.message(zh: "-n 从 1 起", en: "-n must be at least 1"))
        }
    }

    func run(_ settings: Settings) throws {
        let codes = Codes(try store.open(settings))
        let found = try found(codes)
        let shown = Array(found.prefix(limit ?? .max))
        let terminal = output.terminal(settings)
        if json {
            let objects = shown.map { JSONValue.object([JSONValue.format] + JSONValue.members(of: $0)).text }
            try Output.write(objects.joined(separator: "\n"))
        } else if format ?? (terminal.isInteractive ? .table : .tsv) == .tsv {
            try Output.write(shown.map(CodeText.tsv).joined(separator: "\n"))
        } else {
            let hasSeveralBooks = Set(found.map(\.reference.book)).count > 1
            let rows = shown.map { code in
                let book = hasSeveralBooks ? [code.reference.book] : []
                return book + [code.reference.code, CodeText.title(of: code), code.description]
            }
            try Table(rows).show(on: terminal)
        }
        if found.count > shown.count { Output.note(LogText.more(found.count - shown.count)) }
    }

    /// The codes of all patterns, each once.
    private func found(_ codes: Codes) throws -> [Code] {
        var found: [Code] = []
        var seen: Set<Int64> = []
        for text in patterns.isEmpty ? [""] : patterns {
            var pattern = CodePattern(text)
            pattern.book = book ?? pattern.book
            let some = try codes.list(pattern).filter { !retired || $0.state == .retired }
            if some.isEmpty {
                if let book = pattern.book { try codes.checkBook(book) }
                throw NothingListed(
                    pattern: patterns.isEmpty ? nil : text,
                    book: try codes.bookSlugs().first { $0 == text }, isRetired: retired)
            }
            found += some.filter { seen.insert($0.id).inserted }
        }
        return found
    }
}
