import ArgumentParser
import Codebook
import KnowledgeBase

/// `kb import`: brings in a document of codes, or the notes of another knowledge base.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read a document of codes, or notes, into the knowledge base.",
        discussion: """
            kb import DOCUMENT is short for kb import codes DOCUMENT; kb help import codes lists its options, \
            such as --book, --dry-run and --yes.
            """,
        subcommands: [ImportCodes.self, ImportNotes.self], defaultSubcommand: ImportCodes.self)
}

/// `kb import codes`: brings a document, and the word lists beside it, into a book.
struct ImportCodes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codes",
        abstract: "Read a document of codes.",
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
            "The format: \(DocumentFormat.list). Default: told from the document.", valueName: "format"),
        transform: DocumentFormat.argument)
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
        let document = try BadDocument.checking(source) { () throws(DocumentError) in
            try source.document(format: format, columns: columns)
        }
        let lists = noWordLists ? ImportedWords() : try ImportedWords(beside: source)
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

    private static func columns(_ text: String) throws -> ColumnMapping {
        do {
            return try ColumnMapping(parsing: text)
        } catch {
            throw ValidationError(error.text(chinese: Language.current == .zh))
        }
    }
}

extension DocumentFormat {
    /// The names of all formats.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// Reads the name of a format from the command line; extensions such as `md` will do.
    static func argument(_ text: String) throws -> DocumentFormat {
        let format = DocumentFormat(rawValue: text.lowercased()) ?? DocumentFormat(fileExtension: text)
        guard let format else { throw ValidationError("there is no format '\(text)'; it is one of \(list).") }
        return format
    }
}
