import GRDB
import KBFile

/// The list of documents that were added, changed or deleted since they were indexed: `index_changes`, which triggers
/// keep.
package enum IndexChanges {
    /// The ids of a kind, ascending; not many more than `most`.
    static func ids(_ db: Database, kind: String, most: Int = .max) throws -> [Int64] {
        let statement = try db.cachedStatement(sql: "SELECT id FROM index_changes WHERE kind = ? ORDER BY id")
        statement.bindDirect(kind, at: 1)
        defer { statement.endDirect() }
        var ids: [Int64] = []
        while try statement.stepDirect() {
            ids.append(statement.integer(0))
            if ids.count > most { break }
        }
        return ids
    }

    /// Notes that documents were changed.
    package static func add(_ ids: some Sequence<Int64>, kind: String, _ db: Database) throws {
        let statement = try db.makeStatement(
            sql: "INSERT OR IGNORE INTO index_changes (kind, id) VALUES (?, ?)")
        statement.bindDirect(kind, at: 1)
        for id in ids {
            statement.bindDirect(id, at: 2)
            try statement.runDirect()
        }
    }

    static func removeAll(_ db: Database, kind: String) throws {
        try db.execute(sql: "DELETE FROM index_changes WHERE kind = ?", arguments: [kind])
    }
}
