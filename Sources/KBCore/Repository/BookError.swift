/// Why something was not done to a book.
public enum BookError: Error, Hashable, Sendable {
    /// There is no such book; the slugs of those that there are.
    case unknown(String, books: [String])
    /// No book can have this slug.
    case badSlug(String)
    /// There is a book of this slug.
    case taken(String)
    /// A title has a U+0000 or a line feed.
    case badTitle(String)
}
