import ArgumentParser
import Codebook
import KnowledgeBase

/// `kb import`: brings a document, and the word lists beside it, into a book.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a document of codes into the knowledge base.",
        discussion: """
            The document is plain text, CSV, TSV, JSON, JSON Lines or a Markdown table. Reading a newer edition \
            updates the codes in place: notes stay, and codes that have gone are retired, never deleted.
            Files named aliases.tsv and synonyms.tsv that stand beside the document are read too.
            """)

    @OptionGroup var store: StoreOptions

    @Argument(help: ArgumentHelp("The document, or - for standard input.", valueName: "document"))
    var path: String

    @Option(
        help: ArgumentHelp(
            "The book to import into. Default: the one that documents of this name went to before, else the name.",
            valueName: "slug"))
    var book: String?

    @Option(
        help: ArgumentHelp(
            "The format: \(Self.formats). Default: told from the document.", valueName: "format"),
        transform: Self.format)
    var format: DocumentFormat?

    @Option(
        help: ArgumentHelp(
            "The columns of a table, such as code=Value,name=Reason.", valueName: "role=column"),
        transform: Self.columns)
    var columns: ColumnMapping?

    @Flag(help: "Only say what the import would do.")
    var dryRun = false

    @Flag(help: "Import even if more than a fifth of the book would be retired.")
    var yes = false

    @Flag(help: "Leave aliases.tsv and synonyms.tsv alone.")
    var noWordLists = false

    func validate() throws {
        if let book, !Book.isSlug(book) {
            throw ValidationError("'\(book)' cannot name a book: use lower-case letters, digits and hyphens.")
        }
        if path == SourceFile.standardInput, book == nil {
            throw ValidationError("Standard input has no name: say which book it is with --book.")
        }
    }

    func run() throws {
        let source = try SourceFile(reading: path)
        let document = try Self.checking(source) { () throws(DocumentError) in
            try source.document(format: format, columns: columns)
        }
        let lists = noWordLists ? WordLists() : try WordLists(beside: source)
        if dryRun, !SourceFile.exists(store.path) {
            let plan = ImportPlan(first: document, book: try chooseBook(for: source, importer: nil))
            return try Output.write(PlanText(plan).text)
        }
        let importer = Importer(try store.open(dryRun ? .existing : .creating))
        let book = try chooseBook(for: source, importer: importer)
        if dryRun { return try Output.write(PlanText(try importer.plan(document, book: book)).text) }

        let outcome = try importer.apply(document, book: book, source: (source.name, source.sha256)) { plan in
            if !yes, plan.retiresTooMuch { throw TooManyRetired(plan: plan, path: path) }
        }
        var summary = ImportSummary(outcome: outcome, document: document)
        try lists.apply(importer, &summary)
        for note in summary.notes { Output.note(note) }
        try Output.write(summary.text)
    }

    private func chooseBook(for source: SourceFile, importer: Importer?) throws -> String {
        if let book { return book }
        if let known = try importer?.lastBook(ofSource: source.name) { return known }
        guard let suggested = source.suggestedBook else { throw UnnamedBook(path: path) }
        return suggested
    }

    static let formats = DocumentFormat.allCases.map(\.rawValue).joined(separator: ", ")

    static func format(_ text: String) throws -> DocumentFormat {
        let format = DocumentFormat(rawValue: text.lowercased()) ?? DocumentFormat(fileExtension: text)
        guard let format else {
            throw ValidationError("there is no format '\(text)'; it is one of \(formats).")
        }
        return format
    }

    private static func columns(_ text: String) throws -> ColumnMapping {
        do {
            return try ColumnMapping(parsing: text)
        } catch {
            throw ValidationError(error.text(chinese: Language.current == .zh))
        }
    }
}
