import GRDB
import KBMigrations

/// The schema of a file beside the one that the migrations make.
///
/// What other tools add under other names is theirs; a trigger on a table of kb's is worth a look.
package struct SchemaComparison {
    /// One thing of a schema.
    package struct Item {
        package var type: String
        package var name: String
        package var table: String
        package var sql: String

        /// What can be made anew without losing anything.
        package var isRebuildable: Bool { type == "trigger" || type == "view" || type == "index" }
    }

    /// Items of kb's that the file lacks.
    package var missing: [Item] = []
    /// Items of kb's that the file has in another form; in the form that they should have.
    package var altered: [Item] = []
    /// Triggers of somebody else's on tables of kb's.
    package var strangeTriggers: [Item] = []

    /// The portable index for other tools, which a file may do without as a whole.
    package static let optional: Set<String> = ["codes_fts", "codes_index_portable"]

    package init(_ db: Database, _ format: FileFormat) throws {
        let expected = try Self.expected(format, version: try format.version(db))
        let found = try Self.items(db)
        let byName = Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for item in expected {
            if let other = byName[item.name] {
                if SchemaGuard.words(other.sql) != SchemaGuard.words(item.sql) { altered.append(item) }
            } else {
                missing.append(item)
            }
        }
        // A file may do without the portable index as a whole.
        if !byName.keys.contains(where: Self.optional.contains) {
            missing.removeAll { Self.optional.contains($0.name) }
        }
        let names = Set(expected.map(\.name))
        strangeTriggers = found.filter {
            $0.type == "trigger" && !names.contains($0.name) && names.contains($0.table)
        }
    }

    /// What the migrations up to a file format make, in their order.
    package static func expected(_ format: FileFormat, version: Int) throws -> [Item] {
        try Connection(path: ":memory:").inDatabase { empty in
            for step in format.migrations where step.version <= version { try empty.execute(sql: step.sql) }
            return try items(empty)
        }
    }

    /// The tables in which FTS5 keeps an index differ between its versions.
    private static func items(_ db: Database) throws -> [Item] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT type, name, tbl_name, sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                  AND NOT (name GLOB 'codes_fts_*' OR name GLOB 'notes_pairs_*')
                ORDER BY rowid
                """
        ).map { Item(type: $0.text(0), name: $0.text(1), table: $0.text(2), sql: $0.text(3)) }
    }
}
