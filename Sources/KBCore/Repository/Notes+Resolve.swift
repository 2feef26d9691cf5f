import GRDB

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
    public func resolve(_ heads: [Note], body: String, tags: [String]? = nil, author: String) throws -> Note {
        try NoteDraft.check(body: body, author: author)
        guard let first = heads.first else { throw NoteError.notFound(prefix: "") }
        let tags = try NoteTags.normalized(tags ?? heads.flatMap(\.tags))
        return try store.write { db in
            let now = try Self.heads(db, of: first.uuid)
            guard Set(now.map(\.revision)) == Set(heads.map(\.revision)) else {
                throw NoteError.changedMeanwhile(seen: first, now: now)
            }
            let time = try String.fetchOne(db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%fZ')") ?? ""
            let revision = NoteRevision(
                revision: NoteUUID.random(), note: first.uuid, parents: heads.map(\.revision),
                reference: first.reference, body: body, tags: tags, author: author, anchor: first.anchor,
                isDeleted: false, createdAt: time)
            try Self.insert(db, revision)
            try Self.reconcile(db, note: first.uuid)
            guard let note = try Self.heads(db, of: first.uuid).first else {
                throw NoteError.changedMeanwhile(seen: first, now: [])
            }
            return note
        }
    }
}

/// Random UUIDs in the form that the file's own defaults have.
enum NoteUUID {
    /// Returns a version 4 UUID in lower case (RFC 9562 §5.4).
    static func random() -> String {
        func hex(_ digits: Int) -> String {
            (0..<digits).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
        }
        let variant = String(Int.random(in: 8..<12), radix: 16)
        return "\(hex(8))-\(hex(4))-4\(hex(3))-\(variant)\(hex(3))-\(hex(12))"
    }
}
