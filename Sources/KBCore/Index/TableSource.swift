import GRDB
import KBFile
import KBIndex

/// Rows of a table as documents of the index.
protocol TableSource: IndexSource {
    /// The table, which has the columns `id` and `book`.
    var table: String { get }
    /// What a document is read from.
    var columns: String { get }

    /// Reads the row of ``columns`` that a statement stands on.
    func document(_ statement: Statement) -> IndexDocument
}

extension TableSource {
    func hasUnchanged(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM \(table)
                WHERE NOT EXISTS (
                  SELECT 1 FROM index_changes WHERE kind = '\(kind)' AND index_changes.id = \(table).id) LIMIT 1
                """)
        return try statement.hasRow()
    }

    func book(of id: Int64, _ db: Database) throws -> String? {
        let statement = try db.cachedStatement(sql: "SELECT book FROM \(table) WHERE id = ?")
        statement.bindDirect(id, at: 1)
        defer { statement.endDirect() }
        return try statement.stepDirect() ? statement.text(0) : nil
    }

    func ids(from id: Int64, limit: Int, _ db: Database) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM \(table) WHERE id >= ? ORDER BY id LIMIT ?")
        statement.bindDirect(id, at: 1)
        statement.bindDirect(Int64(limit), at: 2)
        defer { statement.endDirect() }
        var ids: [Int64] = []
        while try statement.stepDirect() { ids.append(statement.integer(0)) }
        return ids
    }

    func books(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT DISTINCT book FROM \(table) ORDER BY book")
    }

    func forEachDocument(of book: String, _ db: Database, _ body: (IndexDocument) throws -> Void) throws {
        let statement = try db.makeStatement(
            sql: "SELECT \(columns) FROM \(table) WHERE +book = ? ORDER BY id")
        statement.bindDirect(book, at: 1)
        defer { statement.endDirect() }
        while try statement.stepDirect() { try body(document(statement)) }
    }

    func forEachDocument(
        withIDs ids: some Sequence<Int64>, _ db: Database, _ body: (IndexDocument) throws -> Void
    ) throws {
        let statement = try db.makeStatement(sql: "SELECT \(columns) FROM \(table) WHERE id = ?")
        for id in ids {
            statement.bindDirect(id, at: 1)
            defer { statement.endDirect() }
            if try statement.stepDirect() { try body(document(statement)) }
        }
    }
}
