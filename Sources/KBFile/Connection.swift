import GRDB

/// A connection to a file, or to a database in memory.
///
/// GRDB's own is freed by a thread of libdispatch, for which a process waits for ever where memory has run out. This one
/// is closed by whoever lets it go, and the few hundred bytes around it are kept.
package final class Connection: Sendable {
    private let queue: DatabaseQueue

    /// Opens a file; `:memory:` is a new database in memory.
    package init(path: String, configuration: Configuration = Configuration()) throws {
        // What GRDB cannot open it frees by such a thread, too.
        guard Memory.isEnoughForThread else { throw DatabaseError(resultCode: .SQLITE_NOMEM) }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    deinit {
        // It stays open while a statement of it is in use.
        guard (try? queue.close()) != nil else { return }
        _ = Unmanaged.passRetained(queue)
    }

    /// Runs `body`, alone, and in no transaction.
    package func inDatabase<T>(_ body: (Database) throws -> T) rethrows -> T {
        try queue.inDatabase(body)
    }
}
