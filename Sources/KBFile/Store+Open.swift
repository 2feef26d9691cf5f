import CShim
import GRDB
import GRDBSQLite
import Glibc

extension Store {
    /// Opens another connection to a file that is open, for reading beside it.
    ///
    /// - Returns: Nil where the file has been replaced since, or can only be read as one that does not change.
    static func openReader(
        _ path: String, _ identity: FileIdentity?, isReadOnly: Bool, timeout: Double, _ watch: Watch?
    ) throws -> Connection? {
        guard let identity, identity == FileIdentity(path) else { return nil }
        return try connect(
            SQLiteName.of(path), isReadOnly: isReadOnly || access(path, W_OK) != 0, timeout: timeout, watch)
    }

    /// Opens a file and looks whose it is.
    ///
    /// A file in WAL mode can be read where nothing may be written only if SQLite takes for granted that it does not
    /// change (uri.html#uriimmutable), which is so while it has no log.
    ///
    /// - Returns: The connection, the file format, and whether SQLite takes for granted that the file does not change.
    static func open(
        _ path: String, _ format: FileFormat, isNew: Bool, isReadOnly: Bool, timeout: Double, _ watch: Watch?
    ) throws -> (Connection, Int, isImmutable: Bool) {
        func open(_ name: String) throws -> (Connection, Int) {
            let connection = try connect(
                name, isReadOnly: isReadOnly || access(path, W_OK) != 0, timeout: timeout, watch)
            return (connection, try format.check(connection, path: path, isNew: isNew))
        }
        do {
            let (connection, version) = try open(SQLiteName.of(path))
            return (connection, version, false)
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
            && FileAccess.isInWALMode(path)
        {
            let mayWrite = access(path, W_OK) == 0 && access(FileAccess.folder(of: path), W_OK) == 0
            guard !mayWrite, access(path + "-wal", F_OK) != 0 else { throw StoreError.needsLog(path: path) }
            let (connection, version) = try open(SQLiteName.immutable(path))
            return (connection, version, true)
        }
    }

    private static func connect(
        _ name: String, isReadOnly: Bool, timeout: Double, _ watch: Watch?
    ) throws -> Connection {
        var configuration = Configuration()
        configuration.busyMode = .timeout(timeout)
        configuration.readonly = isReadOnly
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { db in
            guard kb_set_defensive(db.sqliteConnection) == SQLITE_OK else {
                throw DatabaseError(
                    resultCode: .SQLITE_MISUSE, message: "SQLITE_DBCONFIG_DEFENSIVE is missing")
            }
            watch?.look(after: db)
            // An acknowledged write must survive a power failure: NORMAL and FULL can lose the deletion of the
            // rollback journal, and with it the last transaction.
            //
            // Once changed pages no longer fit into memory, readers are shut out until the transaction ends: 128 MB of
            // them may wait for the commit, which is what an import of 100,000 entries changes.
            //
            // GRDB's `execute(sql:)`, which it uses for its own foreign keys, joins literals: the generic types of that
            // take a process 0.1 ms at their first use, which is a thirtieth of a query.
            for setting in [
                "synchronous = EXTRA", "foreign_keys = ON", "cache_size = -16000", "cache_spill = -128000",
            ] {
                try db.makeStatement(sql: "PRAGMA \(setting)").runDirect()
            }
        }
        return try Connection(path: name, configuration: configuration, watch: watch)
    }
}
