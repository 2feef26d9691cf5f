import GRDB
import KBIndex

extension Notes {
    /// Ends a conflict: one revision replaces all heads of a note.
    ///
    /// The heads' anchors are left to the first head.
    ///
    /// - Parameters:
    ///   - heads: All heads of the note, as they were read.
    ///   - body: The text that takes the place of theirs.
    ///   - tags: The tags; nil for those of all heads together.
    ///   - author: Who resolves; empty when nobody says.
    /// - Returns: The note.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the heads are others by now.
    package func resolve(_ heads: [Note], body: String, tags: [String]? = nil, author: String) throws -> Note
    {
        try NoteDraft.check(body: body, author: author)
        guard let first = heads.first else { throw NoteError.notFound(prefix: "") }
        let tags = try NoteTags.normalized(tags ?? heads.flatMap(\.tags))
        return try store.write { db in
            let now = try Self.heads(db, of: first.uuid)
            guard Set(now.map(\.revision)) == Set(heads.map(\.revision)) else {
                throw NoteError.changedMeanwhile(seen: first, now: now)
            }
            let values: [(any DatabaseValueConvertible)?] = [
                first.uuid, NoteTags.encoded(heads.map(\.revision)), first.reference.book,
                first.reference.code,
                body, NoteTags.encoded(tags), author,
            ]
            try db.execute(
                sql: """
                    INSERT INTO note_revisions (
                      note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end",
                      anchor)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: StatementArguments(values + TextQuote.arguments(first.anchor)))
            guard let note = try Self.heads(db, of: first.uuid).first else {
                throw NoteError.changedMeanwhile(seen: first, now: [])
            }
            try IndexMaintenance.follow(db)
            return note
        }
    }
}
