/// What a knowledge base holds of one book.
public struct BookDetails: Hashable, Sendable {
    /// The slug, the title, and how many codes there are.
    public var book: Book
    /// The number of other names of its codes.
    public var aliases: Int
    /// The number of notes on its codes.
    public var notes: Int
    /// The number of notes on codes that the book does not have, or no longer has: they wait until it has them.
    public var waiting: Int
    /// The number of imports that are remembered.
    public var imports: Int
    /// The last document that was imported and has not been taken back; nil where other tools have written the book.
    package var lastImport: ImportRecord?
}
