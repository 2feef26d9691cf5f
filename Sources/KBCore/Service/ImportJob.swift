import KBDocuments
import KBFile
import KBInput

/// A document on its way into a knowledge base, with the word lists next to it and what the import may do.
///
/// ```swift
/// let job = try ImportJob(reading: "acme.csv", ImportJob.Options(book: "acme-pay"))
/// let plan = try knowledge.plan(job)
/// print(plan.added, plan.changed, plan.retired)
/// try knowledge.apply(job)
/// ```
///
/// `aliases.tsv` and `synonyms.tsv` in the folder of the document are imported with it, in the same transaction;
/// next to `acme.csv` the aliases in `acme.aliases.tsv` go before those of the folder. Documents of the same name in other
/// languages, `acme.en.json` next to `acme.zh.json`, are imported with it as well, as translations. A document whose entries
/// name their books in a column or member `book` goes into all of them.
public struct ImportJob: Sendable {
    /// What the caller knows about a document, and allows.
    public struct Options: Sendable {
        /// The slug of the book; nil for the one that the content fits, else a new one of the document's name.
        public var book: String?
        /// The format; nil to detect it from the content.
        public var format: DocumentFormat?
        /// Which columns of a table hold what; nil to read it as its last edition was, or by the names of the columns.
        public var columns: ColumnMapping?
        /// Whether the lists of aliases and synonyms next to the document are imported, too.
        public var readsWordLists: Bool
        /// Whether more than a fifth of the book may be retired, or most of its names replaced; a copy of the file is
        /// made before.
        public var mayRetireMuch: Bool
        /// Whether the file is to have `codes_fts`, the index for other tools; nil leaves it as it is.
        public var hasPortableIndex: Bool?
        /// Who imports, for the log of changes; empty where nobody says.
        public var author = ""

        /// Makes options.
        public init(
            book: String? = nil, format: DocumentFormat? = nil, columns: ColumnMapping? = nil,
            readsWordLists: Bool = true, mayRetireMuch: Bool = false, hasPortableIndex: Bool? = nil
        ) {
            self.book = book
            self.format = format
            self.columns = columns
            self.readsWordLists = readsWordLists
            self.mayRetireMuch = mayRetireMuch
            self.hasPortableIndex = hasPortableIndex
        }
    }

    /// How far an import has come.
    public enum Progress: Hashable, Sendable {
        /// Entries of the document are read: so many, and this share of its bytes, up to 1.
        case reading(entries: Int, share: Double)
        /// The document has been read, and the indexes are written.
        case indexing
        /// A copy of the file as it was has been made, before an import that retires much.
        case copied(path: String)
    }

    /// The document's path as it was given; `-` for standard input.
    public var path: String { file.path }

    /// What was asked for.
    public let options: Options
    private let file: SourceFile
    private let lists: WordLists
    private let isCancelled: @Sendable () -> Bool

    /// Reads a document and the word lists next to it.
    ///
    /// - Parameters:
    ///   - path: A file, a pipe or a device; `-` for standard input, which needs a book.
    ///   - options: What is known about the document, and allowed.
    /// - Throws: ``SourceFileError`` where it cannot be read; ``ImportError`` for a bad word list or book.
    public init(reading path: String, _ options: Options = Options()) throws {
        try self.init(reading: path, options) { Task.isCancelled }
    }

    /// Takes a document that is in memory, such as one that was uploaded; without word lists.
    ///
    /// - Parameters:
    ///   - document: The bytes.
    ///   - name: What the file is to remember the document by, such as `codes.txt`.
    ///   - options: What is known about the document, and allowed.
    /// - Throws: ``ImportError/badBook(_:)``.
    public init(_ document: [UInt8], name: String, _ options: Options = Options()) throws {
        self.options = options
        file = SourceFile(document, name: name)
        lists = WordLists()
        isCancelled = { Task.isCancelled }
        try Self.check(options, name)
    }

    /// Reads a document and the word lists next to it, until it is cancelled.
    package init(
        reading path: String, _ options: Options, isCancelled: @escaping @Sendable () -> Bool
    ) throws {
        try Self.check(options, path)
        self.options = options
        self.isCancelled = isCancelled
        file = try SourceFile(reading: path, isCancelled: isCancelled)
        lists =
            options.readsWordLists && path != InputPath.standardInput
            ? try WordLists(nextTo: file, format: options.format) : WordLists()
    }

    /// Says what importing would do, and changes nothing.
    ///
    /// - Parameters:
    ///   - store: The file; nil where there is none yet, so that everything is new.
    ///   - progress: Told how far it has come.
    ///   - step: Called for each thing that the import would do, in the order of the document.
    /// - Returns: The same in numbers, with what the word lists bring.
    /// - Throws: ``ImportError``, ``StoreError``; `CancellationError`.
    package func plan(
        in store: Store?, progress: @escaping (Progress) -> Void = { _ in },
        step: (ImportPlan.Step) throws -> Void = { _ in }
    ) throws -> ImportPlan {
        var plans = try split(in: store, progress).map { part in
            try plan(part.book, part.source, part.lists, in: store, step)
        }
        var first = plans.removeFirst()
        first.others = plans
        return first
    }

    private func plan(
        _ book: String, _ source: ImportSource, _ lists: WordLists, in store: Store?,
        _ step: (ImportPlan.Step) throws -> Void
    ) throws -> ImportPlan {
        if let store { return try Importer(store).plan(source, book: book, lists: lists, step: step) }
        var plan = ImportPlan(book: book)
        let words = try WordListComparison(nil, lists, book: book)
        var own = DocumentWords(source, book: book)
        let summary = try words.watching(source).entries { entry in
            plan.added += 1
            own.add(entry, isAdded: true, lists, pending: words.aliasesOfBook)
            try step(.added(entry, position: plan.added))
        }
        plan.summary = summary
        try words.end(&plan)
        try own.count(&plan, nil, sha256: source.sha256)
        return plan
    }

