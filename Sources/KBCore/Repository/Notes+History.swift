import GRDB
import KBIndex

extension Notes {
    /// Brings back an earlier revision of a note, or a note that was removed.
    ///
    /// The history goes on: a revision that says what the earlier one said follows all that is there. The note stays on
    /// its code, and a quote goes to its place in the text of today. What is as it was is not written again.
    ///
    /// - Parameters:
    ///   - prefix: The whole name of a note, or at least four characters of its beginning, in any case.
    ///   - revision: The state: the whole name of a revision of this note, or at least four characters of its beginning;
    ///     nil for what a removed note said last.
    ///   - author: Who restores; empty when nobody says.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``NoteError/noRevision(_:of:)``, ``NoteError/notRemoved(_:)``, and what ``history(_:)`` throws.
    package func restore(_ prefix: String, to revision: String?, author: String) throws -> Note {
        let states = try history(prefix)
        return try store.write { db in
            let state = try Self.state(revision, of: states, db)
            let note = try Self.write(state, over: state.note, as: author, keepsQuote: false, db)
            try IndexMaintenance.follow(db)
            return note
        }
    }

    /// The state that a revision's name, or nil, stands for.
    private static func state(
        _ name: String?, of states: [NoteRevision], _ db: Database
    ) throws -> NoteRevision {
        let note = states.first?.note ?? ""
        guard let name else {
            if let head = try heads(db, of: note).first { throw NoteError.notRemoved(head) }
            guard let last = states.last else { throw NoteError.notFound(prefix: note) }
            return last
        }
        if let exact = states.first(where: { $0.revision == name }) { return exact }
        let found = states.filter { $0.revision.lowercased().hasPrefix(name.lowercased()) }
        guard name.unicodeScalars.count >= 4, found.count == 1, let state = found.first else {
            throw NoteError.noRevision(name, of: note)
        }
        return state
    }

    /// The last change that a person made to any note, in the order in which changes came into this file.
    ///
    /// A passage that only followed its document is no change of anybody's.
    ///
    /// - Parameter author: Who made it; empty for changes that nobody has put a name to.
    /// - Returns: The change.
    /// - Throws: ``NoteError/noChange(author:)``.
    package func lastChange(by author: String) throws -> NoteChange {
        try store.read { db in
            let revisions = try NoteRevision.fetchCursor(
                db,
                sql: "SELECT \(NoteRevision.columns) FROM note_revisions WHERE author = ? ORDER BY seq DESC",
                arguments: [author])
            while let revision = try revisions.next() {
                let before = try NoteRevision.fetchOne(
                    db,
                    sql: """
                        SELECT \(NoteRevision.columns) FROM note_revisions
                        WHERE note = ? AND revision IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT 1
                        """, arguments: [revision.note, NoteTags.encoded(revision.parents)])
                if let before, before.saysTheSame(as: revision), revision.parents.count == 1 { continue }
                return NoteChange(revision: revision, before: before)
            }
            throw NoteError.noChange(author: author)
        }
    }

    /// Takes a change back: text and tags are as before it.
    ///
    /// Taking that back brings the change again.
    ///
    /// - Parameters:
    ///   - change: What ``lastChange(by:)`` has found.
    ///   - author: Who takes it back; empty when nobody says.
    /// - Returns: The note; nil where there is none any more, because the change had made or restored it.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the note was changed since.
    package func undo(_ change: NoteChange, author: String) throws -> Note? {
        try store.write { db in
            let made = change.revision
            let leaves = try Self.leaves(db, of: made.note)
            guard leaves.allSatisfy({ $0.saysTheSame(as: made) }) else {
                throw NoteError.changedMeanwhile(
                    seen: Note(made, createdAt: made.createdAt), now: try Self.heads(db, of: made.note))
            }
            defer { try? IndexMaintenance.follow(db) }
            guard let before = change.before, !before.isDeleted else {
                try Self.removeAll(db, of: made.note, author: author)
                return nil
            }
            let keepsQuote = !made.isDeleted && before.anchor == made.anchor
            return try Self.write(before, over: made.note, as: author, keepsQuote: keepsQuote, db)
        }
    }

    /// The revisions of a note that nothing follows, those that removed it among them, as they came into this file.
    static func leaves(_ db: Database, of note: String) throws -> [NoteRevision] {
        try NoteRevision.fetchAll(
            db,
            sql: """
                SELECT \(NoteRevision.columns) FROM note_leaves WHERE note = ? ORDER BY seq
                """, arguments: [note])
    }

    /// Removes a note with all its versions, by a revision that follows them.
    static func removeAll(_ db: Database, of note: String, author: String) throws {
        let leaves = try leaves(db, of: note)
        guard var removal = leaves.first(where: { !$0.isDeleted }) else { return }
        removal.author = author
        removal.isDeleted = true
        try insert(db, removal, after: leaves)
    }

    /// Makes a note say what an earlier state said, where it stands.
    private static func write(
        _ state: NoteRevision, over note: String, as author: String, keepsQuote: Bool, _ db: Database
    ) throws -> Note {
        let now = try heads(db, of: note)
        var next = state
        next.author = author
        next.isDeleted = false
        next.reference = now.first?.reference ?? state.reference
        guard let code = try Codes.find(db, next.reference) else {
            throw NoteError.unknownCode(next.reference)
        }
        next.anchor =
            keepsQuote
            ? now.first?.anchor
            : state.anchor.map { Anchors.relocated($0, in: code.scalars(of: $0.field)) }
        if now.count == 1, let head = now.first, head.body == next.body, head.tags == next.tags,
            head.anchor == next.anchor
        {
            return head
        }
        try insert(db, next, after: try leaves(db, of: note))
        guard let head = try heads(db, of: note).first else {
            throw NoteError.unknownCode(next.reference)
        }
        return head
    }

    /// Adds a revision of the same note with a name and a time of its own.
    static func insert(
        _ db: Database, _ revision: NoteRevision, after leaves: [NoteRevision]
    ) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            revision.note, NoteTags.encoded(leaves.map(\.revision).sorted()), revision.reference.book,
            revision.reference.code, revision.body, NoteTags.encoded(revision.tags), revision.author,
            revision.isDeleted,
        ]
        try db.cachedStatement(
            sql: """
                INSERT INTO note_revisions (
                  note, parents, book, code, body, tags, author, deleted, \(TextQuote.columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: StatementArguments(values + TextQuote.arguments(revision.anchor)))
    }
}
