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

    func validate() throws {
        guard !words.isEmpty else { throw ValidationError("Please give the text to search for.") }
        guard limit >= 1, limit <= 10_000 else {
            throw ValidationError("Please give a --limit from 1 to 10000.")
        }
    }

    func run() throws {
        let base = try store.open()
        let text = words.joined(separator: " ")
        let answer = try Searcher(base).search(text, .init(book: book, limit: limit, isRaw: raw))
        guard !answer.results.isEmpty else {
            throw NothingFound(query: text, suggestions: answer.suggestions)
        }
        if json {
            try Output.write(
                answer.results.map { ResultJSON.text(for: $0, answer.notes) }.joined(separator: "\n"))
        } else {
            let view = ResultText(terminal: output.terminal, explains: explain)
            try Output.write(view.lines(for: answer.results, answer.notes).joined(separator: "\n"))
        }
    }
}
