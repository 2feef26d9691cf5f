import KBFile
import KBIndex

extension Store {
    /// Opens a knowledge base.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: Whether a missing file is made.
    ///   - timeout: How long to wait for a lock that another program holds, in seconds.
    ///   - longestRead: After so many seconds a read ends with ``StoreError/stopped(path:)``: a hostile file can make
    ///     any query endless. Nil lets it go on.
    ///   - isOver: Polled about once a millisecond while SQLite runs; true interrupts the statement.
    ///   - onUpgrade: Told when an older file has been brought up to date.
    /// - Throws: ``StoreError``.
    package init(
        path: String, access: Access, timeout: Double = 5, longestRead: Double? = nil,
        isOver: (@Sendable () -> Bool)? = nil, onUpgrade: (@Sendable (Upgrade) -> Void)? = nil
    ) throws {
        try self.init(
            path: path, access: access, format: .current, timeout: timeout, longestRead: longestRead,
            isOver: isOver, onUpgrade: onUpgrade)
    }

    /// How long what is to be answered at once may read, in seconds: what takes ten, after a lock, will not end.
    package static func longestAnswer(timeout: Double) -> Double { timeout + 10 }
}

extension FileFormat {
    /// kb's formats, with what kb rebuilds after an upgrade.
    package static let current = FileFormat(rebuild: { db, from in
        if from < 3 { try IndexMaintenance.rebuild(db) }
    })
}

extension Restore {
    /// Puts a copy of a backup at `path`, and keeps what was there under another name.
    ///
    /// - Throws: ``RestoreError``, ``BackupError``, ``StoreError``; then nothing was changed.
    package static func put(
        _ backup: String, at path: String, insisting insistence: Insistence = []
    ) throws -> Outcome {
        try put(backup, at: path, format: .current, insisting: insistence)
    }
}
