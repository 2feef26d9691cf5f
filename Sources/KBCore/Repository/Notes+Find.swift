import GRDB

extension Notes {
    /// The note whose UUID begins with `prefix`.
    ///
    /// - Parameter prefix: At least four hexadecimal digits, in any case.
    /// - Returns: The note.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``,
    ///   ``NoteError/ambiguous(prefix:candidates:)``, or ``NoteError/conflict(heads:)`` when it has several heads.
    public func find(_ prefix: String) throws -> Note {
        let heads = try heads(prefix)
        guard heads.count == 1, let note = heads.first else { throw NoteError.conflict(heads: heads) }
        return note
    }

    /// The heads of the note whose UUID begins with `prefix`, by revision; several where it is in conflict.
    ///
    /// - Parameter prefix: At least four hexadecimal digits, in any case.
    /// - Returns: One note or more, all with one UUID.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``,
    ///   ``NoteError/ambiguous(prefix:candidates:)``.
    public func heads(_ prefix: String) throws -> [Note] {
        try store.read { db in
            let notes = try Self.notes(db, beginningWith: prefix)
            guard let first = notes.first else { throw NoteError.notFound(prefix: prefix) }
            guard notes.allSatisfy({ $0.uuid == first.uuid }) else {
                throw NoteError.ambiguous(prefix: prefix, candidates: notes)
            }
            return notes
        }
    }

    /// All revisions of a note, each after those that it replaced; removed notes have their history too.
    ///
    /// - Parameter prefix: The beginning of the note's UUID: at least four hexadecimal digits, in any case.
    /// - Returns: One revision or more.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``, or
    ///   ``NoteError/ambiguous(prefix:candidates:)``, whose candidates may lack removed notes.
    public func history(_ prefix: String) throws -> [NoteRevision] {
        try store.read { db in
            let start = try Self.checked(prefix)
            let uuids = try String.fetchAll(
                db, sql: "SELECT DISTINCT note FROM note_revisions WHERE note >= ? AND note < ? LIMIT 20",
                arguments: [start, start + "~"])
            guard let uuid = uuids.first else { throw NoteError.notFound(prefix: prefix) }
            guard uuids.count == 1 else {
                throw NoteError.ambiguous(
                    prefix: prefix, candidates: try Self.notes(db, beginningWith: prefix))
            }
            return NoteGraph(try Self.revisions(db, of: uuid)).oldestFirst
        }
    }

    /// The notes that were changed in two places at once: the heads of each, by revision.
    public func conflicts() throws -> [[Note]] {
        try store.read { db in
            let heads = try Note.fetchAll(
                db,
                sql: """
                    SELECT \(Note.columns) FROM notes
                    WHERE note IN (SELECT note FROM notes GROUP BY note HAVING count(*) > 1)
                    ORDER BY note, revision
                    """)
            return heads.reduce(into: []) { groups, head in
                if groups.last?.first?.uuid == head.uuid {
                    groups[groups.count - 1].append(head)
                } else {
                    groups.append([head])
                }
            }
        }
    }

    static func revisions(_ db: Database, of uuid: String) throws -> [NoteRevision] {
        try NoteRevision.fetchAll(
            db, sql: "SELECT \(NoteRevision.columns) FROM note_revisions WHERE note = ?", arguments: [uuid])
    }

    /// Up to 20 heads, so that an error message stays readable.
    private static func notes(_ db: Database, beginningWith prefix: String) throws -> [Note] {
        let start = try checked(prefix)
        return try Note.fetchAll(
            db,
            sql: """
                SELECT \(Note.columns) FROM notes WHERE note >= ? AND note < ? ORDER BY note, revision LIMIT 20
                """,
            arguments: [start, start + "~"])
    }

    /// UUIDs are stored in lower case; `~` comes after every digit and the hyphen.
    private static func checked(_ prefix: String) throws -> String {
        let start = prefix.lowercased()
        let digits = start.unicodeScalars.filter { $0 != "-" }
        guard digits.count >= 4, digits.allSatisfy({ "0"..."9" ~= $0 || "a"..."f" ~= $0 }) else {
            throw NoteError.badPrefix(prefix)
        }
        return start
    }
}
