import GRDB
import Glibc

/// A copy of a file as it is at one moment, damage included, for looking at it at leisure: whoever writes to the file
/// need not wait.
///
/// It has no name, so nothing is left of it, however the process ends.
package final class Snapshot: Sendable {
    private let connection: Connection
    /// The file that it is a copy of.
    private let path: String

    /// Copies the file to `$TMPDIR`, or to /var/tmp, which has room where /tmp is memory.
    ///
    /// - Throws: ``StoreError``; ``StoreError/full(path:)`` where there is no room.
    package init(of store: Store) throws {
        path = store.path
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp"
        var template = Array((folder + "/kb-XXXXXX").utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw StoreError.cannotCreate(path: folder) }
        close(file)
        let copy = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(copy) }
        try store.copyPages(to: copy)
        connection = try store.translatingErrors {
            let connection = try Connection(path: SQLiteName.of(copy))
            try connection.inDatabase { db in
                // SQLite refuses to write a journal for a file without a name.
                try db.execute(
                    sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000")
                // Without a lock on it, it would be opened anew at the next statement.
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; SELECT 1 FROM sqlite_schema LIMIT 1")
            }
            return connection
        }
    }

    /// Runs `body`, in no transaction.
    ///
    /// - Throws: ``StoreError`` for what SQLite reports; other errors of `body` as they are.
    package func inDatabase<T>(_ body: (Database) throws -> T) throws -> T {
        try Store.translatingErrors(path) { try connection.inDatabase(body) }
    }
}
