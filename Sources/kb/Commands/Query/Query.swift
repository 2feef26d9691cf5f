import KBCore
import KBPresentation

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
        var limit: Int?
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
                    guard let number = Int(value), QueryCommand.limits.contains(number) else { return nil }
                    limit = number
                }
            default:
                guard !argument.hasPrefix("-") else { return nil }
                words.append(argument)
            }
        }
        guard !words.isEmpty else { return nil }
        options.limit = Settings.limit(limit).value
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
            try Pager.show(
                view.lines(for: answer.results, answer.notes).joined(separator: "\n"), on: terminal)
        }
    }
}
