import GRDB
import KBMigrations

/// Tells whose an SQLite file is and which file format it has, and brings it to the newest.
package enum FileFormat {
    /// Checks that the file is kb's; an empty file becomes one of the newest format.
    ///
    /// A file that has kb's tables but no `application_id` is kb's too: `.dump` loses it.
    ///
    /// - Returns: The file format, which may be an older one: those differ only in what happens at a write.
    /// - Throws: ``StoreError`` when the file is another program's, too new, or empty without `isNew`.
    package static func check(_ connection: Connection, path: String, isNew: Bool) throws -> Int {
        switch try connection.inDatabase({ try header($0) }) {
        case .ours(let version) where version > Migrations.newestVersion:
            throw StoreError.tooNew(path: path, version: version, newest: Migrations.newestVersion)
        case .ours(let version): return version
        case .foreign(let applicationID):
            throw StoreError.foreign(path: path, applicationID: applicationID)
        case .empty where !isNew: throw StoreError.notADatabase(path: path)
        case .empty:
            try migrate(connection)
            return Migrations.newestVersion
        }
    }

    /// Applies what the file lacks of the migrations, in one transaction.
    ///
    /// - Returns: False when another process has done so in the meantime.
    @discardableResult
    package static func migrate(_ connection: Connection) throws -> Bool {
        try connection.inDatabase { db in
            // As the first migration says: within a transaction it would come too late.
            try db.execute(sql: "PRAGMA page_size = 8192")
            var scripts: ArraySlice<String> = []
            try db.inTransaction(.immediate) {
                // Another process may have migrated the file while this one waited for the lock.
                scripts = Migrations.all.dropFirst(try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
                for script in scripts { try db.execute(sql: script) }
                return .commit
            }
            return !scripts.isEmpty
        }
    }

    /// The format of a file that is kb's; the newest where the file does not say.
    package static func version(_ db: Database) throws -> Int {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        return version == 0 ? Migrations.newestVersion : version
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
            return .ours(version: try Self.version(db))
        }
        return names.isEmpty && [0, Store.applicationID].contains(applicationID)
            ? .empty : .foreign(applicationID: applicationID)
    }
}
