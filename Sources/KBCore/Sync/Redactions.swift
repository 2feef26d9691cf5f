import GRDB
import KBFile
import KBIndex

/// Revisions whose text is forgotten: a secret that got into a note.
///
/// What is left of one says who wrote it, when, about which code. Its text is gone from this file, and from each file that
/// synchronises with it; copies, backups and what remotes keep are their owners' to clean.
package enum Redactions {
    /// What stands where the text was.
    package static let text = "[redacted]"

    /// The condition that the revision in a column is redacted.
    static func holds(_ column: String) -> String {
        "EXISTS (SELECT 1 FROM sync_entries WHERE id = \(column) AND kind IN ('redaction', 'redacted'))"
    }

    static func has(_ db: Database, _ revision: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT \(holds("?1"))"), arguments: [revision]) ?? false
    }

    /// What is left of a revision.
    static func redacted(_ revision: NoteRevision) -> NoteRevision {
        var left = revision
        (left.body, left.tags) = (text, [])
        return left
    }

    /// Takes the text of revisions away of which an entry of a log says so.
    ///
    /// Rebuilds the index: its words and its free pages would otherwise keep the redacted text.
    static func apply(_ db: Database, _ revisions: [String]) throws {
        var notes: Set<String> = []
        try db.execute(sql: "PRAGMA secure_delete = ON")
        for revision in revisions {
            let known = try NoteRevision.fetchAll(
                db.cachedStatement(
                    sql: "SELECT \(NoteRevision.columns) FROM note_revisions WHERE revision = ? AND body <> ?"
                ),
                arguments: [revision, text]
            ).first
            guard let known else { continue }
            try db.execute(
                sql: "UPDATE note_revisions SET body = ?, tags = '[]' WHERE revision = ?",
                arguments: [text, revision])
            notes.insert(known.note)
        }
        guard !notes.isEmpty else { return }
        for note in notes.sorted() {
            try db.execute(sql: "INSERT INTO note_heads (note) VALUES (?)", arguments: [note])
        }
        try IndexMaintenance.rebuild(db)
    }
}
