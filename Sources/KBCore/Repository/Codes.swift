import GRDB
import KBText

/// Reads codes.
package struct Codes: Sendable {
    let store: Store

    /// Reads from `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The codes that a person may mean by `text`: `404` in every book that has it, or `http:404`.
    ///
    /// Case does not matter where no code is written exactly so.
    ///
    /// - Returns: Codes in the order of their books; empty when there is none.
    package func find(_ text: String) throws -> [Code] {
        try store.read { try Self.find($0, text) }
    }

    /// The codes that a person may mean by `text`.
    static func find(_ db: Database, _ text: String) throws -> [Code] {
        try find(text, db.makeStatement(sql: codesOfName))
    }

    /// The same, by a statement of ``codesOfName``.
    static func find(_ text: String, _ statement: Statement) throws -> [Code] {
        let exact = try named(inAnyWidth: text, statement)
        guard exact.isEmpty, let colon = text.firstIndex(of: ":") else { return exact }
        let book = text[..<colon].lowercased()
        return try named(inAnyWidth: String(text[text.index(after: colon)...]), statement).filter {
            $0.reference.book == book
        }
    }

    /// The code of this reference.
    ///
    /// - Throws: ``StoreError``.
    package func find(_ reference: CodeReference) throws -> Code? {
        try store.read { try Self.find($0, reference) }
    }

    /// The codes that are written as `texts` in any book, in any case where none is written exactly so.
    ///
    /// - Parameters:
    ///   - texts: What stands in a log, without books.
    ///   - book: Only this book; nil for all.
    /// - Returns: The codes of each text, by book; a text that is no code has no key.
    /// - Throws: ``StoreError``.
    package func named(_ texts: [String], in book: String? = nil) throws -> [String: [Code]] {
        try store.read { db in
            let statement = try db.makeStatement(sql: Self.codesOfName)
            var result: [String: [Code]] = [:]
            for text in texts {
                let found = try Self.named(inAnyWidth: text, statement).filter {
                    book == nil || $0.reference.book == book
                }
                if !found.isEmpty { result[text] = found }
            }
            return result
        }
    }

    /// The codes of a book that have names as aliases; of several, the first of the document.
    ///
    /// - Returns: The codes by their names; a name of no code has no key.
    /// - Throws: ``StoreError``.
    package func aliased(_ names: [String], in book: String) throws -> [String: Code] {
        try store.read { db in
            // All names at once: each by itself would go through all aliases of the book.
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT aliases.alias, \(Code.columns(of: "codes")) FROM aliases
                    JOIN codes ON codes.book = aliases.book AND codes.code = aliases.code
                    WHERE aliases.book = :book AND aliases.alias IN (SELECT value FROM json_each(:names))
                    ORDER BY codes.position
                    """, arguments: ["book": book, "names": JSONValue.strings(names).text])
            var result: [String: Code] = [:]
            while let row = try rows.next() {
                let name = row.text(0)
                if result[name] == nil { result[name] = Code(row: row, from: 1) }
            }
            return result
        }
    }

    /// The codes of a book, or of all books, in the order of the documents.
    ///
    /// - Parameters:
    ///   - book: The slug of a book; nil for all.
    ///   - prefix: Only codes that begin so, in any case.
    /// - Returns: The codes, retired ones too.
    /// - Throws: ``StoreError``.
    package func list(book: String? = nil, prefix: String = "") throws -> [Code] {
        try store.read { db in
            try Code.fetchAll(
                db,
                sql: """
                    SELECT \(Code.columns) FROM codes
                    WHERE (:book IS NULL OR book = :book) AND substr(code, 1, length(:prefix)) = :prefix COLLATE NOCASE
                    ORDER BY book, position, code
                    """,
                arguments: ["book": book, "prefix": prefix])
        }
    }

    /// The codes of a book, or of all books, that came into the file first, in the order of the documents.
    ///
    /// Without a book this costs the same at any size.
    ///
    /// - Parameters:
    ///   - limit: The most codes.
    ///   - book: The slug of a book; nil for all.
    /// - Returns: The codes, retired ones too; where there are no more than `limit`, ``list(book:prefix:)`` has the same.
    /// - Throws: ``StoreError``.
    package func first(_ limit: Int, of book: String? = nil) throws -> [Code] {
        try store.read { db in
            try Code.fetchAll(
                db,
                sql: """
                    SELECT * FROM (
                      SELECT \(Code.columns) FROM codes WHERE :book IS NULL OR book = :book ORDER BY id LIMIT :limit
                    )
                    ORDER BY book, position, code
                    """,
                arguments: ["book": book, "limit": limit])
        }
    }

    /// The slugs of the books, in order.
    ///
    /// - Throws: ``StoreError``.
    package func bookSlugs() throws -> [String] { try store.read(Books.slugs) }

    /// The books and the number of active and retired codes in each, by slug.
    ///
    /// It takes 20 ms for a million codes: ``bookSlugs()`` takes nothing.
    package func books() throws -> [Book] {
        try store.read { db in
            try Book.fetchAll(db, sql: "SELECT \(Book.columns) FROM books ORDER BY slug")
        }
    }

    static func find(_ db: Database, _ reference: CodeReference) throws -> Code? {
        try Code.fetchOne(
            db, sql: "SELECT \(Code.columns) FROM codes WHERE book = ? AND code = ?",
            arguments: [reference.book, reference.code])
    }

    private static let codeOfRow = "SELECT \(Code.columns) FROM codes WHERE id = ?"
    /// What reads the codes of a name, with the name for an argument.
    static let codesOfName = """
        SELECT \(Code.columns) FROM codes WHERE code = ? COLLATE NOCASE ORDER BY state = 'retired', book, position
        """

    /// The code in a row, for searches: without a copy of the row, which would cost more than reading it.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - id: The row.
    ///   - mayBeTranslated: Whether some code has texts in further languages: else they are not looked for.
    /// - Returns: Nil where there is no such row.
    /// - Throws: `DatabaseError`.
    static func find(_ db: Database, id: Int64, mayBeTranslated: Bool = true) throws -> Code? {
        let statement = try db.cachedStatement(sql: codeOfRow)
        statement.bindDirect(id, at: 1)
        defer { statement.endDirect() }
        guard try statement.stepDirect() else { return nil }
        guard mayBeTranslated else { return Code(direct: statement) }
        var code = Code(direct: statement)
        code.translations = try Translation.list(db, of: code.reference)
        return code
    }

    /// The codes that are written so, in any case where none is written exactly so; retired ones last.
    ///
    /// - Parameters:
    ///   - code: The name.
    ///   - statement: A statement of ``codesOfName``.
    /// - Returns: The codes.
    /// - Throws: `DatabaseError`.
    static func named(_ code: String, _ statement: Statement) throws -> [Code] {
        statement.bindDirect(code, at: 1)
        defer { statement.endDirect() }
        var all: [Code] = []
        while try statement.stepDirect() { all.append(Code(direct: statement)) }
        let exact = all.filter { $0.reference.code == code }
        return exact.isEmpty ? all : exact
    }

    /// Makes sure that there is a book of this slug.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``, ``StoreError``.
    package func checkBook(_ slug: String) throws { try store.read { try Books.check($0, slug) } }

    /// The codes that are written so in half-width or full-width characters, as office programs make them of numbers.
    static func named(inAnyWidth code: String, _ statement: Statement) throws -> [Code] {
        let codes = try named(code, statement)
        if !codes.isEmpty { return codes }
        for form in CodeWidths.others(of: code) {
            let codes = try named(form, statement)
            if !codes.isEmpty { return codes }
        }
        return []
    }
}

/// A registry of codes.
public struct Book: Hashable, Sendable, RowRecord {
    /// The short name that references use.
    public var slug: String
    /// A title for people; may be empty.
    public var title: String
    /// The number of active codes.
    public var active: Int
    /// The number of retired codes.
    public var retired: Int

    /// Makes a book.
    init(slug: String, title: String, active: Int, retired: Int) {
        self.slug = slug
        self.title = title
        self.active = active
        self.retired = retired
    }

    /// The columns that a book is read from, by their place in ``columns``.
    enum Column: Int, CaseIterable {
        case slug, title, active, retired
    }

    /// What a query asks of `books` for all ``Column``s.
    ///
    /// All rows of a table are counted much faster than those of a book (SQLite's `OP_Count` looks at no row). So of the
    /// largest book, the codes are all without those of the others.
    static let columns = """
        slug, title,
        CASE slug
          WHEN (
            SELECT book FROM index_segments WHERE kind = 'code' GROUP BY book ORDER BY sum(rows - removed) DESC LIMIT 1)
          THEN (SELECT count(*) FROM codes) - (SELECT count(*) FROM codes WHERE book < slug)
            - (SELECT count(*) FROM codes WHERE book > slug)
          ELSE (SELECT count(*) FROM codes WHERE book = slug) END
          - (SELECT count(*) FROM codes WHERE book = slug AND state = 'retired') AS active,
        (SELECT count(*) FROM codes WHERE book = slug AND state = 'retired') AS retired
        """

    /// Reads a row of ``columns``.
    init(row: Row) {
        slug = row.text(Column.slug.rawValue)
        title = row.text(Column.title.rawValue)
        active = Int(row.integer(Column.active.rawValue))
        retired = Int(row.integer(Column.retired.rawValue))
    }
}
