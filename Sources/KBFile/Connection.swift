import CShim
import GRDB
import GRDBSQLite
import Synchronization

/// A connection to a file, or to a database in memory.
///
/// GRDB's own is freed by a thread of libdispatch, for which a process waits for ever where memory has run out. This one
/// is closed by whoever lets it go, and where no thread can be made the few hundred bytes around it are kept.
package final class Connection: Sendable {
    private let queue: DatabaseQueue
    private let isClosed = Atomic(false)
    /// What tells SQLite when to stop; nil where nothing does.
    let watch: Watch?
    /// What other rooms keep with the connection.
    let attachments = Attachments()
    /// What stays compiled.
    let statements = KeptStatements()

    /// Opens a file; `:memory:` is a new database in memory.
    package convenience init(path: String, configuration: Configuration = Configuration()) throws {
        try self.init(path: path, configuration: configuration, watch: nil)
    }

    /// Opens a file; `watch` lives as long as the connection.
    init(path: String, configuration: Configuration, watch: Watch?) throws {
        self.watch = watch
        // What GRDB cannot open it frees by such a thread, too.
        guard Memory.isEnoughForThread else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        var configuration = configuration
        // GRDB learns from an authorizer what a statement touches, for observers and its cache of the schema, which kb has
        // none of and does not use. It costs 3 µs a column of each statement, and more for those of FTS5's triggers.
        configuration.prepareDatabase { sqlite3_set_authorizer($0.sqliteConnection, nil, nil) }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    deinit {
        guard close(), !Memory.isEnoughForThread else { return }
        _ = Unmanaged.passRetained(queue)
    }

    /// Closes the file; the connection is of no use afterwards.
    ///
    /// - Returns: Whether it is closed: it stays open while a statement of it is in use.
    @discardableResult
    func close() -> Bool {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return true }
        // The log is of another file than the one that has its name now.
        queue.inDatabase { db in
            statements.removeAll()
            var isMoved: Int32 = 0
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &isMoved)
            if isMoved != 0 { kb_keep_log(db.sqliteConnection) }
        }
        return (try? queue.close()) != nil
    }

    /// Runs `body`, alone, and in no transaction.
    package func inDatabase<T>(_ body: (Database) throws -> T) rethrows -> T {
        try queue.inDatabase(body)
    }
}
