import GRDB
import KBFile

/// The full-text index for other tools, `codes_fts`, which a file may do without.
enum PortableIndex {
    /// What there is of it in the schema.
    static let parts = Schema.optional

    /// Tells whether the file has it.
    static func exists(_ db: Database, _ name: String = "codes_fts") throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)", arguments: [name]) ?? false
    }

    /// Removes it.
    static func drop(_ db: Database) throws {
        for item in Schema.newest.items.reversed() where parts.contains(item.name) {
            try db.execute(sql: "DROP \(item.kind.rawValue.uppercased()) IF EXISTS \(item.name)")
        }
    }

    /// Makes it, and fills it with all codes.
    static func create(_ db: Database) throws {
        try drop(db)
        for item in Schema.newest.items where parts.contains(item.name) {
            try db.execute(sql: item.sql)
        }
        try setBuffer(db, bytes: largeBuffer)
        try db.execute(sql: "INSERT INTO codes_fts (codes_fts) VALUES ('rebuild')")
        try setBuffer(db, bytes: usualBuffer)
    }

    /// Adds rows by their identifiers, in one statement: FTS5 writes to the disk whenever one begins.
    static func add(_ db: Database, _ ids: ClosedRange<Int64>) throws {
        try setBuffer(db, bytes: largeBuffer)
        // It has columns of the table's names.
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('codes_fts')")
            .joined(separator: ", ")
        try db.execute(
            sql: """
                INSERT INTO codes_fts (rowid, \(columns))
                SELECT id, \(columns) FROM codes WHERE id BETWEEN ? AND ?
                """, arguments: [ids.lowerBound, ids.upperBound])
        try setBuffer(db, bytes: usualBuffer)
    }

    /// What FTS5 collects before it writes: its default, and what makes fewer and larger pieces of many rows.
    static let usualBuffer = 1 << 20
    static let largeBuffer = 32 << 20

    /// Sets FTS5's `hashsize`.
    static func setBuffer(_ db: Database, bytes: Int) throws {
        try db.execute(
            sql: "INSERT INTO codes_fts (codes_fts, rank) VALUES ('hashsize', ?)", arguments: [bytes])
    }
}
