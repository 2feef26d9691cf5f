import GRDB
import KBFile
import KBIndex

/// The notes as documents of the index: body and quote are one text.
struct NoteSource: IndexSource {
    let kind = "note"

    /// The text of a note by which it is found.
    static let text = "body || coalesce(char(10) || exact, '')"

    private static let columns = "id, book, \(text)"

    func hasUnchanged(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM notes
                WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'note' AND index_changes.id = notes.id) LIMIT 1
                """)
        defer { statement.endDirect() }
        return try statement.stepDirect()
    }

    func book(of id: Int64, _ db: Database) throws -> String? {
        let statement = try db.cachedStatement(sql: "SELECT book FROM notes WHERE id = ?")
        statement.bindDirect(id, at: 1)
        defer { statement.endDirect() }
        return try statement.stepDirect() ? statement.text(0) : nil
    }

    func books(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT DISTINCT book FROM notes ORDER BY book")
    }

    func forEachDocument(of book: String, _ db: Database, _ body: (IndexDocument) throws -> Void) throws {
        let statement = try db.makeStatement(
            sql: "SELECT \(Self.columns) FROM notes WHERE +book = ? ORDER BY id")
        statement.bindDirect(book, at: 1)
        defer { statement.endDirect() }
        while try statement.stepDirect() { try body(Self.document(statement)) }
    }

    func forEachDocument(
        withIDs ids: some Sequence<Int64>, _ db: Database, _ body: (IndexDocument) throws -> Void
    ) throws {
        let statement = try db.makeStatement(sql: "SELECT \(Self.columns) FROM notes WHERE id = ?")
        for id in ids {
            statement.bindDirect(id, at: 1)
            defer { statement.endDirect() }
            if try statement.stepDirect() { try body(Self.document(statement)) }
        }
    }

    private static func document(_ statement: Statement) -> IndexDocument {
        IndexDocument(
            id: statement.integer(0), book: statement.text(1), isRetired: false, titles: [],
            description: statement.text(2))
    }
}
