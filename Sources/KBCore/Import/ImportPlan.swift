import GRDB
import KBDocuments

/// What importing a document into a book does, in numbers.
public struct ImportPlan: Hashable, Sendable {
    /// One thing that an import does.
    public enum Step: Sendable {
        /// An entry that the book does not have yet.
        case added(Entry)
        /// An entry whose name, qualifier or description differs, or whose code was retired.
        case changed(before: Code, after: Entry)
        /// A code that the document no longer has.
        case retired(Code)
    }

    /// The book's slug.
    public var book: String
    /// The number of entries that the book does not have yet.
    public var added = 0
    /// The number of entries whose name, qualifier or description differs, or whose code was retired.
    public var changed = 0
    /// The number of codes whose text is the same, but whose place in the document is another.
    public var moved = 0
    /// The number of codes that the document no longer has.
    public var retired = 0
    /// The number of entries that the book already has as they are.
    public var unchanged = 0

    /// The number of active codes in the book before the import.
    public var activeBefore = 0
    /// The number of notes on codes that are retired.
    public var notesOnRetired = 0

    /// Tells whether applying the plan writes nothing.
    public var isEmpty: Bool { added == 0 && changed == 0 && moved == 0 && retired == 0 }

    /// A plan that does nothing yet.
    public init(book: String) {
        self.book = book
    }
}

/// A document as an import reads it.
public struct ImportSource {
    /// What the file remembers the document by.
    public var name: String
    /// Calls its argument for every entry, in order; throws `DocumentError` at the end for a document with errors.
    public var entries: ((Entry) throws -> Void) throws -> DocumentSummary
    /// The SHA-256 of the document, in hexadecimal.
    public var sha256: () -> String

    /// A document that is read while it is imported.
    public init(
        name: String, sha256: @escaping () -> String,
        entries: @escaping ((Entry) throws -> Void) throws -> DocumentSummary
    ) {
        self.name = name
        self.sha256 = sha256
        self.entries = entries
    }

    /// A document in memory.
    public init(_ document: Document, name: String, sha256: String) {
        self.name = name
        self.sha256 = { sha256 }
        entries = { body in
            try document.entries.forEach(body)
            return document.summary
        }
    }
}
