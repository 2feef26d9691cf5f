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
    init?(usual arguments: ArraySlice<String>, _ settings: Settings) {
        guard arguments.first == QueryCommand.configuration.commandName else { return nil }
        var rest = arguments.dropFirst()
        var words: String?
        // A bit for each option that has come.
        var seen = 0
        var limit: Int?
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-") else {
                words = words.map { "\($0) \(argument)" } ?? argument
                continue
            }
            // What is given twice is refused where errors are worded.
            guard let (option, joined) = UsualOption.read(argument), option.takesValue || joined == nil,
                seen & 1 << option.place == 0
            else { return nil }
            seen |= 1 << option.place
            guard option.takesValue else {
                if option == .json { isJSON = true } else { explains = true }
                continue
            }
            guard let value = joined.map(String.init) ?? rest.popFirst(), !value.isEmpty,
                !value.hasPrefix("-")
            else { return nil }
            switch option {
            case .book: options.book = value
            case .limit:
                guard let number = Int(value), QueryCommand.limits.contains(number) else { return nil }
                limit = number
            default: database = value
            }
        }
        guard let words else { return nil }
        options.limit = settings.limit(limit).value
        text = words
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
        var options = options
        if !isJSON { options.notes.most = ResultText.mostNotes }
        let answer = try searcher.search(text, options)
        guard !answer.results.isEmpty else {
            throw NothingFound(query: text, suggestions: try searcher.suggestions(for: text, options))
        }
        if isJSON {
            try Output.write(
                answer.results.map { ResultJSON.text(for: $0, of: answer) }.joined(separator: "\n"))
        } else {
            let view = ResultText(terminal: terminal, explains: explains, notes: options.notes)
            var lines = view.lines(for: answer)
            let remainder = ResultText.remainder(of: answer)
            // A pager has standard error scroll away.
            if terminal.isInteractive, let remainder {
                lines += [""] + terminal.wrapped(remainder).map { terminal.styled($0, .dim) }
            }
            try Pager.show(lines, on: terminal)
            if !terminal.isInteractive, let remainder { Output.note(remainder) }
        }
    }
}
