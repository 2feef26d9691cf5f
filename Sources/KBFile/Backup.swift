import GRDB
import Glibc

/// Copies a knowledge base while others use it.
package struct Backup: Sendable {
    private let store: Store

    /// Copies `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Writes a copy of the file as it is at this moment, which is complete or not there at all.
    ///
    /// The copy is made under another name, checked, brought to the disk, and only then given its name: an
    /// interrupted `VACUUM INTO` leaves a file that cannot be used.
    ///
    /// - Parameter path: The copy, which only its owner may read.
    /// - Throws: ``BackupError``; ``StoreError`` when the knowledge base cannot be read.
    package func write(to path: String) throws {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw BackupError.exists(path: path) }
        let draft = try Draft(of: store.path, for: path)
        try fill(draft.path)
        try Self.check(draft, path: path)
        try draft.publish(as: path)
    }

    /// Copies everything into a file that is empty, and holds nobody up who writes.
    ///
    /// A read keeps writers from committing as long as it takes, unless the file is in WAL mode. Copying the pages is over
    /// in a second for each gigabyte, and what takes long then reads the copy. Where there is no room for one, the file
    /// itself is read.
    private func fill(_ draft: String) throws {
        if try !store.onOwnConnection(Store.isInWALMode) {
            do {
                let pages = try Draft(of: store.path, for: draft)
                try store.copyPages(to: pages.path)
                let watch = store.makeWatch()
                return try store.translatingErrors {
                    let connection = try Connection(
                        path: SQLiteName.of(pages.path), configuration: Configuration(), watch: watch)
                    try connection.inDatabase { db in
                        watch?.look(after: db)
                        try Self.vacuum(db, into: draft)
                    }
                }
            } catch StoreError.full, StoreError.inputOutput {
                // What of it has been written is removed with it.
                truncate(draft, 0)
            }
        }
        try vacuum(into: draft)
    }

    /// Copies everything into a file that is empty, from one that nobody writes to.
    func vacuum(into draft: String) throws {
        try store.onOwnConnection { try Self.vacuum($0, into: draft) }
    }

    /// `VACUUM INTO` takes an empty file for a new one (lang_vacuum.html).
    private static func vacuum(_ db: Database, into draft: String) throws {
        try db.execute(sql: "VACUUM INTO ?", arguments: [SQLiteName.of(draft)])
    }

    /// Reads the copy from end to end, and makes sure that it is the file that was made for it.
    static func check(_ draft: borrowing Draft, path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let (answer, bytes) = try Connection(path: SQLiteName.of(draft.path), configuration: configuration)
            .inDatabase { db in
                (
                    try String.fetchOne(db, sql: "PRAGMA quick_check(1)"),
                    try Int64.fetchOne(
                        db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                )
            }
        guard answer == "ok", draft.holds(bytes: bytes ?? 0) else {
            throw BackupError.cannotWrite(path: path, reason: answer ?? "quick_check")
        }
    }
}
