/// What people and the file point at a code by: `http:404`.
public struct CodeReference: Hashable, Sendable, CustomStringConvertible {
    /// The slug of the book.
    public var book: String
    /// The code as the document writes it.
    public var code: String

    /// Makes a reference; whether there is such a code is not checked.
    public init(book: String, code: String) {
        self.book = book
        self.code = code
    }

    /// The form `book:code`.
    public var description: String { "\(book):\(code)" }
}
