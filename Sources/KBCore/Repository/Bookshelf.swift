import GRDB
import KBFile
import KBIndex

/// Looks after books as a whole.
package struct Bookshelf: Sendable {
    let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Every book, in the order of their slugs; also those of which only notes are left.
    ///
    /// - Throws: ``StoreError``.
    package func list() throws -> [BookDetails] {
        try store.read { db in
            let waiting = try Self.waiting(db)
            let slugs = try Set(Books.slugs(db)).union(waiting.keys).sorted()
            return try slugs.map { try Self.details(db, $0, waiting: waiting[$0] ?? 0) }
        }
    }

    /// One book.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``, ``StoreError``.
    package func find(_ slug: String) throws -> BookDetails {
        try store.read { try Self.find($0, slug) }
    }

    /// Gives a book another slug, and everything that names it: codes, aliases, notes, imports, links.
    ///
    /// - Throws: ``BookError``, ``StoreError``; then nothing was changed.
    package func rename(_ slug: String, to new: String) throws {
        guard Book.isSlug(new) else { throw BookError.badSlug(new) }
        try store.write { db in
            try Books.check(db, slug)
            guard slug != new else { return }
            guard try !Books.exists(db, new) else { throw BookError.taken(new) }
            try db.execute(sql: "UPDATE books SET slug = ? WHERE slug = ?", arguments: [new, slug])
            try IndexMaintenance.follow(db)
        }
    }

    /// Gives a book a title for people; an empty one takes it away.
    ///
    /// - Throws: ``BookError``, ``StoreError``; then nothing was changed.
    package func setTitle(_ title: String, of slug: String) throws {
        guard !title.unicodeScalars.contains(where: { $0 == "\0" || $0 == "\n" }) else {
            throw BookError.badTitle(title)
        }
        try store.write { db in
            try Books.check(db, slug)
            try db.execute(sql: "UPDATE books SET title = ? WHERE slug = ?", arguments: [title, slug])
        }
    }

    /// Removes a book with its codes, aliases, earlier texts and imports.
    ///
    /// Notes on it wait until there is such a book again.
    ///
    /// - Returns: What has gone.
    /// - Throws: ``BookError``, ``StoreError``; then nothing was changed.
    @discardableResult
    package func remove(_ slug: String) throws -> BookDetails {
        try store.write { db in
            let details = try Self.find(db, slug)
            try db.execute(sql: "INSERT INTO departures (book) VALUES (?)", arguments: [slug])
            try IndexMaintenance.follow(db)
            return details
        }
    }

    /// The number of notes that wait for their code, by book.
    static func waiting(_ db: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT book, count(DISTINCT note) FROM \(Notes.allWaitingHeads)
                GROUP BY book
                """)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), Int($0.integer(1))) })
    }

    private static func find(_ db: Database, _ slug: String) throws -> BookDetails {
        try Books.check(db, slug)
        return try details(db, slug, waiting: waiting(db)[slug] ?? 0)
    }

    private static func details(_ db: Database, _ slug: String, waiting: Int) throws -> BookDetails {
        func count(_ rows: String) throws -> Int {
            try db.count("\(rows) WHERE book = ?", [slug])
        }
        let book =
            try Book.fetchOne(
                db, sql: "SELECT \(Book.columns) FROM books WHERE slug = ?", arguments: [slug])
            ?? Book(slug: slug, title: "", active: 0, retired: 0)
        return BookDetails(
            book: book, aliases: try count("aliases"),
            notes: try count("(SELECT DISTINCT note, book FROM notes)"), waiting: waiting,
            imports: try count("imports"),
            lastImport: try ImportRecord.fetchOne(
                db,
                sql: """
                    SELECT \(ImportRecord.columns) FROM imports
                    WHERE book = ? AND kind = 'codes' AND step IS NULL AND undone_at IS NULL ORDER BY id DESC LIMIT 1
                    """, arguments: [slug]))
    }
}
