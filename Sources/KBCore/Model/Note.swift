import GRDB

/// A text that a person attached to a code: the current head of its history.
///
/// A note with an ``anchor`` is an annotation. A note in conflict has two heads, and
/// so stands in the file as two values with one ``uuid``.
public struct Note: Hashable, Sendable, Identifiable {
    /// The row's key, which means nothing outside the file.
    public var id: Int64
    /// The note's UUID: the same in every file and after every change.
    ///
    /// Other tools may name a note otherwise.
    public var uuid: String
    /// The UUID of the revision that this is; every change gives the note a new one.
    public var revision: String
    /// The code that the note is about.
    public var reference: CodeReference
    /// The text, Markdown, never empty.
    public var body: String
    /// Tags in the order in which they were given, none twice; those that stand in the text as `#tag`, too.
    public var tags: [String]
    /// Who wrote this revision; empty where nobody said.
    public var author: String
    /// The place in the code's text that the note is about; nil when it is about the code as a whole.
    public var anchor: TextQuote?
    /// When the note was made: UTC, as in `2026-01-31T12:00:00.000Z`.
    public var createdAt: String
    /// When this revision was made, in the same form.
    public var updatedAt: String

    /// The most UTF-8 bytes that a body may have.
    public static let longestBody = 1_000_000

    /// The first eight digits of ``uuid``, which is what people are shown; all of a name that is no UUID.
    public var shortID: String { uuid.utf8.count == 36 ? String(uuid.prefix(8)) : uuid }
}

extension Note: RowRecord {
    /// The columns that a note is read from, by their place in ``columns``; from `field` on those of a ``TextQuote``.
    enum Column: Int, CaseIterable {
        case id, note, revision, book, code, body, tags, author
        case field, exact, prefix, suffix, start, end, anchor
        case createdAt, updatedAt
    }

    /// The names of all ``Column``s, which a test holds to it.
    static let columns = """
        notes.id, notes.note, notes.revision, notes.book, notes.code, notes.body, notes.tags, notes.author, \
        notes.field, notes.exact, notes.prefix, notes.suffix, notes."start", notes."end", notes.anchor, \
        notes.created_at, notes.updated_at
        """

    /// Reads a row of ``columns``.
    init(row: Row) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        id = row.integer(Column.id.rawValue)
        uuid = text(.note)
        revision = text(.revision)
        reference = CodeReference(book: text(.book), code: text(.code))
        body = text(.body)
        tags = NoteTags.all(NoteTags.decoded(text(.tags)), in: body)
        author = text(.author)
        anchor = TextQuote(row: row, from: Column.field.rawValue)
        createdAt = text(.createdAt)
        updatedAt = text(.updatedAt)
    }
}
