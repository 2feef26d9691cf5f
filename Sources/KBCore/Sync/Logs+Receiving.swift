import Foundation
import GRDB
import KBFile
import KBIndex
import KBText

/// What entries of other files' logs did to this one.
package struct LogOutcome: Sendable {
    /// The number of entries that were new.
    package var entries = 0
    /// What became of the notes, aliases and synonyms among them.
    package var notes = NoteImportOutcome()
    /// The number of revisions whose text was taken away.
    package var redactions = 0
    /// Logs that are not read any further, each with the reason.
    package var faults: [String: LogFault] = [:]

    package init() {}
}

extension Logs {
    /// The longest line that is taken, in bytes: JSON of a note as long as notes may be.
    package static let longestLine = 8 << 20

    /// Takes entries of other files' logs, in one transaction with how far each log is known then.
    ///
    /// Entries that are known already are compared. A log whose entries do not follow what is here, or are refused, stops
    /// there, and the others go on.
    ///
    /// - Throws: ``StoreError``.
    package func receive(_ segments: [LogSegment]) throws -> LogOutcome {
        try store.write { db in
            var receiver = try Receiver(db)
            for segment in segments { try receiver.take(segment) }
            return try receiver.finish()
        }
    }

    /// Goes on reading a log that stopped: what was refused is kept aside, and counts as read.
    ///
    /// - Returns: Whether there was such a log.
    /// - Throws: ``StoreError``.
    package func skipFault(of log: String) throws -> Bool {
        try store.write { db in
            let stopped = try Row.fetchOne(
                db,
                sql: """
                    SELECT id, n, hash, fault_line FROM sync_logs WHERE log = ? AND fault_line IS NOT NULL
                    """, arguments: [log])
            guard let stopped, let line = stopped.optionalText(3) else { return false }
            let before = LogPosition(n: Int(stopped.integer(1)), hash: LogHash(stopped, 2))
            let position = before.following(line)
            try Self.append(db, to: stopped.integer(0), position, kind: "refused", id: "", line: line)
            try db.execute(
                sql: "UPDATE sync_logs SET n = ?, hash = ?, fault = NULL, fault_line = NULL WHERE id = ?",
                arguments: [position.n, Data(position.hash.bytes), stopped.integer(0)])
            return true
        }
    }
}

/// Takes segments within one transaction.
private struct Receiver {
    private struct KnownLog {
        var id: Int64
        var position: LogPosition
        var name: String
        var isChanged = false
    }

    private let db: Database
    private var revisions: RevisionImport
    private var outcome = LogOutcome()
    private var logs: [String: KnownLog] = [:]
    private var redacted: [String] = []

    init(_ db: Database) throws {
        self.db = db
        revisions = try RevisionImport(db)
    }

    mutating func take(_ segment: LogSegment) throws {
        guard outcome.faults[segment.log] == nil else { return }
        var log = try known(segment.log)
        defer { logs[segment.log] = log }
        do {
            try take(segment, &log)
            try db.cachedStatement(
                sql: "UPDATE sync_logs SET fault = NULL, fault_line = NULL WHERE id = ? AND fault IS NOT NULL"
            ).execute(arguments: [log.id])
        } catch let stop as Stop {
            outcome.faults[segment.log] = stop.fault
            try db.cachedStatement(sql: "UPDATE sync_logs SET fault = ?, fault_line = ? WHERE id = ?")
                .execute(arguments: [stop.fault.text, stop.line, log.id])
        }
    }

    private struct Stop: Error {
        var fault: LogFault
        /// What can be skipped.
        var line: String?
    }

    private mutating func take(_ segment: LogSegment, _ log: inout KnownLog) throws {
        guard segment.first >= 1, segment.first <= log.position.n + 1,
            var hash = try Logs.hash(db, of: segment.log, at: segment.first - 1)
        else { throw Stop(fault: .gap) }
        // All hashes first: entries that are not what they should be are not looked at.
        var hashes: [LogHash] = []
        hashes.reserveCapacity(segment.lines.count)
        for line in segment.lines {
            guard line.utf8.count <= Logs.longestLine else { throw Stop(fault: .tooLong) }
            hash = hash.following(line)
            hashes.append(hash)
        }
        guard hash == segment.hash else { throw Stop(fault: .damaged) }
        for (offset, line) in segment.lines.enumerated() {
            let n = segment.first + offset
            if n <= log.position.n {
                guard try Logs.hash(db, of: segment.log, at: n) == hashes[offset] else {
                    throw Stop(fault: .forked(n: n))
                }
                continue
            }
            try take(line, LogPosition(n: n, hash: hashes[offset]), &log)
        }
    }

    private mutating func take(_ line: String, _ position: LogPosition, _ log: inout KnownLog) throws {
        let kind: String
        let id: String
        var isKept = true
        if let special = LogLine(line) {
            (kind, id) = (special.kind, special.id)
            switch special {
            case .hello(let name): log.name = name
            case .redaction(let redaction): redacted.append(redaction.revision)
            case .redacted(let revision, let rest, _, _):
                _ = try add(rest, whole: line)
                redacted.append(revision)
            case .edition, .later: break
            }
        } else {
            switch try add(line, whole: line) {
            case .note(let revision):
                (kind, id) = ("note", revision.revision)
                isKept = revision.json.text != line
            case .word(let revision):
                (kind, id) = ("word", revision.revision)
                isKept = revision.json.text != line
            case nil: (kind, id) = ("later", "")
            }
        }
        try Logs.append(db, to: log.id, position, kind: kind, id: id, line: isKept ? line : nil)
        log.position = position
        log.isChanged = true
        outcome.entries += 1
    }

    /// Imports a revision; nil for one of a later format.
    private mutating func add(_ line: String, whole: String) throws -> RevisionImport.Line? {
        do {
            return try revisions.add(line)
        } catch NoteLineFault.Reason.format(let number) where number > JSONValue.formatNumber {
            return nil
        } catch let reason as NoteLineFault.Reason {
            throw Stop(fault: .refused(reason), line: whole)
        }
    }

    private mutating func known(_ log: String) throws -> KnownLog {
        if let known = logs[log] { return known }
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT id, n, hash, name FROM sync_logs WHERE log = ?"), arguments: [log]
        )
        if let row {
            return KnownLog(
                id: row.integer(0),
                position: LogPosition(n: Int(row.integer(1)), hash: LogHash(row, 2)),
                name: row.text(3))
        }
        try db.execute(sql: "INSERT INTO sync_logs (log) VALUES (?)", arguments: [log])
        return KnownLog(id: db.lastInsertedRowID, position: .start, name: "")
    }

    mutating func finish() throws -> LogOutcome {
        for log in logs.values where log.isChanged {
            try db.cachedStatement(
                sql: """
                    UPDATE sync_logs SET n = ?, hash = ?, name = ?, seen_at = strftime('%Y-%m-%dT%H:%M:%fZ')
                    WHERE id = ?
                    """
            ).execute(arguments: [log.position.n, Data(log.position.hash.bytes), log.name, log.id])
        }
        outcome.notes = try revisions.finish()
        outcome.redactions = redacted.unique().count
        try Redactions.apply(db, redacted.unique())
        return outcome
    }
}
