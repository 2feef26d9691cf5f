import CShim
import GRDB
import Glibc

/// Puts a backup in the place of a knowledge base.
package enum Restore {
    /// What became of the old file.
    package struct Outcome: Hashable, Sendable {
        /// Where the knowledge base is: where symbolic links lead to.
        package var path: String
        /// Where the old knowledge base is now; nil when there was none.
        package var kept: String?
        /// Where journals next to it are now.
        package var movedJournals: [String] = []
    }

    /// What is done although something speaks against it.
    package struct Insistence: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// A journal next to the knowledge base that cannot be played back is moved aside: it would ruin the restored
        /// file.
        package static let movesJournals = Insistence(rawValue: 1)
        /// A damaged backup is restored, page by page.
        package static let evenDamaged = Insistence(rawValue: 2)
        /// The other names of a knowledge base that has several lead to the old file from then on.
        package static let partsLinks = Insistence(rawValue: 4)
    }

    /// Puts a copy of a backup at `path`, and keeps what was there under another name.
    ///
    /// The backup is read from end to end first, and stays as it is. The new file takes the old one's place in one step,
    /// with its mode, owner, group and access list as far as the user may give them; processes that have the old one open
    /// keep using it. Where `path` is a symbolic link, the file that it leads to is replaced.
    ///
    /// - Parameters:
    ///   - backup: A knowledge base.
    ///   - path: Where the knowledge base is, or is to be.
    ///   - format: The formats that there are.
    ///   - insistence: What is done although something speaks against it.
    /// - Returns: What became of the old file.
    /// - Throws: ``RestoreError``, ``BackupError``, ``StoreError``; then nothing was changed.
    package static func put(
        _ backup: String, at path: String, format: FileFormat, insisting insistence: Insistence = []
    ) throws -> Outcome {
        let target = FileAccess.destination(path)
        if let file = FileAccess.resolved(backup), file == FileAccess.resolved(target) {
            throw RestoreError.same(path: path)
        }
        let source = try Store(path: backup, access: .existing, format: format)
        let reasons = try damage(source)
        guard reasons.isEmpty || insistence.contains(.evenDamaged) else {
            throw RestoreError.damaged(path: backup, reasons: reasons)
        }

        // Opening the old file plays a journal back that belongs to it; leaving WAL mode empties its log.
        let old = try? Store(path: target, access: .existing, format: format)
        try? old?.withoutTransaction { db in
            try db.execute(sql: "SELECT 1 FROM sqlite_schema LIMIT 1")
            if Store.isMarkedAsWAL(db) { try db.execute(sql: "PRAGMA journal_mode = DELETE") }
        }
        var outcome = Outcome(path: target)
        let journals = ["-journal", "-wal", "-shm"].map { target + $0 }.filter { FileAccess.exists($0) }
        if let first = journals.first, !insistence.contains(.movesJournals) {
            throw RestoreError.journal(path: first)
        }

        // A restore that was killed may have left the second name that it gives to the old file.
        let names = FileAccess.links(of: target, without: DatedName.stem(target, reason))
        guard names < 2 || insistence.contains(.partsLinks) else {
            throw RestoreError.linked(path: path, names: names)
        }

        let draft = try Draft(of: target, for: target)
        if reasons.isEmpty {
            try Backup(source).vacuum(into: draft.path)
            try Backup.check(draft, path: target)
        } else {
            try source.copyPages(to: draft.path)
        }
        if FileAccess.exists(target), kb_copy_access(target, draft.file) != 0 {
            throw BackupError.failure(target)
        }
        if let old {
            // Nobody writes to the old file while it is moved.
            try old.writeWhateverTheSchema { _ in try replace(target, by: draft, journals, &outcome) }
        } else {
            try replace(target, by: draft, journals, &outcome)
        }
        return outcome
    }

    /// What the names of old files say.
    private static let reason = "before-restore"

    private static func damage(_ source: Store) throws -> [String] {
        do {
            return try source.withoutTransaction {
                try String.fetchAll($0, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
            }
        } catch StoreError.corrupt(_, let message) {
            return [message]
        }
    }

    private static func replace(
        _ path: String, by draft: borrowing Draft, _ journals: [String], _ outcome: inout Outcome
    ) throws {
        for journal in journals {
            let name = DatedName.beside(journal, reason)
            guard rename(journal, name) == 0 else { throw BackupError.failure(path) }
            outcome.movedJournals.append(name)
        }
        if FileAccess.exists(path) {
            let kept = DatedName.beside(path, reason)
            guard link(path, kept) == 0 || rename(path, kept) == 0 else { throw BackupError.failure(path) }
            outcome.kept = kept
        }
        try draft.replace(path)
    }
}
