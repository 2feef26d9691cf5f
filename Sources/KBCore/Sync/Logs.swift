import Foundation
import GRDB
import KBFile
import KBText

/// The logs of a file: what it has written, and what others have.
///
/// What this file writes goes into logs of its own when somebody synchronises: ``seal()``. Entries of others come by
/// ``receive(_:)``. Each log is gapless, and its hashes are chained: whoever has entries 1 to n and the hash of entry n has
/// the same as everybody else.
package struct Logs: Sendable {
    let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// How far each log is known.
    package func vector() throws -> LogVector {
        try store.read { db in
            var vector: LogVector = [:]
            let rows = try Row.fetchCursor(db, sql: "SELECT log, n, hash FROM sync_logs WHERE n > 0")
            while let row = try rows.next() {
                vector[row.text(0)] = LogPosition(n: Int(row.integer(1)), hash: LogHash(row, 2))
            }
            return vector
        }
    }

    /// The hash of an entry; nil where the log is not known so far.
    package func hash(of log: String, at n: Int) throws -> LogHash? {
        try store.read { try Self.hash($0, of: log, at: n) }
    }

    static func hash(_ db: Database, of log: String, at n: Int) throws -> LogHash? {
        if n == 0 { return .start }
        return try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT e.hash FROM sync_entries e JOIN sync_logs l ON l.id = e.log WHERE l.log = ? AND e.n = ?
                    """), arguments: [log, n]
        ).map { LogHash($0, 0) }
    }

    /// Gives the entries of a log after the `n`th to `body`, some at a time.
    ///
    /// A line of more than ``largestSegment`` bytes makes a segment of its own.
    ///
    /// - Throws: ``StoreError``, or what `body` throws.
    package func forEachSegment(
        of log: String, after n: Int, to last: Int, _ body: (LogSegment) throws -> Void
    ) throws {
        var position = n
        while position < last {
            let segment = try store.read { try Self.segment($0, of: log, after: position, to: last) }
            guard let segment else { return }
            try body(segment)
            position = segment.last
        }
    }

    /// The usual size of a segment, in bytes of its lines.
    package static let largestSegment = 1 << 20

    private static func segment(_ db: Database, of log: String, after n: Int, to last: Int) throws
        -> LogSegment?
    {
        let entries = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.n, e.kind, e.id, e.hash, e.line,
                  \(Redactions.holds("e.id"))
                FROM sync_logs l JOIN sync_entries e ON e.log = l.id
                WHERE l.log = ? AND e.n > ? AND e.n <= ? ORDER BY e.n
                """, arguments: [log, n, last])
        var segment: LogSegment?
        var size = 0
        var previous = try Self.hash(db, of: log, at: n)
        while size < largestSegment, let entry = try entries.next() {
            let hash = LogHash(entry, 3)
            let line: String
            if let stored = entry.optionalText(4) {
                line = stored
            } else {
                let revision = try self.line(db, kind: entry.text(1), id: entry.text(2))
                let isRedacted = entry.integer(5) != 0 && entry.text(1) == "note"
                line =
                    isRedacted
                    ? LogLine.redacted(
                        revision: entry.text(2), line: revision, hash: hash, previous: previous
                    ).text : revision
            }
            previous = hash
            size += line.utf8.count
            if segment == nil { segment = LogSegment(log: log, first: n + 1, lines: [], hash: hash) }
            segment?.lines.append(line)
            segment?.hash = hash
        }
        return segment
    }

    /// Adds an entry to a log; its `line` is nil where the tables say the same.
    static func append(
        _ db: Database, to log: Int64, _ position: LogPosition, kind: String, id: String, line: String?
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO sync_entries (log, n, kind, id, hash, line) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [log, position.n, kind, id, Data(position.hash.bytes), line])
    }

    /// The line of a revision, as `kb export notes` writes it.
    private static func line(_ db: Database, kind: String, id: String) throws -> String {
        kind == "word"
            ? try WordRevision.find(db, id)?.json.text ?? "" : try NoteRevision.find(db, id)?.json.text ?? ""
    }
}

extension LogHash {
    /// Reads a column; what is no blob there is no hash of anything.
    init(_ row: Row, _ column: Int) {
        self.init(bytes: (row[column] as Data?).map([UInt8].init) ?? [])
    }
}
