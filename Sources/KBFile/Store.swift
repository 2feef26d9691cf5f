import CShim
import Foundation
import GRDB
import GRDBSQLite
import Glibc
import KBMigrations

/// An open knowledge base: one SQLite file.
///
/// A value of this type proves that the file is kb's. An older file format is read as it is, and brought up to date by
/// the first write.
package struct Store: Sendable {
    /// What opening may do to the file system.
    package enum Access: Sendable {
        /// The file must exist. It is opened for writing where that is permitted, so that an interrupted write
        /// of another process can be rolled back, and for reading only otherwise.
        case existing
        /// The file must exist, and SQLite refuses whatever would write to it through this store.
        case reading
        /// The file, and the folder it stands in, are made if they are missing: mode 0600 and 0700.
        case creating
    }

    /// `application_id` of the files: the bytes `kb01`.
    ///
    /// SQLite database header §1.3.16: <https://www.sqlite.org/fileformat.html>
    package static let applicationID: Int32 = 0x6B62_3031

    /// The path as it was given.
    package let path: String

    /// Whether another file has the path by now, or none: what is read through this store is of the one that was opened.
    package var isReplaced: Bool { identity.map { $0 != FileIdentity(path) } ?? false }

    /// Whether the file is on a network file system, whose locks may not hold.
    package var isOnNetwork: Bool { FileAccess.isOnNetwork(path) }

    /// What other rooms keep with the connection that this thread is using, or else with the first.
    package var attachments: Attachments { pool.attachments }

    /// What stays compiled on that connection.
    package var statements: KeptStatements { pool.statements }

    private let pool: ConnectionPool
    private let openReader: @Sendable () throws -> Connection?
    /// Makes what ends the work of a connection.
    let makeWatch: @Sendable () -> Watch?
    private let timeout: Double
    private let isReadOnly: Bool
    private let identity: FileIdentity?
    /// The formats that there are.
    package let format: FileFormat
    /// The format that the file is known to have at least.
    private let version: KnownVersion
    private let onUpgrade: (@Sendable (Upgrade) -> Void)?

    /// Closes the file for a process that ends; the last copy of this value does it otherwise.
    ///
    /// Nothing may be asked of the store afterwards. Only a file in WAL mode needs it, whose log goes with the last
    /// connection; freeing all that belongs to a connection would be a twelfth of a short query.
    package func closeAtExit() {
        pool.close { Self.isMarkedAsWAL($0) }
    }

    /// An older file that was brought to the newest format.
    package struct Upgrade: Hashable, Sendable {
        /// The file.
        package var path: String
        /// The format that it had.
        package var from: Int
        /// The format that it has.
        package var to: Int
        /// A copy of it as it was.
        package var copy: String
    }

    /// Opens a knowledge base.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether a missing file is made.
    ///   - format: The formats that there are.
    ///   - timeout: How long to wait for a lock that another program holds, in seconds.
    ///   - longestRead: After so many seconds a read ends with ``StoreError/stopped(path:)``: a hostile file can make
    ///     any query endless. Nil lets it go on.
    ///   - isOver: Polled about once a millisecond while SQLite runs; true interrupts the statement.
    ///   - onUpgrade: Told when the first write has brought an older file up to date.
    /// - Throws: ``StoreError``.
    package init(
        path: String, access: Access, format: FileFormat, timeout: Double = 5, longestRead: Double? = nil,
        isOver: (@Sendable () -> Bool)? = nil, onUpgrade: (@Sendable (Upgrade) -> Void)? = nil
    ) throws {
        let exists = try FileAccess.isRegularFile(path)
        if !exists {
            guard access == .creating else { throw StoreError.missing(path: path) }
            try FileAccess.createPrivately(path)
        }
        self.path = path
        self.format = format
        self.timeout = timeout
        self.onUpgrade = onUpgrade
        @Sendable func watch() -> Watch? {
            longestRead == nil && isOver == nil ? nil : Watch(longestRead, isOver)
        }
        let isReadOnly = access == .reading
        func open(isReadOnly: Bool) throws -> (Connection, Int, isImmutable: Bool) {
            try Self.translatingErrors(path) {
                try Self.open(
                    path, format, isNew: !exists, isReadOnly: isReadOnly, timeout: timeout, watch())
            }
        }
        let (connection, version, isImmutable): (Connection, Int, Bool)
        do {
            (connection, version, isImmutable) = try open(isReadOnly: isReadOnly)
        } catch StoreError.needsRollback where isReadOnly && Glibc.access(path, W_OK) == 0 {
            // What was interrupted is rolled back by whoever may write.
            _ = try open(isReadOnly: false)
            (connection, version, isImmutable) = try open(isReadOnly: true)
        }
        self.version = KnownVersion(version)
        self.isReadOnly = isReadOnly
        let identity = isImmutable ? nil : FileIdentity(path)
        self.identity = identity
        let openReader: @Sendable () throws -> Connection? = {
            try Self.openReader(path, identity, isReadOnly: isReadOnly, timeout: timeout, watch())
        }
        makeWatch = watch
        self.openReader = openReader
        pool = ConnectionPool(connection, openReader: openReader)
    }

    /// Ends a read whose time is over, or that is cancelled, where it works outside SQLite for long.
    ///
    /// - Throws: ``StoreError/stopped(path:)``.
    package func checkTime() throws {
        if pool.watch?.mustStop == true { throw StoreError.stopped(path: path) }
    }

    /// Runs `body` in a read transaction.
    ///
    /// Reads of several threads run side by side, and beside a write. A read within another access of the same thread is
    /// part of that one's transaction.
    ///
    /// A file whose format is too old to be read as it is is brought up to date before.
    ///
    /// - Throws: ``StoreError`` for what SQLite reports; ``BackupError`` when an older file cannot be copied; other
    ///   errors of `body` as they are.
    package func read<T>(_ body: (Database) throws -> T) throws -> T {
        if version.value < format.minimumReader { try bringUpToDate(forReading: true) }
        return try readWhateverTheFormat(body)
    }

    /// Does ``read(_:)`` without a look at the format: for what is the same in all of them.
    package func readWhateverTheFormat<T>(_ body: (Database) throws -> T) throws -> T {
        try translatingErrors {
            try pool.read(
                { db, connection in
                    connection.watch?.begin()
                    defer { connection.watch?.end() }
                    // GRDB's own read() compiles four statements each time. The first use of its cache costs a process ten
                    // times what compiling these two does.
                    try db.makeStatement(sql: "BEGIN DEFERRED").runDirect()
                    do {
                        let result = try body(db)
                        try db.makeStatement(sql: "COMMIT").runDirect()
                        return result
                    } catch {
                        try? db.makeStatement(sql: "ROLLBACK").runDirect()
                        throw error
                    }
                }, nested: body)
        }
    }

    /// Runs `body` in a transaction that holds the write lock from its start (`BEGIN IMMEDIATE`).
    ///
    /// Other writers wait for it, readers do not. Within another access of the same thread it throws
    /// ``StoreError/nested(path:)``, because it would wait for itself. When `body` throws, nothing is written. Nor is anything in a file
    /// whose triggers are not kb's; see `SchemaGuard`. A file of an older format is brought up to date before.
    ///
    /// - Throws: ``StoreError`` for what SQLite reports; ``BackupError`` when an older file cannot be copied; other
    ///   errors of `body` as they are.
    package func write<T>(_ body: (Database) throws -> T) throws -> T {
        try bringUpToDate()
        return try writeWhateverTheSchema { db in
            try SchemaGuard.check(db, path: path, try format.schema(format.newest))
            return try body(db)
        }
    }

    /// Brings a file of an older format to the newest one, in one transaction, with a copy of it as it was next to it.
    ///
    /// - Parameter forReading: Whether a file that may not be written is refused because it cannot be read otherwise.
    /// - Throws: ``StoreError``; ``BackupError`` when the copy cannot be made. Then the file is as it was.
    package func bringUpToDate(forReading: Bool = false) throws {
        guard version.value < format.newest else { return }
        let from = try readWhateverTheFormat { try format.version($0) }
        if from < format.newest {
            guard !isReadOnly, Glibc.access(path, W_OK) == 0 else {
                throw forReading
                    ? StoreError.needsUpgrade(path: path, version: from, newest: format.newest)
                    : StoreError.readOnly(path: path)
            }
            let copy = DatedName.beside(path, "format-\(from)")
            try Backup(self).write(to: copy)
            if try translatingErrors({ try pool.write { db, _ in try format.migrate(db) } }) {
                onUpgrade?(Upgrade(path: path, from: from, to: format.newest, copy: copy))
            } else {
                unlink(copy)
            }
        }
        version.raise(to: format.newest)
    }

    /// Does ``write(_:)`` without a look at the format and the triggers: for what repairs them.
    package func writeWhateverTheSchema<T>(_ body: (Database) throws -> T) throws -> T {
        try translatingErrors {
            try pool.write { db, _ in
                var result: T?
                try db.inTransaction(.immediate) {
                    guard !Self.isReplaced(db) else { throw StoreError.replaced(path: path) }
                    result = try body(db)
                    return .commit
                }
                guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return result
            }
        }
    }

    /// Does ``write(_:)`` for what can wait, if it can be done at once.
    ///
    /// Where another program writes, the file may only be read, or the disk is full, nothing is done.
    ///
    /// - Throws: What `body` throws besides errors of SQLite and GRDB.
    package func writeIfPossible(_ body: (Database) throws -> Void) throws {
        do {
            _ = try pool.writeIfIdle { db, _ in
                sqlite3_busy_timeout(db.sqliteConnection, 0)
                defer { sqlite3_busy_timeout(db.sqliteConnection, Int32(timeout * 1000)) }
                try db.inTransaction(.immediate) {
                    guard !Self.isReplaced(db) else { return .rollback }
                    try body(db)
                    return .commit
                }
            }
        } catch is DatabaseError {
            return
        } catch is RowDecodingError {
            return
        }
    }

    /// Runs `body` outside any transaction, as `VACUUM` and reading a damaged file want it.
    ///
    /// - Throws: ``StoreError`` for what SQLite reports; other errors of `body` as they are.
    package func withoutTransaction<T>(_ body: (Database) throws -> T) throws -> T {
        try translatingErrors { try pool.write { db, _ in try body(db) } }
    }

    /// Runs `body` outside any transaction, on a connection that nobody else waits for: whoever reads or writes through
    /// this store goes on.
    ///
    /// - Throws: ``StoreError`` for what SQLite reports; other errors of `body` as they are.
    func onOwnConnection<T>(_ body: (Database) throws -> T) throws -> T {
        guard let reader = try translatingErrors({ try openReader() }) else {
            return try withoutTransaction(body)
        }
        return try translatingErrors { try reader.inDatabase(body) }
    }

    func translatingErrors<T>(_ body: () throws -> T) throws -> T {
        try Self.translatingErrors(path, body)
    }

    static func translatingErrors<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch is ConnectionPool.NestedAccess {
            throw StoreError.nested(path: path)
        } catch let fault as StoreFault {
            throw StoreError(fault, path: path)
        } catch let error as RowDecodingError {
            // NULL in a column that cannot hold any.
            throw StoreError.corrupt(path: path, message: error.description)
        }
    }

    /// Whether another file has the name of the open one by now, as after a rename by a tool that keeps folders in step.
    ///
    /// In WAL mode SQLite would write to a log that the new file takes for its own.
    private static func isReplaced(_ db: Database) -> Bool {
        var isMoved: Int32 = 0
        return sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &isMoved)
            == SQLITE_OK
            && isMoved != 0
    }

    /// Whether the head of the file says that it is in WAL mode (SQLite database header §1.3.3): a log next to a file
    /// that does not is none of its own.
    static func isMarkedAsWAL(_ db: Database) -> Bool {
        var file: UnsafeMutablePointer<sqlite3_file>?
        var versions: [UInt8] = [0, 0]
        sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_FILE_POINTER, &file)
        guard let file, file.pointee.pMethods.pointee.xRead(file, &versions, 2, 18) == SQLITE_OK else {
            return false
        }
        return versions == [2, 2]
    }

    /// Tells whether another tool has switched the file to WAL.
    ///
    /// Asks SQLite: opening and closing the file ourselves would drop SQLite's POSIX locks, which keep others from
    /// deleting the log (howtocorrupt.html §2.2).
    package static func isInWALMode(_ db: Database) throws -> Bool {
        try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
    }
}
