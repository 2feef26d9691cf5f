import ArgumentParser
import KnowledgeBase

/// `kb query`: finds codes.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Find codes by whatever you remember of them.",
        discussion: """
            A number, a name, a word, half a sentence, traditional characters, pinyin or its initials, English with \
            a slip: the text is never an expression of a query language. Exact answers come first. Exit status 1 \
            means that nothing was found.
            """)

    @Argument(help: ArgumentHelp("What you remember; several words are one query.", valueName: "text"))
    var words: [String] = []

    @Option(name: .shortAndLong, help: ArgumentHelp("Search one book only.", valueName: "slug"))
    var book: String?

    @Option(name: [.customShort("n"), .long], help: ArgumentHelp("The most results.", valueName: "count"))
    var limit: Int = 10

    @Flag(help: "Say why each result matched.")
    var explain = false

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Flag(help: "Take the text as an expression of SQLite's FTS5.")
    var raw = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    static let limits = 1...10_000

    func validate() throws {
        guard !words.isEmpty else { throw ValidationError("Please give the text to search for.") }
        guard Self.limits.contains(limit) else {
            throw ValidationError("Please give a --limit from 1 to 10000.")
        }
    }

    func run() throws {
        let options = Searcher.Options(book: book, limit: limit, isRaw: raw)
        let query = Query(
            text: words.joined(separator: " "), options: options, explains: explain, isJSON: json)
        try query.run(
            try StoreOptions.openForAnswer(store.path, timeout: store.timeout), output.terminal)
    }
}

/// A query, however it was asked for.
struct Query {
    var text: String
    var options = Searcher.Options()
    var explains = false
    var isJSON = false

    /// Where to search; nil for the usual place.
    var database: String?

    /// The query of a command line with the usual options or none; nil for any other line.
    ///
    /// Parsing by reflection takes more than a millisecond of a query's three, so such a line is read by hand.
    /// Whatever this does not know goes through ``QueryCommand``, which also words the errors.
    init?(usual arguments: some Collection<String>) {
        guard arguments.first == QueryCommand.configuration.commandName else { return nil }
        var rest = Array(arguments.dropFirst().reversed())
        var words: [String] = []
        while let argument = rest.popLast() {
            switch argument {
            case "--json": isJSON = true
            case "--explain": explains = true
            case "--db", "--book", "-b", "--limit", "-n":
                guard let value = rest.popLast(), !value.hasPrefix("-") else { return nil }
                switch argument {
                case "--db": database = value
                case "--book", "-b": options.book = value
                default:
                    guard let limit = Int(value), QueryCommand.limits.contains(limit) else { return nil }
                    options.limit = limit
                }
            default:
                guard !argument.hasPrefix("-") else { return nil }
                words.append(argument)
            }
        }
        guard !words.isEmpty else { return nil }
        text = words.joined(separator: " ")
    }

    init(text: String, options: Searcher.Options, explains: Bool, isJSON: Bool) {
        self.text = text
        self.options = options
        self.explains = explains
        self.isJSON = isJSON
    }

    /// Searches and prints.
    ///
    /// - Throws: ``NothingFound`` when there is no result.
    func run(_ store: Store, _ terminal: Terminal) throws {
        let searcher = Searcher(store)
        let answer = try searcher.search(text, options)
        guard !answer.results.isEmpty else {
            throw NothingFound(query: text, suggestions: try searcher.suggestions(for: text, options))
        }
        if isJSON {
            try Output.write(
                answer.results.map { ResultJSON.text(for: $0, answer.notes) }.joined(separator: "\n"))
        } else {
            let view = ResultText(terminal: terminal, explains: explains)
            try Output.write(view.lines(for: answer.results, answer.notes).joined(separator: "\n"))
        }
    }
}
