import GRDB
import Glibc
import KBFile

/// Puts a backup in the place of a knowledge base.
public enum Restore {
    /// What became of the old file.
    public struct Outcome: Hashable, Sendable {
        /// Where the old knowledge base is now; nil when there was none.
        public var kept: String?
        /// Where a journal that lay beside it is now; nil when there was none.
        public var movedJournals: [String] = []
    }

    /// Puts a copy of a backup at `path`, and keeps what was there under another name.
    ///
    /// The backup is checked first, and stays as it is. The new file takes the old one's place in one step; whoever
    /// has the old one open goes on with that.
    ///
    /// - Parameters:
    ///   - backup: A knowledge base.
    ///   - path: Where the knowledge base is, or is to be.
    ///   - movesJournals: Whether a journal beside `path` that cannot be played back is moved aside: it would ruin the
    ///     restored file.
    /// - Returns: What became of the old file.
    /// - Throws: ``RestoreError``, ``BackupError``, ``StoreError``; then nothing was changed.
    public static func put(_ backup: String, at path: String, movesJournals: Bool) throws -> Outcome {
        guard realPath(backup) != realPath(path) else { throw RestoreError.same(path: path) }
        let source = try Store(path: backup, access: .existing)
        let faults = try Health(source).check()
        guard faults.isEmpty else { throw RestoreError.notWell(path: backup, faults: faults) }

        // Opening the old file plays a journal back that belongs to it.
        let old = try? Store(path: path, access: .existing)
        try? old?.read { _ in }
        var outcome = Outcome()
        let journals = ["-journal", "-wal", "-shm"].map { path + $0 }.filter { exists($0) }
        if let first = journals.first, !movesJournals { throw RestoreError.journal(path: first) }

        let draft = DatedName.beside(path, "restoring")
        try Backup(source).write(to: draft)
        do {
            if let old {
                // Nobody writes to the old file while it is moved.
                try old.writeWhateverTheSchema { _ in try replace(path, by: draft, journals, &outcome) }
            } else {
                try replace(path, by: draft, journals, &outcome)
            }
        } catch {
            unlink(draft)
            throw error
        }
        return outcome
    }

    private static func replace(
        _ path: String, by draft: String, _ journals: [String], _ outcome: inout Outcome
    ) throws {
        for journal in journals {
            let name = DatedName.beside(journal, "before-restore")
            guard rename(journal, name) == 0 else { throw failure(path) }
            outcome.movedJournals.append(name)
        }
        if exists(path) {
            let kept = DatedName.beside(path, "before-restore")
            guard link(path, kept) == 0 || rename(path, kept) == 0 else { throw failure(path) }
            outcome.kept = kept
        }
        guard rename(draft, path) == 0 else { throw failure(path) }
        Backup.syncFolder(of: path)
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func realPath(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func failure(_ path: String) -> BackupError {
        .cannotWrite(path: path, reason: String(cString: strerror(errno)))
    }
}

/// Why a backup was not restored.
public enum RestoreError: Error, Sendable {
    /// The backup is the knowledge base itself.
    case same(path: String)
    /// The backup is not as it should be.
    case notWell(path: String, faults: [Health.Fault])
    /// A journal lies where the restored file would take it for its own.
    case journal(path: String)
}
