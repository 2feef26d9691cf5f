import GRDB
import Migrations

/// Tells whose an SQLite file is, and brings an older file format up to date.
enum FileFormat {
    /// Checks that the file is kb's and of the newest format; an empty file becomes one.
    ///
    /// A file that has kb's tables but no `application_id` is kb's too: `.dump` loses it.
    ///
    /// - Throws: ``StoreError`` when the file is another program's, too new, or empty without `isNew`.
    static func check(_ queue: DatabaseQueue, path: String, isNew: Bool) throws {
        let found = try queue.inDatabase { try header($0) }
        switch found {
        case .ours(let version) where version == Migrations.newestVersion: return
        case .ours(let version) where version > Migrations.newestVersion:
            throw StoreError.tooNew(path: path, version: version, newest: Migrations.newestVersion)
        case .foreign(let applicationID):
            throw StoreError.foreign(path: path, applicationID: applicationID)
        case .empty where !isNew: throw StoreError.notADatabase(path: path)
        case .empty, .ours: try migrate(queue)
        }
    }

    private enum Header {
        case empty
        case ours(version: Int)
        case foreign(applicationID: Int32)
    }

    private static func header(_ db: Database) throws -> Header {
        let applicationID = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        // The usual case costs no look at the schema.
        if applicationID == Store.applicationID, version > 0 { return .ours(version: version) }
        let names = try Set(
            String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"))
        if names.isSuperset(of: ["codes", "note_revisions"]),
            [0, Store.applicationID].contains(applicationID)
        {
            return .ours(version: version == 0 ? Migrations.newestVersion : version)
        }
        return names.isEmpty && [0, Store.applicationID].contains(applicationID)
            ? .empty : .foreign(applicationID: applicationID)
    }

    private static func migrate(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { db in
            // As the first migration says: within a transaction it would come too late.
            try db.execute(sql: "PRAGMA page_size = 8192")
            try db.inTransaction(.immediate) {
                // Another process may have migrated the file while this one waited for the lock.
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                for script in Migrations.all.dropFirst(version) { try db.execute(sql: script) }
                return .commit
            }
        }
    }
}
