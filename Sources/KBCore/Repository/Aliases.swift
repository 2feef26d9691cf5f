import GRDB
import KBFile
import KBIndex

/// Reads and writes aliases: other names that people use for a code.
///
/// The triggers of the file keep `codes.aliases` and the indexes right.
package struct Aliases: Sendable {
    private let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The aliases of a code, or of all codes, in the order in which they were added.
    package func list(of reference: CodeReference? = nil) throws -> [Alias] {
        try store.read { db in
            try Alias.fetchAll(
                db,
                sql: """
                    SELECT \(Alias.columns)
                    FROM aliases a JOIN codes c ON c.book = a.book AND c.code = a.code
                    WHERE :book IS NULL OR (a.book = :book AND a.code = :code)
                    ORDER BY c.book, c.position, c.code, a.id
                    """,
                arguments: ["book": reference?.book, "code": reference?.code])
        }
    }

    /// Gives a code more aliases; those that it has already stay as they are.
    ///
    /// - Parameters:
    ///   - aliases: The aliases.
    ///   - reference: The code.
    ///   - author: Who gives them; empty for nobody.
    /// - Returns: The aliases that were new.
    /// - Throws: ``AliasError`` when one cannot be an alias, or there is no such code; then none is added.
    package func add(_ aliases: [String], to reference: CodeReference, author: String = "") throws -> [String]
    {
        let aliases = try aliases.map(Self.checked)
        return try store.write { db in
            guard try Codes.find(db, reference) != nil else { throw AliasError.unknownCode(reference) }
            let added = try Self.add(db, aliases, to: reference, author: author)
            try IndexMaintenance.follow(db)
            return added
        }
    }

    /// Gives a code aliases that were ``checked(_:)``.
    ///
    /// - Parameters:
    ///   - db: The caller's transaction.
    ///   - aliases: The aliases.
    ///   - reference: The code.
    ///   - id: The import that takes them back; nil where none does.
    ///   - author: Who gives them.
    /// - Returns: Those that were new.
    /// - Throws: What SQLite reports.
    static func add(
        _ db: Database, _ aliases: [String], to reference: CodeReference, import id: Int64? = nil,
        author: String
    ) throws -> [String] {
        let added = try aliases.filter { alias in
            try db.cachedStatement(
                sql: """
                    INSERT INTO aliases (book, code, alias, source, author) VALUES (?, ?, ?, 'user', ?)
                    ON CONFLICT (book, code, alias) DO NOTHING
                    """
            ).execute(arguments: [reference.book, reference.code, alias, author])
            return db.changesCount > 0
        }
        // Afterwards, so that the triggers write revisions with their author.
        if let id {
            for alias in added {
                try db.execute(
                    sql: "UPDATE aliases SET import = ? WHERE book = ? AND code = ? AND alias = ?",
                    arguments: [id, reference.book, reference.code, alias])
            }
        }
        return added
    }

    /// Takes aliases away from a code.
    ///
    /// - Parameters:
    ///   - aliases: The aliases.
    ///   - reference: The code.
    ///   - author: Who takes them away; empty for nobody.
    /// - Throws: ``AliasError/notFound(alias:of:)`` for the first that the code does not have; then all stay.
    package func remove(_ aliases: [String], from reference: CodeReference, author: String = "") throws {
        try store.write { db in
            for alias in aliases {
                let known = try db.count(
                    "aliases WHERE book = ? AND code = ? AND alias = ?",
                    [reference.book, reference.code, alias])
                guard known > 0 else { throw AliasError.notFound(alias: alias, of: reference) }
                let key = WordRevision.Key(book: reference.book, name: reference.code, word: alias)
                try WordHistory.say(db, of: key, isGiven: false, author: author)
            }
            try IndexMaintenance.follow(db)
        }
    }

    static func checked(_ text: String) throws -> String {
        guard let words = OneLine.normalized(text) else { throw AliasError.notAnAlias(text) }
        return words
    }
}

/// Another name that people use for a code.
public struct Alias: Hashable, Sendable {
    /// The code.
    public var reference: CodeReference
    /// The other name.
    public var text: String
    /// A BCP 47 language tag; may be empty.
    public var language: String
    /// Where the name comes from; `user` where a person gave it to kb.
    public var source: String
    /// Who added it; empty if unknown or imported.
    public var author: String
}

extension Alias: RowRecord {
    /// The columns that an alias is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case book, code, alias, language, source, author
    }

    /// The names of all ``Column``s of the table as `a`, which a test holds to it.
    static let columns = "a.book, a.code, a.alias, a.language, a.source, a.author"

    /// The aliases of a code, in the order in which they were added: all, or those of imports alone.
    static func list(
        _ db: Database, of reference: CodeReference, hasPeoples: Bool = true
    ) throws -> [Alias] {
        let imported = hasPeoples ? "" : "AND import IS NOT NULL"
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM aliases a WHERE book = ? AND code = ? \(imported) ORDER BY a.id")
        return try Alias.fetchAll(statement, arguments: [reference.book, reference.code])
    }

    /// Reads a row of ``columns``.
    init(row: Row) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        reference = CodeReference(book: text(.book), code: text(.code))
        self.text = text(.alias)
        language = text(.language)
        source = text(.source)
        author = text(.author)
    }
}

/// Why aliases were not changed.
public enum AliasError: Error, Hashable, Sendable {
    /// The text is empty or has control characters.
    case notAnAlias(String)
    /// There is no such code.
    case unknownCode(CodeReference)
    /// The code does not have this alias.
    case notFound(alias: String, of: CodeReference)
}
