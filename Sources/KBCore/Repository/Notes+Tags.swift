import GRDB
import KBIndex

extension Notes {
    /// All tags and the number of notes that have each, the most used first; of the notes on a book's codes only, where
    /// one is given.
    package func tags(in book: String? = nil) throws -> [(tag: String, count: Int)] {
        try store.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT CAST(value AS TEXT) AS tag, count(DISTINCT note) AS uses
                    FROM notes, json_each(notes.tags) WHERE json_each.type IN ('text', 'integer', 'real')
                      AND (:book IS NULL OR notes.book = :book)
                    GROUP BY tag
                    """, arguments: ["book": book])
            var counts = Dictionary(rows.map { ($0.text(0), Int($0.integer(1))) }) { first, _ in first }
            // kb writes the tags of a text beside it. Other tools do not.
            var others: [String: Set<String>] = [:]
            let notes = try Row.fetchCursor(
                db,
                sql: """
                    SELECT note, tags, body FROM notes
                    WHERE instr(body, '#') > 0 AND (:book IS NULL OR book = :book)
                    """, arguments: ["book": book])
            while let note = try notes.next() {
                let known = NoteTags.decoded(note.text(1))
                for tag in NoteTags.standing(in: note.text(2)) where !known.contains(tag) {
                    others[tag, default: []].insert(note.text(0))
                }
            }
            for (tag, notes) in others { counts[tag, default: 0] += notes.count }
            return counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        }
    }

    /// Gives a note tags that it does not have yet; see ``edit(_:)``.
    package func addTags(_ tags: [String], to note: Note, author: String) throws -> Note {
        try changeTags(of: note, adding: NoteTags.normalized(tags), removing: [], author: author)
    }

    /// Takes tags from a note; those that stand in its text stay; see ``edit(_:)``.
    package func removeTags(_ tags: [String], from note: Note, author: String) throws -> Note {
        try changeTags(of: note, adding: [], removing: NoteTags.normalized(tags), author: author)
    }

    /// Gives a note tags and takes others from it; see ``edit(_:)``.
    package func changeTags(
        of note: Note, adding added: [String], removing removed: [String], author: String
    ) throws -> Note {
        var note = note
        note.tags = (note.tags + added).unique().filter { !removed.contains($0) }
        return try retag(note, as: author)
    }

    /// Writes changed tags under the name of whoever changed them, and nothing where they are as they were.
    private func retag(_ note: Note, as author: String) throws -> Note {
        var note = note
        note.tags = NoteTags.all(note.tags, in: note.body)
        guard try store.read({ try Self.note($0, id: note.id)?.tags }) != note.tags else { return note }
        note.author = author
        return try edit(note)
    }

    /// Gives a tag another name in all notes that have it, in their texts too, in one transaction.
    ///
    /// - Parameters:
    ///   - old: The tag, in this case of its letters.
    ///   - new: Its name from now on; notes may have it already.
    ///   - author: Who renames it.
    /// - Returns: The number of notes that were changed.
    /// - Throws: ``NoteError/badTag(_:)``, ``StoreError``; then nothing was changed.
    package func renameTag(_ old: String, to new: String, author: String) throws -> Int {
        let names = try NoteTags.normalized([old]) + NoteTags.normalized([new])
        guard names[0] != names[1] else { return 0 }
        var filter = NoteFilter()
        filter.tags = [names[0]]
        return try store.write { db in
            var changed: Set<String> = []
            try Self.forEachPage(db, of: filter) { page in
                for note in page where note.tags.contains(names[0]) {
                    let body = NoteTags.renaming(names[0], to: names[1], in: note.body)
                    let tags = note.tags.map { $0 == names[0] ? names[1] : $0 }.unique()
                    try Self.update(db, id: note.id, body: body, tags: tags, author: author)
                    changed.insert(note.uuid)
                }
            }
            try IndexMaintenance.follow(db, isShort: changed.count < 100)
            return changed.count
        }
    }
}
