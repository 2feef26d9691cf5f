import Foundation
import GRDB
import KBFile

/// Where a file synchronises.
package struct SyncRemote: Hashable, Sendable {
    /// What the remote is called here.
    package var name: String
    /// Where it is.
    package var url: String
    /// The UUID of the log that this file sends there.
    package var log: String
    /// What goes there.
    package var scope: LogScope
    /// Whether other files' logs are sent there as well.
    package var relays: Bool
    /// When the last contact was; nil before the first.
    package var syncedAt: String?
    /// Why the last contact failed.
    package var failure: String?

    /// Whether a text may name a remote: 1 to 64 small letters, digits and hyphens, no hyphen first.
    package static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && !text.hasPrefix("-")
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

/// Why remotes were not changed.
package enum RemoteError: Error, Hashable, Sendable {
    /// There is a remote of this name.
    case exists(String)
    /// There is no such remote.
    case unknown(String, remotes: [String])
}

/// A log as a file knows it.
package struct LogState: Hashable, Sendable {
    /// Its UUID.
    package var log: String
    /// The number of entries here.
    package var n: Int
    /// Whose it is, as its first entry says.
    package var name: String
    /// Whether this file writes it.
    package var isOwn: Bool
    /// When an entry came last: UTC.
    package var seenAt: String?
    /// Why it is not read any further, as ``LogFault`` writes it.
    package var fault: String?
    /// Whether what was refused can be skipped.
    package var canSkip: Bool
}

extension Logs {
    private static let remotes = """
        SELECT r.name, r.url, l.log, l.scope, r.relays, r.synced_at, r.failure
        FROM sync_remotes r JOIN sync_logs l ON l.id = r.log
        """

    /// The remotes, by name.
    ///
    /// - Throws: ``StoreError``.
    package func remotes() throws -> [SyncRemote] {
        try store.read { try Self.remotes($0) }
    }

    private static func remotes(_ db: Database) throws -> [SyncRemote] {
        try Row.fetchAll(db, sql: "\(remotes) ORDER BY r.name").map { row in
            SyncRemote(
                name: row.text(0), url: row.text(1), log: row.text(2), scope: LogScope(row.text(3)),
                relays: row.integer(4) != 0, syncedAt: row.optionalText(5), failure: row.optionalText(6))
        }
    }

    /// Adds a remote; nothing is sent yet.
    ///
    /// Others see `owner` as the owner of this file's log.
    ///
    /// - Throws: ``RemoteError/exists(_:)``, ``StoreError``.
    package func addRemote(
        _ name: String, url: String, scope: LogScope, relays: Bool, as owner: String
    ) throws {
        try store.write { db in
            let isKnown = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM sync_remotes WHERE name = ?)", arguments: [name])
            guard isKnown != true else { throw RemoteError.exists(name) }
            let log = try Self.own(db, scope, as: owner)
            try db.execute(
                sql: "INSERT INTO sync_remotes (name, url, log, relays) VALUES (?, ?, ?, ?)",
                arguments: [name, url, log.id, relays])
        }
    }

    /// Forgets a remote; what was sent there stays there.
    ///
    /// - Throws: ``RemoteError/unknown(_:remotes:)``, ``StoreError``.
    package func removeRemote(_ name: String) throws {
        try store.write { db in
            try db.execute(sql: "DELETE FROM sync_remotes WHERE name = ?", arguments: [name])
            guard db.changesCount > 0 else {
                throw RemoteError.unknown(name, remotes: try Self.remotes(db).map(\.name))
            }
        }
    }

    /// Notes how a contact with a remote ended.
    ///
    /// - Throws: ``StoreError``.
    package func note(_ remote: String, failure: String?) throws {
        try store.write { db in
            try db.execute(
                sql: """
                    UPDATE sync_remotes SET failure = ?2,
                      synced_at = CASE WHEN ?2 IS NULL THEN strftime('%Y-%m-%dT%H:%M:%fZ') ELSE synced_at END
                    WHERE name = ?1
                    """, arguments: [remote, failure])
        }
    }

    /// All logs, this file's own first.
    ///
    /// - Throws: ``StoreError``.
    package func states() throws -> [LogState] {
        try store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT log, n, name, scope IS NOT NULL, seen_at, fault, fault_line IS NOT NULL FROM sync_logs
                    ORDER BY scope IS NULL, name, id
                    """
            ).map { row in
                LogState(
                    log: row.text(0), n: Int(row.integer(1)), name: row.text(2), isOwn: row.integer(3) != 0,
                    seenAt: row.optionalText(4), fault: row.optionalText(5), canSkip: row.integer(6) != 0)
            }
        }
    }

    /// Notes that a log cannot be read any further, where nothing was refused.
    ///
    /// - Throws: ``StoreError``.
    package func note(_ fault: LogFault, of log: String) throws {
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO sync_logs (log, fault) VALUES (?, ?)
                    ON CONFLICT (log) DO UPDATE SET fault = excluded.fault, fault_line = NULL
                    """, arguments: [log, fault.text])
        }
    }

    /// Takes a new log in place of one that another file has gone on with: of a copy, or of what this file was before it
    /// was restored.
    ///
    /// What this file wrote after the place where both are the same goes into the new log.
    ///
    /// - Parameters:
    ///   - log: The UUID of the log, which becomes another file's.
    ///   - n: The last entry that both have.
    /// - Throws: ``StoreError``.
    package func leave(_ log: String, after n: Int) throws {
        try store.write { db in
            guard var own = try OwnLog.all(db).first(where: { $0.log == log }) else { return }
            let name =
                try String.fetchOne(db, sql: "SELECT name FROM sync_logs WHERE id = ?", arguments: [own.id])
                ?? ""
            let rest = try String.fetchAll(
                db,
                sql: """
                    SELECT line FROM sync_entries
                    WHERE log = ? AND n > ? AND line IS NOT NULL AND kind IN ('edition', 'redaction') ORDER BY n
                    """, arguments: [own.id, n])
            try db.execute(sql: "DELETE FROM sync_entries WHERE log = ? AND n > ?", arguments: [own.id, n])
            own.position = LogPosition(n: n, hash: try Self.hash(db, of: log, at: n) ?? .start)
            try own.save(db)
            let former = own.id
            try db.execute(sql: "UPDATE sync_logs SET scope = NULL WHERE id = ?", arguments: [former])
            var successor = try Self.own(db, own.scope, as: name)
            for line in rest { if let line = LogLine(line) { try successor.append(db, line) } }
            successor.imports = own.imports
            try successor.save(db)
            try db.execute(
                sql: "UPDATE sync_remotes SET log = ? WHERE log = ?", arguments: [successor.id, former])
        }
    }

    /// Redacts revisions: erases their texts here and wherever this file's log is received.
    ///
    /// - Throws: ``StoreError``.
    package func redact(_ revisions: [String], author: String) throws {
        try store.write { db in
            var logs = try OwnLog.all(db)
            if logs.isEmpty { logs = [try Self.own(db, LogScope(), as: author)] }
            let now = try String.fetchOne(db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%fZ')") ?? ""
            for revision in revisions {
                let line = LogLine.redaction(
                    LogLine.Redaction(revision: revision, author: author, createdAt: now))
                for index in logs.indices { try logs[index].append(db, line) }
            }
            for log in logs { try log.save(db) }
            try Redactions.apply(db, revisions)
        }
    }
}
