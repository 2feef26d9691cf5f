import GRDB

/// Names that other tools have given to tables and columns of theirs before a format of kb's needs them.
enum TakenNames {
    /// Renames what has a name that a step is about to give: `fields` becomes `fields_before`.
    ///
    /// A view, which holds nothing, cannot be renamed, and is dropped; the copy from before the upgrade has it.
    ///
    /// - Parameters:
    ///   - names: Columns by their tables; tables and views without columns.
    ///   - db: The file, inside the transaction of its upgrade.
    /// - Throws: What SQLite reports.
    static func free(_ names: [String: [String]], _ db: Database) throws {
        for (table, columns) in names.sorted(by: { $0.key < $1.key }) {
            let known = try Set(
                String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
                    .map(Schema.folded))
            guard columns.isEmpty else {
                for column in columns where known.contains(column) {
                    let free = free(column) { known.contains($0) }
                    try db.execute(sql: "ALTER TABLE \"\(table)\" RENAME COLUMN \"\(column)\" TO \"\(free)\"")
                }
                continue
            }
            let others = try Row.fetchAll(db, sql: "SELECT type, lower(name) FROM sqlite_schema")
            switch others.first(where: { $0.text(1) == table })?.text(0) {
            case "table":
                let free = free(table) { name in others.contains { $0.text(1) == name } }
                try db.execute(sql: "ALTER TABLE \"\(table)\" RENAME TO \"\(free)\"")
            case let kind?: try db.execute(sql: "DROP \(kind) \"\(table)\"")
            case nil: break
            }
        }
    }

    private static func free(_ name: String, _ isTaken: (String) -> Bool) -> String {
        var free = name
        repeat { free += "_before" } while isTaken(free)
        return free
    }
}
