import GRDB
import KBText

/// What somebody has said of an alias or a synonym: that it is one, or that it no longer is.
///
/// Revisions are never changed and never dropped. Imported words have none: their document is their source.
public struct WordRevision: Hashable, Sendable {
    /// A word, and what it stands for.
    public struct Key: Hashable, Sendable {
        /// The book of the code; empty for a synonym.
        public var book: String
        /// The code, or the preferred term of the synonyms.
        public var name: String
        /// The alias or the synonym.
        public var word: String
    }

    /// The revision's name, random.
    public var revision: String
    /// What it is about.
    public var key: Key
    /// The revisions of the word that counted where this one was made.
    public var parents: [String]
    /// Whether the word is taken away.
    public var isDeleted: Bool
    /// The language of an alias; may be empty.
    public var language: String
    /// Where an alias comes from.
    public var source: String
    /// Who said it; empty where nobody is known.
    public var author: String
    /// When the revision was made: UTC, as in `2026-01-31T12:00:00.000Z`.
    public var createdAt: String
}

extension WordRevision {
    /// The code that has the alias; nil for a synonym.
    public var reference: CodeReference? {
        key.book.isEmpty ? nil : CodeReference(book: key.book, code: key.name)
    }
}

extension WordRevision: RowRecord {
    /// The columns that a revision is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case revision, book, name, word, parents, deleted, language, source, author, createdAt
    }

    /// The names of all ``Column``s.
    static let columns = "revision, book, name, word, parents, deleted, language, source, author, created_at"

    /// The revision of this name, if the file has it.
    static func find(_ db: Database, _ revision: String) throws -> WordRevision? {
        try fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM word_revisions WHERE revision = ?"),
            arguments: [revision])
    }

    /// Reads a row of ``columns``.
    init(row: Row) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        revision = text(.revision)
        key = Key(book: text(.book), name: text(.name), word: text(.word))
        parents = NoteTags.decoded(text(.parents))
        isDeleted = row.integer(Column.deleted.rawValue) != 0
        language = row.optionalText(Column.language.rawValue) ?? ""
        source = row.optionalText(Column.source.rawValue) ?? ""
        author = text(.author)
        createdAt = text(.createdAt)
    }

    /// The values of ``columns``.
    var arguments: StatementArguments {
        [
            revision, key.book, key.name, key.word, NoteTags.encoded(parents), isDeleted, language, source,
            author, createdAt,
        ]
    }
}

extension WordRevision: Decodable {
    private enum Member: String, CodingKey {
        case format, revision, book, code, meaning, word, parents, deleted, language, source, author, created
    }

    /// Reads one line of an exchange file.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Member.self)
        let format = try object.decode(Int.self, forKey: .format)
        guard format == JSONValue.formatNumber else { throw NoteLineFault.Reason.format(format) }
        revision = try object.decode(String.self, forKey: .revision)
        let word = try object.decode(String.self, forKey: .word)
        key =
            if let meaning = try object.decodeIfPresent(String.self, forKey: .meaning) {
                Key(book: "", name: meaning, word: word)
            } else {
                Key(
                    book: try object.decode(String.self, forKey: .book),
                    name: try object.decode(String.self, forKey: .code), word: word)
            }
        parents = try object.decode([String].self, forKey: .parents)
        isDeleted = try object.decode(Bool.self, forKey: .deleted)
        language = try object.decodeIfPresent(String.self, forKey: .language) ?? ""
        source = try object.decodeIfPresent(String.self, forKey: .source) ?? ""
        author = try object.decodeIfPresent(String.self, forKey: .author) ?? ""
        createdAt = try object.decode(String.self, forKey: .created)
    }

    /// One line of an exchange file, its members in the order of their names.
    package var json: JSONValue {
        let isSynonym = key.book.isEmpty
        var members: [(String, JSONValue)] = [("author", .string(author))]
        if !isSynonym { members += [("book", .string(key.book)), ("code", .string(key.name))] }
        members += [("created", .string(createdAt)), ("deleted", .bool(isDeleted)), JSONValue.format]
        members += isSynonym ? [("meaning", .string(key.name))] : [("language", .string(language))]
        members += [("parents", .strings(parents)), ("revision", .string(revision))]
        if !isSynonym { members.append(("source", .string(source))) }
        return .object(members + [("word", .string(key.word))])
    }
}
