import ArgumentParser
import CShim
import Codebook
import Glibc
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

    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            """
            Make, or remove, codes_fts, the index for other tools. Without it a very large book takes half the space \
            and a fraction of the time; other tools then search with LIKE only, and kb query --raw not at all.
            """)
    )
    var portableIndex: Bool?

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
        Interruption.watch()
        kb_return_large_memory()
        // A large document is mapped: reading what somebody cuts off meanwhile is not an error but a signal.
        signal(SIGBUS) { _ in
            let message: StaticString = "error: the document was cut short while it was read\n"
            _ = Glibc.write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
            _exit(74)
        }
        let file = try SourceFile(reading: path)
        let progress = ImportProgress(file)
        let entries = { (body: (Entry) throws -> Void) in
            try BadDocument.checking(file) {
                try file.forEachEntry(format: format, columns: columns, progress: progress.report) { entry in
                    progress.count()
                    try Interruption.check()
                    try body(entry)
                }
            }
        }
        let source = ImportSource(name: file.name, sha256: { file.sha256 }, entries: entries)
        let lists = noWordLists ? ImportedWords() : try ImportedWords(beside: file)
        if dryRun { return try plan(source, of: file, progress) }
        let isNew = !SourceFile.exists(store.path)
        let knowledge = try store.open(.creating, isOver: { Interruption.received != nil })
        if isNew, knowledge.isOnNetwork { Output.note(CodeText.oneLine(DoctorText.network(store.path))) }
        let importer = Importer(knowledge)
        let outcome: Importer.Outcome
        do {
            let book = try chooseBook(for: file, importer: importer)
            if yes, !isNew { try keepCopy(source, book, importer) }
            outcome = try importer.apply(source, book: book, hasPortableIndex: portableIndex) { plan in
                if !yes, plan.retiresTooMuch { throw TooManyRetired(plan: plan, path: path) }
                progress.readAll()
            }
            progress.finish()
        } catch {
            progress.finish()
            // What could not be imported leaves no empty knowledge base behind.
            if isNew, (try? importer.isEmpty()) == true { unlink(store.path) }
            if let error = error as? StoreError { throw FailedImport(error: error) }
            throw error
        }
        Interruption.unwatch()
        var summary = ImportSummary(outcome: outcome, portableIndex: portableIndex)
        try lists.apply(importer, &summary)
        for note in summary.notes { Output.note(note) }
        try Output.write(summary.text)
    }

    /// Makes a copy before an import that retires more than a fifth of a book, although the user wants it.
    private func keepCopy(_ source: ImportSource, _ book: String, _ importer: Importer) throws {
        guard try importer.plan(source, book: book).retiresTooMuch else { return }
        let copy = DatedName.beside(store.path, "before-import")
        try Backup(try store.open()).write(to: copy)
        Output.note(CodeText.oneLine(BackupText.beforeImport(copy)))
    }

    private func plan(_ source: ImportSource, of file: SourceFile, _ progress: ImportProgress) throws {
        var text = PlanText()
        guard SourceFile.exists(store.path) else {
            // Everything would be new.
            var plan = ImportPlan(book: try chooseBook(for: file, importer: nil))
            _ = try source.entries { entry in
                plan.added += 1
                try text.write(.added(entry))
            }
            progress.finish()
            return try text.end(plan)
        }
        let importer = Importer(try store.open(.existing))
        let plan = try importer.plan(source, book: chooseBook(for: file, importer: importer)) {
            try text.write($0)
        }
        progress.finish()
        try text.end(plan)
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
