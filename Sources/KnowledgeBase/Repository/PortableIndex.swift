import GRDB
import Migrations

/// The full-text index for other tools, `codes_fts`, which a file may do without.
enum PortableIndex {
    /// What there is of it in the schema.
    static let parts: Set<String> = ["codes_fts", "codes_index_portable"]

    /// Tells whether the file has it.
    static func exists(_ db: Database, _ name: String = "codes_fts") throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?)", arguments: [name]) ?? false
    }

    /// Removes it.
    static func drop(_ db: Database) throws {
        try db.execute(sql: "DROP TRIGGER IF EXISTS codes_index_portable; DROP TABLE IF EXISTS codes_fts")
    }

    /// Makes it, and fills it with all codes.
    static func create(_ db: Database) throws {
        try db.execute(sql: "DROP TRIGGER IF EXISTS codes_index_portable; DROP TABLE IF EXISTS codes_fts")
        let empty = try DatabaseQueue()
        let statements = try empty.inDatabase { empty in
            for script in Migrations.all { try empty.execute(sql: script) }
            return try String.fetchAll(
                empty,
                sql: """
                    SELECT sql FROM sqlite_schema WHERE name IN ('codes_fts', 'codes_index_portable') ORDER BY rowid
                    """)
        }
        for statement in statements { try db.execute(sql: statement) }
        try db.execute(sql: "INSERT INTO codes_fts (codes_fts) VALUES ('rebuild')")
    }
}
