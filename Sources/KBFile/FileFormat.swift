import GRDB
import KBMigrations

/// The formats that a file can have: tells whose a file is and which format it has, and brings it to the newest.
package struct FileFormat: Sendable {
    /// The steps to each format, in order.
    package let migrations: [Migration]
    /// Rebuilds what follows from the tables of an older file, in the transaction of its upgrade.
    ///
    /// The second argument is the format that the file had.
    package let rebuild: @Sendable (Database, Int) throws -> Void

    /// Whether the steps are kb's own, of which it is known what they make.
    private let isOwn: Bool

    /// kb's formats.
    package init(rebuild: @escaping @Sendable (Database, Int) throws -> Void = { _, _ in }) {
        migrations = Migrations.all
        isOwn = true
        self.rebuild = rebuild
    }

    /// Formats of a test.
    package init(
        migrations: [Migration], rebuild: @escaping @Sendable (Database, Int) throws -> Void = { _, _ in }
    ) {
        self.migrations = migrations
        isOwn = false
        self.rebuild = rebuild
    }

    /// What a file of a format has.
    package func schema(_ version: Int) throws -> Schema {
        if isOwn, version == newest { return Schema.newest }
        return try Schema(migrations.filter { $0.version <= version })
    }

    /// The `user_version` of a file with every step applied.
    package var newest: Int { migrations.last?.version ?? 0 }

    /// The oldest format that is read without an upgrade.
    package var minimumReader: Int { migrations.map(\.minimumReader).max() ?? 0 }

    /// Checks that the file is kb's; an empty file becomes one of the newest format.
    ///
    /// A file that has kb's tables but no `application_id` is kb's too: `.dump` loses it.
    ///
    /// - Returns: The file's format, which may be an older one.
    /// - Throws: ``StoreError`` when the file is another program's, too new, or empty without `isNew`.
    func check(_ connection: Connection, path: String, isNew: Bool) throws -> Int {
        switch try connection.inDatabase({ try header($0) }) {
        case .ours(let version) where version > newest:
            throw StoreError.tooNew(path: path, version: version, newest: newest)
        case .ours(let version): return version
        case .foreign(let applicationID):
            throw StoreError.foreign(path: path, applicationID: applicationID)
        case .empty where !isNew: throw StoreError.notADatabase(path: path)
        case .empty:
            _ = try connection.inDatabase { try migrate($0) }
            return newest
        }
    }

    /// Applies what the file lacks of the steps, in one transaction.
    ///
    /// - Returns: False when another process has done so in the meantime.
    @discardableResult
    func migrate(_ db: Database) throws -> Bool {
        // As the first migration says: within a transaction it would come too late.
        try db.execute(sql: "PRAGMA page_size = 8192")
        var steps: [Migration] = []
        try db.inTransaction(.immediate) {
            // Another process may have migrated the file while this one waited for the lock.
            let from = try isEmpty(db) ? 0 : version(db)
            steps = migrations.filter { $0.version > from }
            for step in steps {
                if from > 0 { try TakenNames.free(step.adds, db) }
                try db.execute(sql: step.sql)
            }
            if from > 0, !steps.isEmpty {
                try db.execute(sql: "PRAGMA application_id = \(Store.applicationID)")
                try rebuild(db, from)
            }
            return .commit
        }
        return !steps.isEmpty
    }

    /// The format of a file that is kb's: what the file says, else the format whose schema is most like the file's.
    package func version(_ db: Database) throws -> Int {
        let version = Int(try mark("user_version", db))
        guard version == 0 else { return version }
        let found = try Schema(db)
        var best = (version: newest, likeness: 0)
        for version in migrations.map(\.version).reversed() {
            let schema = try schema(version)
            let likeness = schema.items.count {
                found.byName[Schema.folded($0.name)].map(\.sql).map($0.isMade) ?? false
            }
            if likeness > best.likeness { best = (version, likeness) }
            if likeness == schema.items.count { break }
        }
        return best.version
    }

    private func isEmpty(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)") ?? true
    }

    private enum Header {
        case empty
        case ours(version: Int)
        case foreign(applicationID: Int32)
    }

    private func header(_ db: Database) throws -> Header {
        let applicationID = Int32(truncatingIfNeeded: try mark("application_id", db))
        let version = Int(try mark("user_version", db))
        // The usual case costs no look at the schema.
        if applicationID == Store.applicationID, version > 0 { return .ours(version: version) }
        let names = try Set(
            String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"))
        if names.isSuperset(of: ["codes", "note_revisions"]),
            [0, Store.applicationID].contains(applicationID)
        {
            return .ours(version: try self.version(db))
        }
        return names.isEmpty && [0, Store.applicationID].contains(applicationID)
            ? .empty : .foreign(applicationID: applicationID)
    }

    /// One of the integers of the file's header, by a PRAGMA.
    private func mark(_ name: String, _ db: Database) throws -> Int64 {
        let statement = try db.makeStatement(sql: "PRAGMA \(name)")
        defer { statement.endDirect() }
        return try statement.stepDirect() ? statement.integer(0) : 0
    }
}
