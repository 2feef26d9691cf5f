import GRDB
import KBIndex

extension Notes {
    /// Writes a new note.
    ///
    /// - Returns: The note as the file has it.
    /// - Throws: ``NoteError`` when the draft is not good enough, or there is no such code.
    package func add(_ draft: NoteDraft) throws -> Note {
        try store.write { db in
            let note = try Self.add(db, draft)
            try IndexMaintenance.follow(db)
            return note
        }
    }

    /// Writes a new note unless there is one of its UUID, also a removed one: of several that ask at once, one is the first.
    ///
    /// - Returns: The note as the file has it; nil where there was one.
    /// - Throws: As ``add(_:)``.
    package func addUnlessKnown(_ draft: NoteDraft) throws -> Note? {
        try store.write { db in
            if let uuid = draft.uuid, try db.count("note_revisions WHERE note = ?", [uuid]) > 0 { return nil }
            let note = try Self.add(db, draft)
            try IndexMaintenance.follow(db)
            return note
        }
    }

    /// Writes a new note inside the caller's transaction; see ``add(_:)``.
    package static func add(_ db: Database, _ draft: NoteDraft) throws -> Note {
        try NoteDraft.check(body: draft.body, author: draft.author)
        let tags = try NoteTags.normalized(draft.tags + NoteTags.standing(in: draft.body))
        guard try Codes.find(db, draft.reference) != nil else { throw NoteError.unknownCode(draft.reference) }
        return try insert(db, draft, tags: tags)
    }

    // SQLite compiles all triggers with a statement, for milliseconds: both are kept.

    /// Adds the row of a note that was checked.
    ///
    /// - Parameters:
    ///   - db: The knowledge base.
    ///   - draft: The note.
    ///   - tags: Its tags, with those that stand in the text.
    ///   - time: When it was written; nil for now.
    /// - Returns: The note as the file has it.
    /// - Throws: ``NoteError/unknownCode(_:)``, ``StoreError``.
    static func insert(
        _ db: Database, _ draft: NoteDraft, tags: [String], at time: String? = nil
    ) throws -> Note {
        let values: [(any DatabaseValueConvertible)?] = [
            draft.reference.book, draft.reference.code, draft.body, NoteTags.encoded(tags), draft.author,
        ]
        let names = (draft.uuid == nil ? "" : ", note") + (time == nil ? "" : ", created_at")
        let more: [(any DatabaseValueConvertible)?] = [draft.uuid, time].compactMap(\.self)
        try db.cachedStatement(
            sql: """
                INSERT INTO notes (book, code, body, tags, author, \(TextQuote.columns)\(names))
                VALUES (\(databaseQuestionMarks(count: 12 + more.count)))
                """
        ).execute(arguments: StatementArguments(values + TextQuote.arguments(draft.anchor) + more))
        guard let note = try note(db, id: db.lastInsertedRowID) else {
            throw NoteError.unknownCode(draft.reference)
        }
        return note
    }

    /// Gives the row of a note another text, with the tags and the author of it.
    static func update(
        _ db: Database, id: Int64, body: String, tags: [String], author: String
    ) throws {
        try db.cachedStatement(sql: "UPDATE notes SET body = ?, tags = ?, author = ? WHERE id = ?")
            .execute(arguments: [body, NoteTags.encoded(tags), author, id])
    }

    /// Writes the changed body, tags, author and anchor of a note that was read before.
    ///
    /// Nothing is written when nothing differs from what the file has.
    ///
    /// - Parameter note: The note with its changes, and the revision that was read.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the note has another revision by now.
    package func edit(_ note: Note) throws -> Note {
        try NoteDraft.check(body: note.body, author: note.author)
        return try store.write { db in
            guard let id = try Self.row(db, of: note), let before = try Self.note(db, id: id) else {
                throw NoteError.changedMeanwhile(seen: note, now: try Self.heads(db, of: note.uuid))
            }
            let note = try note.withTagsOfText(
                NoteTags.normalized(note.tags, known: before.tags), before: before)
            let values: [(any DatabaseValueConvertible)?] = [
                note.body, NoteTags.encoded(note.tags), note.author,
            ]
            try db.cachedStatement(
                sql: "UPDATE notes SET body = ?, tags = ?, author = ?, \(TextQuote.assignments) WHERE id = ?"
            ).execute(arguments: StatementArguments(values + TextQuote.arguments(note.anchor) + [id]))
            try IndexMaintenance.follow(db)
            return try Self.note(db, id: id) ?? note
        }
    }

    /// Removes a note with all versions that it may have; its history stays, and ends with a revision that says so.
    ///
    /// - Parameters:
    ///   - note: The note, or one of its versions, as it was read.
    ///   - author: Who removes it; empty when nobody says.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the note has another revision by now.
    package func remove(_ note: Note, author: String = "") throws {
        try store.write { db in
            guard try Self.row(db, of: note) != nil else {
                throw NoteError.changedMeanwhile(seen: note, now: try Self.heads(db, of: note.uuid))
            }
            try Self.removeAll(db, of: note.uuid, author: author)
            try IndexMaintenance.follow(db)
        }
    }

    static func note(_ db: Database, id: Int64) throws -> Note? {
        try Note.fetchOne(db, sql: "SELECT \(Note.columns) FROM notes WHERE id = ?", arguments: [id])
    }

    /// The row that still has the revision which was read; nil when there is none.
    private static func row(_ db: Database, of note: Note) throws -> Int64? {
        try Int64.fetchOne(
            db, sql: "SELECT id FROM notes WHERE note = ? AND revision = ?",
            arguments: [note.uuid, note.revision])
    }
}

extension Note {
    /// The note with the tags that it is given and those in its text; without those that only stood in its text before.
    fileprivate func withTagsOfText(_ given: [String], before: Note) -> Note {
        var note = self
        let present = NoteTags.standing(in: body)
        let gone = Set(NoteTags.standing(in: before.body)).subtracting(present)
        let kept = given.filter { !gone.contains($0) || !before.tags.contains($0) }
        note.tags = kept + present.filter { !kept.contains($0) }
        return note
    }
}
