import GRDB
import KBDocuments
import KBFile
import KBText

extension Logs {
    /// Another branch of a log than the one that is here: what a file and its copy wrote in the same log.
    package struct Branch: Sendable {
        /// The UUID of the log.
        package var log: String
        /// The entries, from the first on.
        package var lines: [String]
        /// The number of entries that both branches have.
        package var common: Int

        package init(of log: String, _ lines: [String], common: Int) {
            (self.log, self.lines, self.common) = (log, lines, common)
        }
    }

    /// Puts what either branch of a log says into this file's own logs, as what it has written: whoever has the other
    /// branch gets no more of this one.
    ///
    /// - Parameters:
    ///   - branch: The branch that is elsewhere.
    ///   - others: The logs that have branches there; what stands only in them is not there, either.
    /// - Returns: What it did; nil where a revision cannot be taken, and then nothing was.
    /// - Throws: ``StoreError``.
    package func adopt(_ branch: Branch, others: some Collection<String>) throws -> NoteImportOutcome? {
        do {
            return try store.write { db in
                var logs = try OwnLog.all(db)
                var revisions = try RevisionImport(db)
                var redacted: [String] = []
                for line in branch.lines {
                    let special = LogLine(line)
                    switch special {
                    case .redacted(_, let rest, _, _)?: try revisions.add(rest)
                    case nil: try revisions.add(line)
                    case .edition?: try Self.append(db, special, to: &logs)
                    case .redaction(let redaction)?:
                        redacted.append(redaction.revision)
                        try Self.append(db, special, to: &logs)
                    case .hello?, .later?: continue
                    }
                }
                try Self.republish(db, branch, others, in: &logs)
                for log in logs { try log.save(db) }
                try db.execute(
                    sql: "UPDATE sync_logs SET fault = NULL, fault_line = NULL WHERE log = ?",
                    arguments: [branch.log])
                let outcome = try revisions.finish()
                try Redactions.apply(db, redacted)
                return outcome
            }
        } catch is NoteLineFault.Reason {
            return nil
        }
    }

    /// Adds an edition or a redaction that no log has to the logs that are to have it.
    private static func append(_ db: Database, _ line: LogLine?, to logs: inout [OwnLog]) throws {
        guard let line else { return }
        let isKnown = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sync_entries WHERE id = ? AND kind = ?)",
            arguments: [line.id, line.kind])
        guard isKnown != true else { return }
        for index in logs.indices where logs[index].scope.holds(line) { try logs[index].append(db, line) }
    }

    /// Adds what only this file's branch says, and no log that goes on in one way.
    private static func republish(
        _ db: Database, _ branch: Branch, _ others: some Collection<String>, in logs: inout [OwnLog]
    ) throws {
        let entries = try Row.fetchAll(
            db,
            sql: """
                SELECT e.kind, e.id, e.line FROM sync_logs l JOIN sync_entries e ON e.log = l.id
                WHERE l.log = ? AND e.n > ? AND e.kind IN ('note', 'word', 'redacted', 'edition', 'redaction')
                  AND NOT EXISTS (
                    SELECT 1 FROM sync_entries k JOIN sync_logs o ON o.id = k.log
                    WHERE k.id = e.id
                      AND replace(k.kind, 'redacted', 'note') = replace(e.kind, 'redacted', 'note')
                      AND o.log <> l.log AND o.log NOT IN (SELECT value FROM json_each(?)))
                ORDER BY e.n
                """, arguments: [branch.log, branch.common, JSONValue.strings(Array(others)).text])
        for entry in entries {
            let (kind, id) = (entry.text(0), entry.text(1))
            switch kind {
            case "note", "redacted":
                guard let revision = try NoteRevision.find(db, id) else { continue }
                for index in logs.indices where logs[index].scope.holds(revision) {
                    try logs[index].append(db, kind: "note", id: id, line: revision.json.text, isKept: false)
                }
            case "word":
                guard let revision = try WordRevision.find(db, id) else { continue }
                for index in logs.indices where logs[index].scope.holds(revision) {
                    try logs[index].append(db, kind: kind, id: id, line: revision.json.text, isKept: false)
                }
            default:
                guard let line = LogLine(entry.text(2)) else { continue }
                for index in logs.indices where logs[index].scope.holds(line) {
                    try logs[index].append(db, line)
                }
            }
        }
    }
}
