import GRDB
import KBIndex

extension Notes {
    /// The versions of the note whose UUID begins with `prefix`, and whether it was removed elsewhere.
    ///
    /// - Throws: What ``heads(_:)`` throws.
    package func merge(_ prefix: String) throws -> NoteMerge {
        let heads = try heads(prefix)
        return try store.read { try Self.merge($0, heads) }
    }

    /// The notes that somebody has to decide on, each with its versions.
    package func merges() throws -> [NoteMerge] {
        try store.read { db in
            try String.fetchAll(db, sql: Self.undecided + " ORDER BY note").map {
                try Self.merge(db, try Self.heads(db, of: $0))
            }
        }
    }

    /// The notes that somebody has to decide on: two texts, or a text on one side and a removal on the other.
    static let undecided =
        "SELECT note FROM (\(conflicting) UNION \(kept)) WHERE note IN (SELECT note FROM notes)"

    /// The notes with two texts.
    static let conflicting = "SELECT note FROM note_merges GROUP BY note HAVING count(*) > 1"

    /// The notes that were changed on one side and removed on the other.
    static let kept = """
        SELECT m.note FROM note_merges m
        JOIN note_revisions r ON r.revision = m.revision AND NOT r.deleted
        JOIN json_each(m.leaves) leaf
        JOIN note_revisions d ON d.revision = leaf.value AND d.deleted
        """

    /// What became of notes of which the file has several versions.
    static func settle(_ db: Database, _ notes: Set<String>, in outcome: inout NoteImportOutcome) throws {
        func among(_ query: String) throws -> [String] {
            try String.fetchAll(db, sql: "SELECT DISTINCT note FROM (\(query)) ORDER BY note").filter(
                notes.contains)
        }
        outcome.conflicts = try among(conflicting)
        outcome.kept = try among(kept).filter { !outcome.conflicts.contains($0) }
        let undecided = Set(outcome.conflicts + outcome.kept)
        outcome.merged = try among(
            "SELECT m.note FROM note_merges m JOIN note_revisions r ON r.revision = m.revision AND NOT r.deleted"
        ).filter { !undecided.contains($0) }
    }

    static func merge(_ db: Database, _ heads: [Note]) throws -> NoteMerge {
        guard let note = heads.first else { return NoteMerge(heads) }
        let leaves = try leaves(db, of: note.uuid)
        let removals = leaves.filter(\.isDeleted)
        // Leaves stand in the order in which they came into this file.
        let mine = leaves.first.flatMap { first in
            first.isDeleted ? nil : heads.first { $0.body == first.body } ?? note
        }
        return NoteMerge(heads, mine: mine, removals: removals)
    }

    /// Ends a conflict by choosing one of the versions, all of them, or another text.
    ///
    /// - Returns: The note; nil where the choice was its removal.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the versions are others by now, ``NoteMerge/Unresolved``.
    package func resolve(_ merge: NoteMerge, by choice: NoteChoice, author: String) throws -> Note? {
        if let body = try merge.body(choosing: choice) {
            return try resolve(merge.heads, body: body, author: author)
        }
        guard let first = merge.heads.first else { return nil }
        try store.write { db in
            try Self.checkHeads(db, of: first, are: merge.heads)
            try Self.removeAll(db, of: first.uuid, author: author)
            try IndexMaintenance.follow(db)
        }
        return nil
    }

    /// Makes sure that nobody has changed a note since its heads were read.
    private static func checkHeads(_ db: Database, of first: Note, are heads: [Note]) throws {
        let now = try Self.heads(db, of: first.uuid)
        guard Set(now.map(\.revision)) == Set(heads.map(\.revision)) else {
            throw NoteError.changedMeanwhile(seen: first, now: now)
        }
    }

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
        let known = heads.flatMap(\.tags)
        let tags = try NoteTags.normalized((tags ?? known) + NoteTags.standing(in: body), known: known)
        return try store.write { db in
            try Self.checkHeads(db, of: first, are: heads)
            let revision = NoteRevision(
                revision: "", note: first.uuid, parents: [], reference: first.reference, body: body,
                tags: tags,
                author: author, anchor: first.anchor, isDeleted: false, createdAt: "")
            try Self.insert(db, revision, after: try Self.leaves(db, of: first.uuid))
            guard let note = try Self.heads(db, of: first.uuid).first else {
                throw NoteError.changedMeanwhile(seen: first, now: [])
            }
            try IndexMaintenance.follow(db)
            return note
        }
    }
}
