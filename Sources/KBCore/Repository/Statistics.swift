import GRDB
import KBFile

/// Counts what a knowledge base holds.
package struct Statistics: Sendable {
    private let store: Store

    /// Reads from `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The number of earlier states that are kept of a code's text.
    package func revisions(of reference: CodeReference) throws -> Int {
        try store.read { try Self.revisions($0, of: reference) }
    }

    static func revisions(_ db: Database, of reference: CodeReference) throws -> Int {
        try db.count("code_revisions WHERE book = ? AND code = ?", [reference.book, reference.code])
    }

    /// What the whole file holds.
    package func overview() throws -> Overview {
        try store.read { db in
            Overview(
                aliases: try db.count("aliases"),
                synonyms: try db.count("synonyms"),
                notes: try db.count("(SELECT DISTINCT note FROM notes)"),
                annotations: try db.count("annotations"),
                orphaned: try db.count("annotations WHERE anchor = 'orphaned'"),
                waiting: try Bookshelf.waiting(db).values.reduce(0, +),
                codeRevisions: try db.count("code_revisions"),
                noteRevisions: try db.count("note_revisions"),
                terms: try db.count("vocabulary"),
                bytes: try Int.fetchOne(
                    db, sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0,
                imports: try ImportRecord.fetchAll(
                    db,
                    sql: "SELECT \(ImportRecord.columns) FROM imports ORDER BY id DESC LIMIT 10"))
        }
    }

    /// What a file holds.
    package struct Overview: Hashable, Sendable {
        /// The number of aliases.
        package var aliases: Int
        /// The number of terms in groups of synonyms.
        package var synonyms: Int
        /// The number of notes, annotations among them.
        package var notes: Int
        /// The number of annotations.
        package var annotations: Int
        /// The number of annotations whose quote is no longer in the text.
        package var orphaned: Int
        /// The number of notes that wait for their code.
        package var waiting: Int
        /// The number of earlier states of codes.
        package var codeRevisions: Int
        /// The number of states of notes.
        package var noteRevisions: Int
        /// The number of terms in the vocabulary.
        package var terms: Int
        /// The size of the file.
        package var bytes: Int
        /// The last ten imports, newest first.
        package var imports: [ImportRecord]
    }
}

/// One reading of a document or a word list.
package struct ImportRecord: Hashable, Sendable, RowRecord {
    /// The row's key.
    package var id: Int64
    /// The book; nil for aliases and synonyms.
    package var book: String?
    /// `codes`, `aliases` or `synonyms`.
    package var kind: String
    /// The document's name, without its folder.
    package var source: String
    /// The document's SHA-256, as 64 hexadecimal digits.
    package var sha256: String
    /// The number of entries in the document.
    package var entries: Int
    /// The number of entries that were new.
    package var added: Int
    /// The number of codes that got another text.
    package var changed: Int
    /// The number of codes that were retired.
    package var retired: Int
    /// When it was: UTC, as in `2026-01-31T12:00:00.000Z`.
    package var importedAt: String
    /// What was done to one code by hand; nil for a document or a list.
    package var step: ImportStep?
    /// Who imported; empty where nobody said.
    package var author: String
    /// When it was taken back; nil where it counts.
    package var undoneAt: String?
    /// Whether the file knows what the import changed: formats before 4 did not.
    package var isComplete: Bool

    /// The columns that an import is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case id, book, kind, source, sha256, entries, added, changed, retired, importedAt, step, author,
            undoneAt
        case moves, job
    }

    /// The names of all ``Column``s, which a test holds to it.
    static let columns = """
        id, book, kind, source, sha256, entries, added, changed, retired, imported_at, step, author, undone_at, \
        moves, job
        """

    /// Reads a row of ``columns``.
    init(row: Row) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        func number(_ column: Column) -> Int { Int(row.integer(column.rawValue)) }
        id = row.integer(Column.id.rawValue)
        book = row.optionalText(Column.book.rawValue)
        kind = text(.kind)
        source = text(.source)
        sha256 = text(.sha256)
        entries = number(.entries)
        added = number(.added)
        changed = number(.changed)
        retired = number(.retired)
        importedAt = text(.importedAt)
        step = row.optionalText(Column.step.rawValue).flatMap(ImportStep.init(json:))
        author = text(.author)
        undoneAt = row.optionalText(Column.undoneAt.rawValue)
        isComplete =
            !row.hasNull(atIndex: Column.moves.rawValue) || !row.hasNull(atIndex: Column.job.rawValue)
    }
}
