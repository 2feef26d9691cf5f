import KBCore
import KBPresentation

extension ScanNames {
    /// Opens the knowledge base, and chooses the book.
    ///
    /// - Parameters:
    ///   - options: Where it is. That there is none at the default place is not an error.
    ///   - settings: What the user has chosen for all commands.
    ///   - book: The book that the user names.
    ///   - usual: The book that the log's codes are usually of; nil where nobody knows.
    /// - Throws: ``StoreError``; ``BookError/unknown(_:books:)`` when the user's book is not there.
    init(_ options: StoreOptions, _ settings: Settings, book: String?, usual: String?) throws {
        let store: Store
        do {
            store = try StoreOptions.openForAnswer(options.path(settings), timeout: options.timeout)
        } catch StoreError.missing(let path) where options.database == nil && book == nil {
            self.init(store: nil, book: usual, missingStore: path)
            return
        }
        let codes = Codes(store)
        if let book { try codes.checkBook(book) }
        let chosen = try book ?? codes.bookSlugs().first { $0 == usual }
        self.init(store: store, book: chosen, missingStore: nil)
    }
}
