import GRDB

/// Keeps `aliases` and `synonyms` what the revisions of words say, and the other way round.
///
/// The file's triggers make a revision of what any tool writes into the tables. Of the revisions of a word, those count
/// that no other one has seen: the word is there while one of them gives it, whatever others take away.
enum WordHistory {
    /// The words that somebody has given and nobody who knew of it has taken away.
    private static let given = """
        SELECT book, name, word FROM word_revisions r WHERE NOT deleted AND NOT EXISTS (
          SELECT 1 FROM word_revisions c, json_each(c.parents)
          WHERE c.book = r.book AND c.name = r.name AND c.word = r.word AND value = r.revision)
        """
    /// The words of the tables, and which import brought them.
    private static let rows = """
        SELECT book, code AS name, alias AS word, import FROM aliases
        UNION ALL SELECT '' AS book, meaning, term, import FROM synonyms
        """
    /// Rows of people's without a revision, such as are there after a code has got another number.
    private static let untold = """
        SELECT book, name, word, 0 FROM (\(rows)) WHERE import IS NULL AND (book, name, word) NOT IN (\(given))
        """

    /// Whether revisions are missing.
    static func isIncomplete(_ db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (\(untold))") ?? false
    }

    /// Makes the revisions that are missing.
    static func complete(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO words_said (book, name, word, deleted) \(untold)")
    }

    /// Gives all revisions to `write`, in an order that does not depend on the file.
    static func forEach(_ db: Database, _ write: (WordRevision) throws -> Void) throws {
        let revisions = try WordRevision.fetchCursor(
            db, sql: "SELECT \(WordRevision.columns) FROM word_revisions ORDER BY created_at, revision")
        while let revision = try revisions.next() { try write(revision) }
    }

    /// Inserts a revision, unless the file has it.
    ///
    /// - Throws: ``NoteLineFault/Reason/differs(revision:)`` when the file has another one with its name.
    static func insertIfNew(_ db: Database, _ revision: WordRevision) throws -> Bool {
        let known = try WordRevision.fetchOne(
            db, sql: "SELECT \(WordRevision.columns) FROM word_revisions WHERE revision = ?",
            arguments: [revision.revision])
        if let known {
            guard known.json.text.utf8.elementsEqual(revision.json.text.utf8) else {
                throw NoteLineFault.Reason.differs(revision: revision.revision)
            }
            return false
        }
        let marks = databaseQuestionMarks(count: WordRevision.Column.allCases.count)
        try db.cachedStatement(
            sql: "INSERT INTO word_revisions (\(WordRevision.columns)) VALUES (\(marks))"
        ).execute(arguments: revision.arguments)
        return true
    }

    /// Makes the rows of words what their revisions say.
    ///
    /// - Returns: The words that one side has given and another taken away, neither knowing of the other: they stay.
    @discardableResult
    static func follow(_ db: Database, _ keys: Set<WordRevision.Key>) throws -> [String] {
        guard !keys.isEmpty else { return [] }
        var kept: [String] = []
        let codes = keys.filter { !$0.book.isEmpty }.map { CodeReference(book: $0.book, code: $0.name) }
        try withoutRevisions(db, onAliasesOf: Set(codes)) {
            let query = try db.cachedStatement(
                sql: """
                    SELECT \(WordRevision.columns) FROM word_revisions
                    WHERE book = ? AND name = ? AND word = ? ORDER BY revision
                    """)
            for key in keys {
                let revisions = try WordRevision.fetchAll(query, arguments: [key.book, key.name, key.word])
                let seen = Set(revisions.flatMap(\.parents))
                let last = revisions.filter { !seen.contains($0.revision) }
                if let given = last.first(where: { !$0.isDeleted }) {
                    if last.contains(where: \.isDeleted) { kept.append(key.word) }
                    try insert(db, given)
                } else if !last.isEmpty {
                    try remove(db, key)
                }
            }
        }
        return kept.sorted()
    }

    /// Runs `body`, which writes words of which nothing is to be said, or is said already.
    ///
    /// - Parameters:
    ///   - db: The knowledge base.
    ///   - codes: The codes whose aliases `body` writes.
    ///   - body: What writes them.
    /// - Throws: What `body` throws; the transaction must not be kept then. `DatabaseError`.
    static func withoutRevisions(
        _ db: Database, onAliasesOf codes: Set<CodeReference>, _ body: () throws -> Void
    ) throws {
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('words')")
        try body()
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'words'")
        let follow = try db.cachedStatement(sql: "INSERT INTO aliases_changed (book, code) VALUES (?, ?)")
        for code in codes { try follow.execute(arguments: [code.book, code.code]) }
    }

    /// Lets rows follow: aliases that waited for their code appear, and what people have taken away does not come back
    /// with the next edition of a list.
    static func adopt(_ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM word_revisions)") ?? false else {
            return
        }
        let keys = try Row.fetchAll(
            db,
            sql: """
                SELECT book, name, word FROM (\(given))
                WHERE (book, name, word) NOT IN (SELECT book, name, word FROM (\(rows)))
                  AND (book = '' OR (book, name) IN (SELECT book, code FROM codes))
                UNION
                SELECT book, name, word FROM (\(rows))
                WHERE import IS NOT NULL AND (book, name, word) IN (
                  SELECT book, name, word FROM word_revisions WHERE deleted EXCEPT \(given))
                """)
        try follow(
            db,
            Set(keys.map { WordRevision.Key(book: $0.text(0), name: $0.text(1), word: $0.text(2)) }))
    }

    private static func insert(_ db: Database, _ given: WordRevision) throws {
        let key = given.key
        if key.book.isEmpty {
            try db.cachedStatement(
                sql:
                    "INSERT OR IGNORE INTO synonyms (meaning, term) VALUES (?, ?)"
            ).execute(arguments: [key.name, key.word])
        } else {
            try db.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO aliases (book, code, alias, language, source)
                    SELECT book, code, ?3, ?4, ?5 FROM codes WHERE book = ?1 AND code = ?2
                    ON CONFLICT (book, code, alias) DO UPDATE SET language = excluded.language, source = excluded.source
                    WHERE import IS NULL
                    """
            ).execute(arguments: [key.book, key.name, key.word, given.language, given.source])
        }
    }

    private static func remove(_ db: Database, _ key: WordRevision.Key) throws {
        if key.book.isEmpty {
            try db.cachedStatement(sql: "DELETE FROM synonyms WHERE meaning = ? AND term = ?").execute(
                arguments: [key.name, key.word])
        } else {
            try db.cachedStatement(sql: "DELETE FROM aliases WHERE book = ? AND code = ? AND alias = ?")
                .execute(arguments: [key.book, key.name, key.word])
        }
    }
}
