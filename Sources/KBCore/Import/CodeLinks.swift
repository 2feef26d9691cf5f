import GRDB
import KBFile

/// The codes that the texts of codes name: `code_links`.
enum CodeLinks {
    /// Of a book with more codes than these, only the texts are looked into that an import has written.
    private static let mostCodes = 50_000
    /// Of an import that adds more codes than these, none is: reading them again would take too long.
    private static let mostAdded = 200_000

    /// Finds what the texts of a book name, at the end of an import.
    ///
    /// An old text may name a code that has just been added.
    static func follow(_ db: Database, _ plan: ImportPlan, _ record: ImportRecorder) throws {
        let book = plan.book
        let count = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM (SELECT 1 FROM codes WHERE book = ? LIMIT ?)",
            arguments: [book, mostCodes + 1])
        let links = try Links(db)
        if (count ?? 0) <= mostCodes {
            try db.execute(sql: "DELETE FROM code_links WHERE book = ?", arguments: [book])
            return try links.add(from: "codes WHERE +book = ?", [book])
        }
        let changed = "(SELECT code FROM code_revisions WHERE id > ? AND book = ?)"
        let arguments: StatementArguments = [book, record.lastRevision, book]
        try db.execute(
            sql: "DELETE FROM code_links WHERE book = ? AND code IN \(changed)", arguments: arguments)
        try links.add(from: "codes WHERE book = ? AND code IN \(changed)", arguments)
        if plan.added <= mostAdded {
            try links.add(from: "codes WHERE id > ? AND +book = ?", [record.lastCode, book])
        }
    }

    /// Finds what the text of one code names.
    static func renew(_ db: Database, _ code: Code) throws {
        try db.execute(
            sql: "DELETE FROM code_links WHERE book = ? AND code = ?",
            arguments: [code.reference.book, code.reference.code])
        try Links(db).add(from: "codes WHERE id = ?", [code.id])
    }

    /// The codes that a code names and that name it, in the order of their books and documents.
    static func seeAlso(_ db: Database, _ reference: CodeReference) throws -> [Code] {
        try Code.fetchAll(
            db,
            sql: """
                SELECT \(Code.columns)
                FROM (
                  SELECT to_book, to_code FROM code_links WHERE book = ?1 AND code = ?2
                  UNION SELECT book, code FROM code_links WHERE to_book = ?1 AND to_code = ?2)
                -- Those few first: for the order SQLite would rather read all codes.
                CROSS JOIN codes ON book = to_book AND code = to_code
                WHERE (book, code) <> (?1, ?2)
                ORDER BY book, position, code
                """, arguments: [reference.book, reference.code])
    }
}

/// Writes links.
private struct Links {
    private let db: Database
    private let lookup: Statement
    private let insert: Statement

    init(_ db: Database) throws {
        self.db = db
        lookup = try db.cachedStatement(sql: "SELECT 1 FROM codes WHERE book = ? AND code = ?")
        insert = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO code_links (book, code, to_book, to_code) VALUES (?, ?, ?, ?)")
    }

    /// Adds what the descriptions of these rows of `codes` name, where there is such a code.
    func add(from rows: String, _ arguments: StatementArguments) throws {
        // What is written meanwhile is another table.
        let texts = try db.makeStatement(sql: "SELECT book, code, description FROM \(rows)")
        texts.arguments = arguments
        defer { texts.endDirect() }
        while try texts.stepDirect() {
            var known: Set<CodeMentions.Mention> = []
            try CodeMentions.forEach(in: texts.utf8(2)) { mention in
                guard known.insert(mention).inserted else { return }
                let (book, code) = (texts.text(0), texts.text(1))
                let target = mention.book ?? book
                guard (target, mention.code) != (book, code), try exists(target, mention.code) else { return }
                insert.bindDirect(book, at: 1)
                insert.bindDirect(code, at: 2)
                insert.bindDirect(target, at: 3)
                insert.bindDirect(mention.code, at: 4)
                try insert.runDirect()
            }
        }
    }

    private func exists(_ book: String, _ code: String) throws -> Bool {
        lookup.bindDirect(book, at: 1)
        lookup.bindDirect(code, at: 2)
        return try lookup.hasRow()
    }
}
