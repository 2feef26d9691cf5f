import Foundation
import GRDB
import KBFile

/// A log that this file writes.
struct OwnLog {
    var id: Int64
    var log: String
    var position: LogPosition
    var scope: LogScope
    /// Up to which row of each table the log has everything.
    var revisions: Int64
    var words: Int64
    var imports: Int64

    static func all(_ db: Database) throws -> [OwnLog] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, log, n, hash, scope, revisions, words, imports FROM sync_logs
                WHERE scope IS NOT NULL ORDER BY id
                """
        ).map { row in
            OwnLog(
                id: row.integer(0), log: row.text(1),
                position: LogPosition(n: Int(row.integer(2)), hash: LogHash(row, 3)),
                scope: LogScope(row.text(4)), revisions: row.integer(5), words: row.integer(6),
                imports: row.integer(7))
        }
    }

    /// Adds an entry, whose line `isKept` where no table says the same.
    mutating func append(_ db: Database, kind: String, id entry: String, line: String, isKept: Bool) throws {
        position = position.following(line)
        try Logs.append(db, to: id, position, kind: kind, id: entry, line: isKept ? line : nil)
    }

    mutating func append(_ db: Database, _ line: LogLine) throws {
        try append(db, kind: line.kind, id: line.id, line: line.text, isKept: true)
    }

    func save(_ db: Database) throws {
        try db.cachedStatement(
            sql: """
                UPDATE sync_logs SET n = ?, hash = ?, revisions = ?, words = ?, imports = ?,
                  seen_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?
                """
        ).execute(arguments: [position.n, Data(position.hash.bytes), revisions, words, imports, id])
    }
}

extension Logs {
    /// The log of this file that has what `scope` says; it is made where there is none, under the name that others see as
    /// its owner's.
    static func own(_ db: Database, _ scope: LogScope, as name: String) throws -> OwnLog {
        if let log = try OwnLog.all(db).first(where: { $0.scope == scope }) { return log }
        let uuid = UUID().uuidString.lowercased()
        try db.execute(
            sql: "INSERT INTO sync_logs (log, scope, name) VALUES (?, ?, ?)",
            arguments: [uuid, scope.json.text, name])
        var log = OwnLog(
            id: db.lastInsertedRowID, log: uuid, position: .start, scope: scope, revisions: 0, words: 0,
            imports: 0)
        try log.append(db, .hello(name: name))
        try log.save(db)
        return log
    }

    /// Writes what this file has written since into its logs.
    ///
    /// Cost: where there is nothing, two lookups a log and no write.
    ///
    /// - Throws: ``StoreError``.
    package func seal() throws {
        guard try store.read({ try Self.isAnythingOpen($0) }) else { return }
        try store.write { db in
            var logs = try OwnLog.all(db)
            try sealEditions(db, &logs)
            for index in logs.indices {
                try Self.sealNotes(db, &logs[index])
                try Self.sealWords(db, &logs[index])
                try logs[index].save(db)
            }
        }
    }

    private static func isAnythingOpen(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (
                  SELECT 1 FROM sync_logs WHERE scope IS NOT NULL
                    AND (revisions < (SELECT coalesce(max(seq), 0) FROM note_revisions)
                      OR words < (SELECT coalesce(max(seq), 0) FROM word_revisions)
                      OR imports < (SELECT coalesce(max(id), 0) FROM imports)))
                """) ?? false
    }

    private static func sealNotes(_ db: Database, _ log: inout OwnLog) throws {
        let scope = log.scope
        log.revisions = try seal(
            db, &log, "note", "note_revisions", NoteRevision.columns, after: log.revisions
        ) {
            (revision: NoteRevision) in
            scope.holds(revision) ? (revision.revision, revision.json.text) : nil
        }
    }

    private static func sealWords(_ db: Database, _ log: inout OwnLog) throws {
        let scope = log.scope
        log.words = try seal(db, &log, "word", "word_revisions", WordRevision.columns, after: log.words) {
            (revision: WordRevision) in
            scope.holds(revision) ? (revision.revision, revision.json.text) : nil
        }
    }

    /// Adds the revisions of a table after row `seq` that are not in the log yet, and in no other file's: what came from
    /// others is theirs to send.
    ///
    /// `entry` gives the name and the line of a revision that goes into the log. Returns the last row of the table.
    private static func seal<Revision: RowRecord>(
        _ db: Database, _ log: inout OwnLog, _ kind: String, _ table: String, _ columns: String,
        after seq: Int64,
        _ entry: (Revision) -> (id: String, line: String)?
    ) throws -> Int64 {
        let revisions = try Revision.fetchCursor(
            db,
            sql: """
                SELECT \(columns) FROM \(table) WHERE seq > ? AND NOT EXISTS (
                  SELECT 1 FROM sync_entries e JOIN sync_logs l ON l.id = e.log
                  WHERE e.id = revision AND e.kind = ? AND (l.id = ? OR l.scope IS NULL))
                ORDER BY seq
                """, arguments: [seq, kind, log.id])
        while let revision = try revisions.next() {
            guard let (id, line) = entry(revision) else { continue }
            try log.append(db, kind: kind, id: id, line: line, isKept: false)
        }
        return try Int64.fetchOne(db, sql: "SELECT max(seq) FROM \(table)") ?? 0
    }
}
