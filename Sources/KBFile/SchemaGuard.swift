import GRDB
import KBMigrations

/// Looks before a write whether the triggers are those that kb's own scripts make.
///
/// A trigger that somebody else has put on a table of kb's could do anything with what is written, and one of kb's
/// that is gone would leave indexes and histories behind. Other tables, views and indexes are other tools' business.
package enum SchemaGuard {
    /// Throws ``StoreError/strangeSchema(path:name:table:_:)`` for the first trigger that is amiss.
    ///
    /// Cost: about 0.2 ms.
    package static func check(_ db: Database, path: String) throws {
        let statement = try db.cachedStatement(
            sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE type IN ('trigger', 'table')")
        defer { statement.endDirect() }
        var missing = expected
        var tables: Set<String> = []
        while try statement.stepDirect() {
            let (name, table) = (statement.text(1), statement.text(2))
            if statement.text(0) == "table" {
                tables.insert(name)
            } else if let known = missing.removeValue(forKey: name) {
                let sql = statement.text(3)
                if sql != known.sql, words(sql) != words(known.sql) {
                    throw StoreError.strangeSchema(path: path, name: name, table: table, .altered)
                }
            } else if guarded.contains(table) {
                throw StoreError.strangeSchema(path: path, name: name, table: table, .foreign)
            }
        }
        if !tables.contains("codes_fts") { missing.removeValue(forKey: "codes_index_portable") }
        if let (name, trigger) = missing.min(by: { $0.key < $1.key }) {
            throw StoreError.strangeSchema(path: path, name: name, table: trigger.table, .missing)
        }
    }

    private struct Trigger {
        var table: String
        var sql: String
    }

    /// kb's triggers by name, as the scripts have them: from `CREATE TRIGGER` to `END`.
    private static let expected: [String: Trigger] = {
        var triggers: [String: Trigger] = [:]
        for migration in Migrations.all {
            for part in ("\n" + migration.sql).split(separator: "\nCREATE TRIGGER ").dropFirst() {
                let body = part.split(separator: "\nEND;", maxSplits: 1, omittingEmptySubsequences: false)[0]
                let words = body.split(maxSplits: 40) { $0.isWhitespace }
                guard let name = words.first, let on = words.firstIndex(of: "ON"), on + 1 < words.count else {
                    continue
                }
                triggers[String(name)] = Trigger(
                    table: String(words[on + 1]), sql: "CREATE TRIGGER \(body)\nEND")
            }
        }
        return triggers
    }()

    /// The tables and views that triggers of kb's stand on.
    private static let guarded = Set(expected.values.map(\.table)).union(["note_revisions", "code_revisions"])

    /// SQL without its white space, which is how two texts of it are compared.
    package static func words(_ sql: String) -> [Substring] { sql.split(whereSeparator: \.isWhitespace) }
}
