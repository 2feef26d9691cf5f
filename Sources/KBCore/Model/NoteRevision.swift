import GRDB

/// One state that a note has had; never changed, never dropped.
public struct NoteRevision: Hashable, Sendable {
    /// The revision's UUID.
    public var revision: String
    /// The note's UUID.
    public var note: String
    /// The revisions that this one replaced: none for a new note, two or more where a conflict was resolved.
    public var parents: [String]
    /// The code that the note was about.
    public var reference: CodeReference
    /// The text.
    public var body: String
    /// The tags.
    public var tags: [String]
    /// Who made the revision; empty where nobody said.
    public var author: String
    /// The place in the code's text; nil for a note about the code as a whole.
    public var anchor: TextQuote?
    /// Whether the revision removed the note.
    public var isDeleted: Bool
    /// When the revision was made: UTC, as in `2026-01-31T12:00:00.000Z`.
    public var createdAt: String
}

extension NoteRevision: RowRecord {
    static let columns = """
        revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", \
        anchor, deleted, created_at
        """

    /// Reads a row of `columns`.
    init(row: Row) {
        revision = row.text(0)
        note = row.text(1)
        parents = NoteTags.decoded(row.text(2))
        reference = CodeReference(book: row.text(3), code: row.text(4))
        body = row.text(5)
        tags = NoteTags.decoded(row.text(6))
        author = row.text(7)
        anchor = TextQuote(row: row, from: 8)
        isDeleted = row.integer(15) != 0
        createdAt = row.text(16)
    }

    var arguments: StatementArguments {
        let head: [(any DatabaseValueConvertible)?] = [
            revision, note, NoteTags.encoded(parents), reference.book, reference.code, body,
            NoteTags.encoded(tags),
            author,
        ]
        return StatementArguments(head + TextQuote.arguments(anchor) + [isDeleted, createdAt])
    }
}
