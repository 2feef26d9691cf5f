import ArgumentParser
import Glibc
import KBCore
import KBPresentation

/// `kb browse-step`: what fzf has kb do while a person browses.
struct BrowseStepCommand: Command {
    /// What to do.
    enum Step: String, ExpressibleByArgument, CaseIterable {
        /// Print the lines of the list for a query.
        case list
        /// Print all about the code under the cursor, from the query, the number of its line and its field.
        case preview
        /// Copy a code, and print the prompt that says so.
        case copy
        /// Let the person write a note on a code.
        case note
        /// Let the person write a note on a passage of a code.
        case annotate
    }

    static let configuration = CommandConfiguration(
        commandName: "browse-step",
        abstract: KBPresentation.message(zh: "kb browse 的一步。", en: "One step of kb browse."),
        shouldDisplay: false)

    @Argument(help: ArgumentHelp(zh: "哪一步。", en: "Which step.", .step))
    var step: Step

    @Argument(help: ArgumentHelp(zh: "代码和查询。", en: "The code and the query.", .text))
    var words: [String] = []

    @Option(help: ArgumentHelp(zh: "只查这本书。", en: "Search this book only.", .book), completion: .books)
    var book: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    private var field: BrowseField { BrowseField(word(0)) }

    func run(_ settings: Settings) throws {
        switch step {
        case .list: try list(settings)
        case .preview: try preview(settings)
        case .copy: try copy()
        case .note: try BrowseDialog(settings, store, on: output.terminal(settings)).addNote(to: field)
        case .annotate: try BrowseDialog(settings, store, on: output.terminal(settings)).annotate(field)
        }
    }

    private func list(_ settings: Settings) throws {
        let store = try StoreOptions.openForAnswer(store.path(settings), timeout: store.timeout)
        let entries = try BrowseList(query: word(0), book: book).entries(in: store)
        try Output.send(BrowseList.text(of: entries, on: output.terminal(settings)), to: STDOUT_FILENO)
    }

    /// Shows what is under the cursor.
    ///
    /// On the first line that is the best result of the query, whatever the line says: fzf (0.38) asks before the list
    /// of a new query has come, and at times not again.
    private func preview(_ settings: Settings) throws {
        let store = try StoreOptions.openForAnswer(store.path(settings), timeout: store.timeout)
        let (query, line, field) = (word(0), Int(word(1)) ?? 0, BrowseField(word(2)))
        let entries = try BrowseList(query: query, book: book).entries(in: store)
        guard let best = entries.first else {
            let options = Searcher.Options(book: book)
            throw NothingFound(
                query: query, suggestions: try Searcher(store).suggestions(for: query, options))
        }
        let code = line > 0 ? try field.code(in: store) : best.code
        let result = entries.first { $0.code.reference == code.reference }?.result
        let terminal = output.terminal(
            settings, columns: settings.environment.variable("FZF_PREVIEW_COLUMNS").flatMap(Int.init))
        try Output.write(CodePage(CodeDetails(code, in: store)).preview(on: terminal, found: result))
    }

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    /// Where nothing is under the cursor, the prompt stays as it is.
    private func copy() throws {
        let code = field.reference.drop { $0 != ":" }.dropFirst()
        let isDone = !code.isEmpty && Clipboard.put(String(code))
        try Output.write(
            isDone ? BrowseText.copied(NoteText.oneLine(String(code))) : BrowseText.prompt(book: book))
    }
}
