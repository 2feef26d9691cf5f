import GRDB
import KBFile
import KBIndex

/// The codes as documents of the index.
struct CodeSource: IndexSource {
    let kind = "code"

    func hasUnchanged(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM codes
                WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'code' AND index_changes.id = codes.id) LIMIT 1
                """)
        defer { statement.endDirect() }
        return try statement.stepDirect()
    }

    func book(of id: Int64, _ db: Database) throws -> String? {
        let statement = try db.cachedStatement(sql: "SELECT book FROM codes WHERE id = ?")
        statement.bindDirect(id, at: 1)
        defer { statement.endDirect() }
        return try statement.stepDirect() ? statement.text(0) : nil
    }

    func books(_ db: Database) throws -> [String] {
        try String.fetchAll(db, sql: "SELECT DISTINCT book FROM codes ORDER BY book")
    }

    func forEachDocument(of book: String, _ db: Database, _ body: (IndexDocument) throws -> Void) throws {
        let statement = try db.makeStatement(
            sql: "SELECT \(Code.columns) FROM codes WHERE +book = ? ORDER BY id")
        statement.bindDirect(book, at: 1)
        defer { statement.endDirect() }
        while try statement.stepDirect() { try body(IndexDocument(Code(direct: statement))) }
    }

    func forEachDocument(
        withIDs ids: some Sequence<Int64>, _ db: Database, _ body: (IndexDocument) throws -> Void
    ) throws {
        let statement = try db.makeStatement(sql: "SELECT \(Code.columns) FROM codes WHERE id = ?")
        for id in ids {
            statement.bindDirect(id, at: 1)
            defer { statement.endDirect() }
            if try statement.stepDirect() { try body(IndexDocument(Code(direct: statement))) }
        }
    }
}

extension IndexDocument {
    init(_ code: Code) {
        self.init(
            id: code.id, book: code.reference.book, isRetired: code.state == .retired,
            titles: [code.name] + (code.qualifier.map { [$0] } ?? []) + code.aliases,
            description: code.description)
    }
}
