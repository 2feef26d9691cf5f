import KBCore
import KBPresentation

/// Finds out where a new code goes.
struct CodePlace {
    private let store: Store

    init(_ store: Store) {
        self.store = store
    }

    /// What `text` will be: `pay:P3000`, or `P3000` where there is only one book.
    ///
    /// A code may have colons itself: what stands before the first one is a book where it can be one.
    func new(_ text: String) throws -> CodeReference {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        if parts.count == 2, Book.isSlug(parts[0]) { return CodeReference(book: parts[0], code: parts[1]) }
        let books = try Codes(store).bookSlugs()
        guard books.count == 1 else { throw UnchosenPlace(code: text, books: books) }
        return CodeReference(book: books[0], code: text)
    }
}
