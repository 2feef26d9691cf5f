import GRDB

/// Looks before a write whether the triggers are those that kb's own scripts make.
///
/// A trigger that somebody else has put on a table of kb's could do anything with what is written, and one of kb's
/// that is gone would leave indexes and histories behind. Other tables, views and indexes are other tools' business.
enum SchemaGuard {
    /// Throws ``StoreError/strangeSchema(path:name:table:_:)`` for the first trigger that is amiss.
    ///
    /// Cost: about 0.2 ms.
    static func check(_ db: Database, path: String, _ schema: Schema) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('trigger', 'table')")
        defer { statement.endDirect() }
        var missing = schema.triggers
        var hasPortableIndex = false
        while try statement.stepDirect() {
            let (name, table) = (statement.text(1), statement.text(2))
            if statement.text(0) == "table" {
                hasPortableIndex = hasPortableIndex || Schema.folded(name) == "codes_fts"
            } else if let known = missing.removeValue(forKey: Schema.folded(name)) {
                guard known.isMade(by: statement.text(3)) else {
                    throw StoreError.strangeSchema(path: path, name: name, table: table, .altered)
                }
            } else if schema.isGuarded(table) {
                throw StoreError.strangeSchema(path: path, name: name, table: table, .foreign)
            }
        }
        if !hasPortableIndex { missing.removeValue(forKey: "codes_index_portable") }
        if let trigger = missing.values.min(by: { $0.name < $1.name }) {
            throw StoreError.strangeSchema(path: path, name: trigger.name, table: trigger.table, .missing)
        }
    }
}
