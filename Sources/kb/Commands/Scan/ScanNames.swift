import KBCore
import KBLogs
import KBPresentation

/// What the knowledge base says about codes found in a log.
struct ScanNames {
    private let store: Store?
    private let book: String?

    /// The path at which there is no knowledge base, where that is so.
    let missingStore: String?
    /// Whether there is a knowledge base.
    var isOpen: Bool { store != nil }
    /// The same without a knowledge base.
    var closed: ScanNames { ScanNames(store: nil, book: book, missingStore: missingStore) }

    /// Opens the knowledge base, and chooses the book.
    ///
    /// - Parameters:
    ///   - options: Where it is. That there is none at the default place is not an error.
    ///   - settings: What the user has chosen for all commands.
    ///   - book: The book that the user names.
    ///   - usual: The book that the log's codes are usually of; nil where nobody knows.
    /// - Throws: ``StoreError``; ``UnknownBook`` when the user's book is not there.
    init(_ options: StoreOptions, _ settings: Settings, book: String?, usual: String?) throws {
        let store: Store
        do {
            store = try StoreOptions.openForAnswer(options.path(settings), timeout: options.timeout)
        } catch StoreError.missing(let path) where options.database == nil && book == nil {
            self.init(store: nil, book: usual, missingStore: path)
            return
        }
        let books = try Codes(store).books().map(\.slug)
        if let book, !books.contains(book) { throw UnknownBook(book: book, books: books) }
        let chosen = book ?? usual.flatMap { books.contains($0) ? $0 : nil }
        self.init(store: store, book: chosen, missingStore: nil)
    }

    private init(store: Store?, book: String?, missingStore: String?) {
        self.store = store
        self.book = book
        self.missingStore = missingStore
    }

    /// What is known of `texts`, in their order.
    ///
    /// Where several books have a code, it is taken to be of the one that knows the most of them.
    ///
    /// - Throws: ``StoreError``.
    func describe(_ found: [CodeCounts.Code]) throws -> [ScannedCode] {
        let codes = try store.map { try Codes($0).named(found.map(\.code), in: book) } ?? [:]
        var known: [String: Int] = [:]
        for book in codes.values.flatMap({ Set($0.map(\.reference.book)) }) { known[book, default: 0] += 1 }
        let chosen = codes.compactMapValues { candidates in
            candidates.max { known[$0.reference.book, default: 0] < known[$1.reference.book, default: 0] }
        }
        let references = chosen.values.map(\.reference)
        let notes = try store?.read { try Notes.list($0, for: references) } ?? [:]
        return found.map { text, count in
            let code = chosen[text]
            return ScannedCode(
                text: text, count: count, code: code, notes: code.flatMap { notes[$0.reference] } ?? [],
                kind: CodeClass(code?.reference ?? CodeReference(book: book ?? "", code: text)))
        }
    }
}
