import GRDB

/// Where the index gets its documents from: the rows of a table, as documents of one kind.
package protocol IndexSource: Sendable {
    /// The kind, as it stands in `index_segments.kind` and `index_changes.kind`.
    var kind: String { get }

    /// Tells whether there is a document that `index_changes` does not list, which therefore must be indexed.
    func hasUnchanged(_ db: Database) throws -> Bool

    /// The books that have documents.
    func books(_ db: Database) throws -> [String]

    /// The book of a document; nil when there is none of this id.
    func book(of id: Int64, _ db: Database) throws -> String?

    /// The ids of documents from one on, ascending; at most so many.
    func ids(from id: Int64, limit: Int, _ db: Database) throws -> [Int64]

    /// Hands over the documents of a book, by ascending id.
    func forEachDocument(of book: String, _ db: Database, _ body: (IndexDocument) throws -> Void) throws

    /// Hands over the documents of these ids, in the order of the ids; ids without a document are left out.
    func forEachDocument(
        withIDs ids: some Sequence<Int64>, _ db: Database, _ body: (IndexDocument) throws -> Void) throws
}
