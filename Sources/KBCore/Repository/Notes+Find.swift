import GRDB

extension Notes {
    /// The note whose UUID begins with `prefix`.
    ///
    /// - Parameter prefix: The whole name of a note, or at least four characters of its beginning, in any case.
    /// - Returns: The note.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``,
    ///   ``NoteError/ambiguous(prefix:candidates:)``, or ``NoteError/conflict(heads:)`` when it has several heads.
    package func find(_ prefix: String) throws -> Note {
        let heads = try heads(prefix)
        guard heads.count == 1, let note = heads.first else { throw NoteError.conflict(heads: heads) }
        return note
    }

    /// The heads of the note whose UUID begins with `prefix`, by revision; several where it is in conflict.
    ///
    /// - Parameter prefix: The whole name of a note, or at least four characters of its beginning, in any case.
    /// - Returns: One note or more, all with one UUID.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``,
    ///   ``NoteError/ambiguous(prefix:candidates:)``.
    package func heads(_ prefix: String) throws -> [Note] {
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
    /// - Parameter prefix: The whole name of a note, or at least four characters of its beginning, in any case.
    /// - Returns: One revision or more.
    /// - Throws: ``NoteError/badPrefix(_:)``, ``NoteError/notFound(prefix:)``, or
    ///   ``NoteError/ambiguous(prefix:candidates:)``, whose candidates may lack removed notes.
    package func history(_ prefix: String) throws -> [NoteRevision] {
        try store.read { db in
            let uuids = try Self.names(db, in: "note_revisions", beginningWith: prefix)
            guard let uuid = uuids.first else { throw NoteError.notFound(prefix: prefix) }
            guard uuids.count == 1 else {
                throw NoteError.ambiguous(
                    prefix: prefix, candidates: try Self.notes(db, beginningWith: prefix))
            }
            return NoteGraph(try Self.revisions(db, of: uuid)).oldestFirst
        }
    }

    /// The notes in conflict: the heads of each, by revision.
    package func conflicts() throws -> [[Note]] {
        try store.read { db in
            let heads = try Note.fetchAll(
                db,
                sql: """
                    SELECT \(Note.columns) FROM notes
                    WHERE note IN (SELECT note FROM note_merges GROUP BY note HAVING count(*) > 1)
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

    /// The heads of up to 20 notes, so that an error message stays readable.
    private static func notes(_ db: Database, beginningWith text: String) throws -> [Note] {
        try names(db, in: "notes", beginningWith: text).flatMap { try heads(db, of: $0) }
    }

    /// The names of up to 20 notes: those that are called so, or else begin so, in any case.
    ///
    /// kb's own names are UUIDs in lower case. Other tools may write theirs otherwise.
    private static func names(
        _ db: Database, in table: String, beginningWith text: String
    ) throws -> [String] {
        guard NoteLine.isIdentifier(text) else { throw NoteError.badPrefix(text) }
        func names(_ condition: String, _ values: [String]) throws -> [String] {
            try String.fetchAll(
                db, sql: "SELECT DISTINCT note FROM \(table) WHERE \(condition) ORDER BY note LIMIT 20",
                arguments: StatementArguments(values))
        }
        let spellings = [text, text.lowercased(), text.uppercased()]
        let exact = try names("note = ?", [text])
        if !exact.isEmpty { return exact }
        let whole = try names("note IN (?, ?, ?)", spellings)
        if !whole.isEmpty { return whole }
        // Fewer would soon be ambiguous; only a whole name may be that short.
        guard text.unicodeScalars.count(where: { $0 != "-" }) >= 4 else { throw NoteError.badPrefix(text) }
        return try names(
            Array(repeating: "note >= ? AND note < ?", count: spellings.count).joined(separator: " OR "),
            spellings.flatMap { [$0, $0 + "\u{10FFFF}"] })
    }
}