    /// Imports the document and the word lists, in one transaction.
    ///
    /// - Parameters:
    ///   - store: The file.
    ///   - progress: Told how far it has come.
    /// - Returns: What was done.
    /// - Throws: ``ImportError``, ``StoreError``, ``BackupError``; `CancellationError`. Then nothing was imported.
    @discardableResult
    package func apply(
        to store: Store, progress: @escaping (Progress) -> Void = { _ in }
    ) throws -> ImportOutcome {
        let parts = try split(in: store, progress)
        do {
            return try apply(to: store, parts, mayRetireMuch: false, progress)
        } catch let error as ImportError where options.mayRetireMuch && error.isGuard {
            let copy = DatedName.beside(store.path, "before-import")
            try Backup(store).write(to: copy)
            progress(.copied(path: copy))
            var outcome = try apply(to: store, parts, mayRetireMuch: true, progress)
            outcome.copy = copy
            return outcome
        }
    }

    private func apply(
        to store: Store, _ parts: [Part], mayRetireMuch: Bool, _ progress: @escaping (Progress) -> Void
    ) throws -> ImportOutcome {
        var outcomes = try Importer(store).apply(
            parts, hasPortableIndex: options.hasPortableIndex, author: options.author
        ) { plan in
            if plan.retiresMuch, !mayRetireMuch { throw ImportError.retiresMuch(path: path, plan) }
            if plan.renamesMost, !mayRetireMuch { throw ImportError.renamesMost(path: path, plan) }
            progress(.indexing)
        }
        var outcome = outcomes.removeFirst()
        outcome.others = outcomes
        return outcome
    }

    /// What the document has for a book, and what the lists next to it have.
    private typealias Part = (source: ImportSource, book: String, lists: WordLists)

    /// The parts of the document: of the books that it names itself, if the caller names none; else all of it, for the book
    /// that it belongs to.
    private func split(in store: Store?, _ progress: @escaping (Progress) -> Void) throws -> [Part] {
        let named: [String]
        do {
            named =
                options.book == nil
                ? try file.namedBooks(format: options.format, columns: options.columns) : []
        } catch let error as DocumentError {
            throw ImportError.badDocument(path: path, error)
        }
        guard !named.isEmpty else {
            let book = try chooseBook(in: store)
            return [(try source(progress, columns(in: store, book), part: nil), book, lists)]
        }
        return try named.enumerated().map { place, book in
            (
                try source(progress, columns(in: store, book), part: book), book,
                lists.part(of: book, isFirst: place == 0)
            )
        }
    }

    /// How the columns of a table are to be read: as the caller says, else as those of its last edition.
    private func columns(in store: Store?, _ book: String) throws -> ColumnMapping? {
        try options.columns ?? store.flatMap { try Importer($0).lastColumns(ofSource: file.name, book: book) }
    }

    /// The document, or the entries of one of its books.
    private func source(
        _ progress: @escaping (Progress) -> Void, _ columns: ColumnMapping?, part: String?
    ) -> ImportSource {
        ImportSource(name: file.name, columns: options.columns, sha256: file.sha256) { body in
            var entries = 0
            var share = 0.0
            do {
                var summary = try file.forEachEntry(
                    format: options.format, columns: columns, isByBook: part != nil,
                    progress: {
                        share = $0
                        progress(.reading(entries: entries, share: share))
                    }
                ) { entry in
                    entries += 1
                    if entries.isMultiple(of: 256) {
                        guard !isCancelled() else { throw CancellationError() }
                        progress(.reading(entries: entries, share: share))
                    }
                    guard let part else { return try body(entry) }
                    if entry.book == part { try body(entry.withoutBook) }
                }
                if part != nil { summary.columns?.fields.removeAll { $0 == EntryField.book } }
                return summary
            } catch let error as DocumentError {
                throw ImportError.badDocument(path: path, error)
            }
        }
    }

    /// The book that the caller names, else the one that the document's content fits, else a new one of its name.
    private func chooseBook(in store: Store?) throws -> String {
        if let book = options.book { return book }
        var taken: BookGuess.Sample?
        func sample() -> BookGuess.Sample {
            let sample = taken ?? file.sample(format: options.format, columns: options.columns)
            taken = sample
            return sample
        }
        if let store, try !Importer(store).isEmpty() {
            let known = try Importer(store).lastBook(ofSource: file.name)
            let mapping = try known.flatMap { try self.columns(in: store, $0) }
            taken = file.sample(format: options.format, columns: mapping ?? options.columns)
            let answer = try store.read { try BookGuess($0).answer(sample(), known: known) }
            switch answer {
            case .book(let book): return book
            case .unclear(let books): throw ImportError.unclearBook(path: path, books: books)
            case .new: break
            }
        }
        guard let suggested = file.suggestedBook(sample()) else { throw ImportError.unnamedBook(path: path) }
        if let store, try store.read({ try Books.exists($0, suggested) }) {
            throw ImportError.unclearBook(path: path, books: [suggested])
        }
        return suggested
    }

    private static func check(_ options: Options, _ path: String) throws(ImportError) {
        if let book = options.book, !Book.isSlug(book) { throw .badBook(book) }
        if options.book == nil, path == InputPath.standardInput { throw .unnamedBook(path: path) }
    }
}
