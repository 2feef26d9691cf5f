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
        let found = try queue.read { try header($0) }
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
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT
                  (SELECT application_id FROM pragma_application_id),
                  (SELECT user_version FROM pragma_user_version),
                  (SELECT count(*) FROM sqlite_schema),
                  (SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('codes', 'note_revisions'))
                """)
        guard let row else { return .empty }
        let applicationID: Int32 = row[0]
        let version: Int = row[1]
        let objects: Int = row[2]
        let ownTables: Int = row[3]
        if applicationID == Store.applicationID { return objects == 0 ? .empty : .ours(version: version) }
        if applicationID == 0, ownTables == 2 {
            return .ours(version: version == 0 ? Migrations.newestVersion : version)
        }
        return applicationID == 0 && objects == 0 ? .empty : .foreign(applicationID: applicationID)
    }

    private static func migrate(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                // Another process may have migrated the file while this one waited for the lock.
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                for script in Migrations.all.dropFirst(version) { try db.execute(sql: script) }
                return .commit
            }
        }
    }
}
