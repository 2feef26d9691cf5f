import GRDB

extension Notes {
    /// Makes the rows of a note what its revisions say, without making any revision.
    ///
    /// - Returns: The heads that have no row because their code is unknown.
    @discardableResult
    static func reconcile(_ db: Database, note uuid: String) throws -> [NoteRevision] {
        let revisions = try revisions(db, of: uuid)
        let heads = NoteGraph(revisions).heads
        var parked: [NoteRevision] = []
        var wanted: [NoteRevision] = []
        for head in heads {
            if try Codes.find(db, head.reference) == nil { parked.append(head) } else { wanted.append(head) }
        }
        let rows = try Self.heads(db, of: uuid)
        let missing = wanted.filter { head in !rows.contains { $0.revision == head.revision } }
        let stale = rows.filter { row in !wanted.contains { $0.revision == row.revision } }
        let createdAt = revisions.map(\.createdAt).min() ?? ""
        for (index, head) in missing.enumerated() {
            if index < stale.count {
                try update(db, row: stale[index].id, to: head)
            } else {
                try insert(db, row: head)
            }
            // The triggers leave the times alone when nothing else changes.
            try db.execute(
                sql: "UPDATE notes SET updated_at = ? WHERE revision = ?",
                arguments: [head.createdAt, head.revision])
        }
        try db.execute(
            sql: "UPDATE notes SET created_at = ?1 WHERE note = ?2 AND created_at <> ?1",
            arguments: [createdAt, uuid])
        for row in stale.dropFirst(missing.count) { try dropWithoutRevision(db, row: row.id) }
        return parked
    }

    static func insert(_ db: Database, _ revision: NoteRevision) throws {
        try db.execute(
            sql: """
                INSERT INTO note_revisions (\(NoteRevision.columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: revision.arguments)
    }

    /// The trigger adds no revision, because there is one with this UUID.
    private static func insert(_ db: Database, row head: NoteRevision) throws {
        try db.execute(
            sql: """
                INSERT INTO notes (
                  note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end",
                  anchor)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: arguments(of: head))
    }

    /// The trigger adds no revision, because there is one with this UUID.
    private static func update(_ db: Database, row: Int64, to head: NoteRevision) throws {
        try db.execute(
            sql: """
                UPDATE notes SET
                  note = ?, revision = ?, book = ?, code = ?, body = ?, tags = ?, author = ?, field = ?, exact = ?,
                  prefix = ?, suffix = ?, "start" = ?, "end" = ?, anchor = ?
                WHERE id = ?
                """,
            arguments: arguments(of: head) + [row])
    }

    private static func arguments(of head: NoteRevision) -> StatementArguments {
        let values: [(any DatabaseValueConvertible)?] = [
            head.note, head.revision, head.reference.book, head.reference.code, head.body,
            NoteTags.encoded(head.tags), head.author,
        ]
        return StatementArguments(values + TextQuote.arguments(head.anchor))
    }

    /// Takes a row away that the revisions no longer call for.
    ///
    /// The trigger records every deletion as a revision of its own. This one is none: the revisions already say
    /// it, so the trigger's is taken back before anyone sees it.
    private static func dropWithoutRevision(_ db: Database, row: Int64) throws {
        let last = try Int64.fetchOne(db, sql: "SELECT max(rowid) FROM note_revisions") ?? 0
        try db.execute(sql: "DELETE FROM notes WHERE id = ?", arguments: [row])
        try db.execute(sql: "DELETE FROM note_revisions WHERE rowid > ?", arguments: [last])
    }
}
