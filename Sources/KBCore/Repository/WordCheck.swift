import GRDB
import KBFile

/// Compares aliases and synonyms with their revisions, both ways.
enum WordCheck {
    /// Words that are given and have no row, though their code is there; rows of words that were taken away.
    private static let unsettled = """
        WITH given AS MATERIALIZED (\(WordHistory.given))
        SELECT book, name, word FROM given g
        WHERE (book = '' OR EXISTS (SELECT 1 FROM codes c WHERE c.book = g.book AND c.code = g.name))
          AND NOT EXISTS (SELECT 1 FROM words w WHERE w.book = g.book AND w.name = g.name AND w.word = g.word)
        UNION
        SELECT book, name, word FROM words WHERE import IS NOT NULL
          AND (book, name, word) IN (SELECT book, name, word FROM word_revisions)
          AND (book, name, word) NOT IN (SELECT book, name, word FROM given)
        """
    /// Rows of people that say what no revision says.
    private static let unsaid = """
        SELECT book, name, word, language, source, author FROM words WHERE import IS NULL
        EXCEPT
        SELECT book, name, word, language, source, author FROM (\(WordHistory.given))
        JOIN word_revisions USING (book, name, word, revision)
        """

    /// What is wrong.
    static func faults(_ db: Database) throws -> [HealthFault] {
        let count = try unsettled(db).count + db.count("(\(unsaid))")
        return count > 0 ? [.words(count: count)] : []
    }

    /// The words whose rows are missing or should not exist.
    static func unsettled(_ db: Database) throws -> [WordRevision.Key] {
        try Row.fetchAll(db, sql: unsettled).map {
            WordRevision.Key(book: $0.text(0), name: $0.text(1), word: $0.text(2))
        }
    }

    /// Takes what other tools have written past the triggers as their revisions, and lets rows follow.
    static func repair(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO words_said (book, name, word, deleted, language, source, author)
                SELECT book, name, word, 0, language, source, author FROM (\(unsaid))
                """)
        try WordHistory.settle(db, try unsettled(db))
    }
}
