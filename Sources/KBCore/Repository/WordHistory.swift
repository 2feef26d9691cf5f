import GRDB

/// The revisions of aliases and synonyms: what people have said of words.
///
/// The file's triggers make a revision of what any tool writes into the tables, and rows of revisions. Of the revisions of
/// a word, those count that are nobody's parent: the word is there while one of them gives it, whatever others take away.
enum WordHistory {
    /// The words that somebody has given and nobody who knew of it has taken away, and the revision that says what the
    /// row says.
    static let given = """
        SELECT book, name, word, min(revision) AS revision FROM word_revisions
        WHERE NOT deleted AND (book, name, word, revision) NOT IN (
          SELECT book, name, word, value FROM word_revisions, json_each(parents))
        GROUP BY book, name, word
        """

    /// Adds what somebody says of a word; its row follows.
    static func say(_ db: Database, of key: WordRevision.Key, isGiven: Bool, author: String) throws {
        try db.cachedStatement(
            sql: "INSERT INTO words_said VALUES (?, ?, ?, ?, '', '', ?)"
        ).execute(arguments: [key.book, key.name, key.word, !isGiven, author])
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
        let known = try WordRevision.find(db, revision.revision)
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
    static func settle(_ db: Database, _ keys: some Sequence<WordRevision.Key>) throws {
        let settle = try db.cachedStatement(sql: "INSERT INTO words_settled VALUES (?, ?, ?)")
        for key in keys { try settle.execute(arguments: [key.book, key.name, key.word]) }
    }

    /// The words that one side has given and another taken away, neither knowing of the other: they stay.
    static func kept(_ db: Database, of keys: some Sequence<WordRevision.Key>) throws -> [String] {
        let query = try db.cachedStatement(
            sql: """
                SELECT min(deleted), max(deleted) FROM word_revisions
                WHERE book = ?1 AND name = ?2 AND word = ?3 AND revision NOT IN (
                  SELECT value FROM word_revisions, json_each(parents) WHERE book = ?1 AND name = ?2 AND word = ?3)
                """)
        return try keys.filter { key in
            let row = try Row.fetchOne(query, arguments: [key.book, key.name, key.word])
            return row.map { $0.integer(0) == 0 && $0.integer(1) == 1 } ?? false
        }.map(\.word).sorted()
    }

    /// Lets rows follow an import, which triggers stand aside for: aliases that waited for their code appear, and what
    /// people have taken away does not come back with the next edition of a list.
    static func adopt(_ db: Database) throws {
        let hasAny = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM word_revisions)")
        if hasAny == true { try settle(db, try WordCheck.unsettled(db)) }
    }

    /// Runs `body`, which writes words without revisions, and then rebuilds the codes' lists of aliases.
    ///
    /// - Parameters:
    ///   - db: The knowledge base.
    ///   - codes: The codes whose aliases `body` writes.
    ///   - body: What writes them.
    /// - Throws: What `body` throws; the transaction must not be kept then. `DatabaseError`.
    static func withoutRevisions(
        _ db: Database, onAliasesOf codes: Set<CodeReference> = [], _ body: () throws -> Void
    ) throws {
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('words')")
        try body()
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'words'")
        let follow = try db.cachedStatement(sql: "INSERT INTO aliases_changed (book, code) VALUES (?, ?)")
        for code in codes { try follow.execute(arguments: [code.book, code.code]) }
    }
}
