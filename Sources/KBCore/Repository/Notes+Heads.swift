import GRDB

extension Notes {
    /// Makes notes of the revisions that waited for their code, where it is known by now.
    ///
    /// Triggers do so for any tool. An import that they stand aside for calls this, inside its own transaction.
    ///
    /// - Returns: The number of rows that were made.
    @discardableResult
    package static func adoptParked(_ db: Database) throws -> Int {
        let before = try db.count("notes")
        try db.execute(
            sql: """
                INSERT INTO note_heads (note)
                SELECT DISTINCT note FROM note_heads AS head
                WHERE NOT EXISTS (SELECT 1 FROM notes WHERE notes.revision = head.revision)
                  AND EXISTS (SELECT 1 FROM codes WHERE codes.book = head.book AND codes.code = head.code)
                """)
        return try db.count("notes") - before
    }

    /// The heads that wait for their code: what stands behind FROM, with a WHERE that can go on.
    static let waitingHeads = """
        note_heads AS head
        WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = head.book AND c.code = head.code)
        """

    /// The same of all notes: looks first which of the codes that revisions name are not there, from one to the next.
    static let allWaitingHeads = """
        \(waitingHeads) AND head.note IN (
          WITH RECURSIVE first (seq) AS (
            SELECT (SELECT seq FROM note_revisions ORDER BY book, code LIMIT 1)
            UNION ALL
            SELECT coalesce(
              (SELECT o.seq FROM note_revisions o WHERE o.book = r.book AND o.code > r.code ORDER BY o.code LIMIT 1),
              (SELECT o.seq FROM note_revisions o WHERE o.book > r.book ORDER BY o.book, o.code LIMIT 1))
            FROM first JOIN note_revisions r USING (seq))
          SELECT note FROM note_revisions WHERE (book, code) IN (
            SELECT r.book, r.code FROM first JOIN note_revisions r USING (seq)
            WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = r.book AND c.code = r.code)))
        """

    /// The heads of a note that wait for their code.
    static func parked(_ db: Database, of uuid: String) throws -> [NoteRevision] {
        try NoteRevision.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(NoteRevision.columns) FROM \(waitingHeads) AND note = ? ORDER BY revision"),
            arguments: [uuid])
    }

    /// The notes that wait for their code, by book and code: what each says, and on which code it will be.
    ///
    /// - Throws: ``StoreError``.
    package func waiting() throws -> [Note] {
        try store.read { db in
            try NoteRevision.fetchAll(
                db,
                sql: """
                    SELECT \(NoteRevision.columns) FROM \(Self.allWaitingHeads)
                    ORDER BY book, code, created_at, revision
                    """
            ).map { head in
                let first = try String.fetchOne(
                    db, sql: "SELECT min(created_at) FROM note_revisions WHERE note = ?",
                    arguments: [head.note])
                return Note(head, createdAt: first ?? head.createdAt)
            }
        }
    }

    /// Adds a revision; the rows of `notes` follow from it by a trigger.
    static func insert(_ db: Database, _ revision: NoteRevision) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO note_revisions (\(NoteRevision.columns))
                VALUES (\(databaseQuestionMarks(count: NoteRevision.Column.allCases.count)))
                """
        ).execute(arguments: revision.arguments)
    }
}
