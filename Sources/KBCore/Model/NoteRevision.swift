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
    /// The columns that a revision is read from, by their place in ``columns``; from `field` on those of a ``TextQuote``.
    enum Column: Int, CaseIterable {
        case revision, note, parents, book, code, body, tags, author
        case field, exact, prefix, suffix, start, end, anchor
        case deleted, createdAt
    }

    /// The names of all ``Column``s, which a test holds to it.
    static let columns =
        "revision, note, parents, book, code, body, tags, author, \(TextQuote.columns), deleted, created_at"

    /// The revision of this name, if the file has it.
    static func find(_ db: Database, _ revision: String) throws -> NoteRevision? {
        try fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM note_revisions WHERE revision = ?"),
            arguments: [revision])
    }

    /// Reads a row of ``columns``.
    init(row: Row) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        revision = text(.revision)
        note = text(.note)
        parents = NoteTags.decoded(text(.parents))
        reference = CodeReference(book: text(.book), code: text(.code))
        body = text(.body)
        tags = NoteTags.decoded(text(.tags))
        author = text(.author)
        anchor = TextQuote(row: row, from: Column.field.rawValue)
        isDeleted = row.integer(Column.deleted.rawValue) != 0
        createdAt = text(.createdAt)
    }

    /// The values of ``columns``.
    var arguments: StatementArguments {
        let head: [(any DatabaseValueConvertible)?] = [
            revision, note, NoteTags.encoded(parents), reference.book, reference.code, body,
            NoteTags.encoded(tags),
            author,
        ]
        return StatementArguments(head + TextQuote.arguments(anchor) + [isDeleted, createdAt])
    }
}
