import Codebook
import GRDB

/// What importing a document into a book would do.
public struct ImportPlan: Sendable {
    /// An entry whose text differs from the code in the book.
    public struct Change: Sendable {
        /// The code as it stands in the book.
        public var before: Code
        /// The entry of the document.
        public var after: Entry
        /// The entry's place in the document, from 1.
        public var position: Int
    }

    /// The book's slug.
    public var book: String
    /// Entries that the book does not have yet, with their places in the document.
    public var added: [(entry: Entry, position: Int)] = []
    /// Entries whose name, qualifier or description differs, or whose code was retired.
    public var changed: [Change] = []
    /// Codes whose text is the same, but whose place in the document is another.
    public var moved: [(id: Int64, position: Int)] = []
    /// Codes that the document no longer has.
    public var retired: [Code] = []
    /// The number of entries that the book already has as they are.
    public var unchanged = 0

    /// The number of active codes in the book before the import.
    public var activeBefore = 0
    /// The number of notes on codes that would be retired.
    public var notesOnRetired = 0

    /// Tells whether applying the plan would write nothing.
    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && moved.isEmpty && retired.isEmpty }

    /// Compares a document with a book.
    init(_ db: Database, entries: [Entry], book: String) throws {
        self.book = book
        var known: [String: Code] = [:]
        let codes = try Code.fetchCursor(
            db, sql: "SELECT \(Code.columns) FROM codes WHERE book = ?", arguments: [book])
        while let code = try codes.next() {
            known[code.reference.code] = code
            if code.state == .active { activeBefore += 1 }
        }
        for (index, entry) in entries.enumerated() {
            let position = index + 1
            guard let code = known.removeValue(forKey: entry.code) else {
                added.append((entry, position))
                continue
            }
            if code.name != entry.name || code.qualifier != entry.qualifier
                || code.description != entry.description || code.state == .retired
            {
                changed.append(Change(before: code, after: entry, position: position))
            } else {
                unchanged += 1
                if code.position != position { moved.append((code.id, position)) }
            }
        }
        retired = known.values.filter { $0.state == .active }.sorted { $0.position < $1.position }
        for code in retired {
            notesOnRetired +=
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM notes WHERE book = ? AND code = ?",
                    arguments: [code.reference.book, code.reference.code]) ?? 0
        }
    }
}
