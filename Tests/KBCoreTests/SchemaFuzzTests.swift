import Foundation
import KBMigrations
import TestSupport
import Testing

/// Random statements by a plain connection: whatever any tool writes, indexes and histories stay right.
@Suite("the schema under other tools")
struct SchemaFuzzTests {
    private static let characters = Array("重定向缓存锁abc，。 ＡZ𠮷💥é".unicodeScalars)
    private static let seed =
        ProcessInfo.processInfo.environment["KB_FUZZ_SEED"].flatMap(UInt64.init)
        ?? UInt64.random(in: 0..<1_000_000)
    private static let rounds = ProcessInfo.processInfo.environment["KB_FUZZ_ROUNDS"].flatMap(Int.init) ?? 8

    @Test(
        "any sequence of statements leaves everything right",
        arguments: [false, true], [false, true])
    func randomStatements(recursiveTriggers: Bool, foreignKeys: Bool) throws {
        print("SchemaFuzzTests: KB_FUZZ_SEED=\(Self.seed)")
        for round in 0..<Self.rounds {
            let seed = Self.seed + UInt64(round)
            var random = SeededRandom(seed: seed)
            let database = try PlainSQLite()
            for step in Migrations.all { try database.script(step.sql) }
            try database.script("PRAGMA recursive_triggers = \(recursiveTriggers)")
            try database.script("PRAGMA foreign_keys = \(foreignKeys)")
            var histories = 0
            for step in 0..<150 {
                let statement = RandomStatement(using: &random, characters: Self.characters)
                let place: Comment = "KB_FUZZ_SEED=\(seed), step \(step): \(statement.sql)"
                do {
                    try statement.run(on: database)
                } catch let failure as PlainSQLite.Failure {
                    try #require(failure.isRefusal, place)
                }
                // What a statement that was ignored left aside is told from the next one's by the clock.
                if statement.mayBeIgnored { usleep(2000) }
                do {
                    try database.checkIndexes()
                } catch {
                    Issue.record(error, place)
                    return
                }
                for (name, query) in Self.contradictions {
                    let rows = try database.run(query)
                    try #require(rows.isEmpty, "\(name): \(rows), \(place)")
                }
                let count =
                    try database.value("SELECT count(DISTINCT note) FROM note_revisions").flatMap(Int.init)
                    ?? 0
                try #require(count >= histories, place)
                histories = count
            }
        }
    }

    private static let content = """
        note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor
        """

    private static let given = """
        SELECT * FROM word_revisions r WHERE NOT deleted AND revision = (
          SELECT min(revision) FROM word_revisions o
          WHERE NOT o.deleted AND (o.book, o.name, o.word) = (r.book, r.name, r.word) AND revision NOT IN (
            SELECT value FROM word_revisions p, json_each(parents)
            WHERE (p.book, p.name, p.word) = (r.book, r.name, r.word)))
        """

    // Each finds rows that contradict one another.
    private static let contradictions = [
        (
            "codes.aliases is not what the table aliases says",
            """
            SELECT c.book, c.code, c.aliases FROM codes c WHERE c.aliases <> coalesce((
              SELECT group_concat(alias, char(10)) FROM (
                SELECT alias FROM aliases a WHERE a.book = c.book AND a.code = c.code ORDER BY id)), '')
            """
        ),
        (
            "a note that is not what its revisions say",
            "SELECT \(content) FROM notes EXCEPT SELECT \(content) FROM note_heads"
        ),
        (
            "a revision that nothing follows and no note has",
            """
            SELECT \(content) FROM note_heads h
            WHERE EXISTS (SELECT 1 FROM codes c WHERE c.book = h.book AND c.code = h.code)
            EXCEPT SELECT \(content) FROM notes
            """
        ),
        (
            "a parent that is not in note_parents",
            """
            SELECT note, value, revision FROM note_revisions, json_each(parents)
            EXCEPT SELECT note, parent, revision FROM note_parents
            """
        ),
        (
            "a time that is not what the revisions say",
            """
            SELECT id FROM notes n
            WHERE created_at <> (SELECT min(created_at) FROM note_revisions v WHERE v.note = n.note)
              OR updated_at <> (SELECT created_at FROM note_revisions v WHERE v.revision = n.revision)
            """
        ),
        (
            "what names a book that is not there",
            """
            SELECT book FROM codes WHERE book NOT IN (SELECT slug FROM books)
            UNION SELECT book FROM code_revisions WHERE book NOT IN (SELECT slug FROM books)
            """
        ),
        (
            "a note on no code",
            """
            SELECT id FROM notes n
            WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = n.book AND c.code = n.code)
            """
        ),
        (
            "an alias of no code",
            """
            SELECT id FROM aliases a
            WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = a.book AND c.code = a.code)
            """
        ),
        (
            "a text of no code",
            """
            SELECT id FROM code_texts t
            WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = t.book AND c.code = t.code)
            """
        ),
        (
            "a link from no code",
            """
            SELECT book, code FROM code_links l
            WHERE NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = l.book AND c.code = l.code)
            """
        ),
        (
            "a changed text that kb's own index would not hear of",
            """
            SELECT c.id FROM codes c JOIN code_texts t ON t.book = c.book AND t.code = c.code
            WHERE c.id NOT IN (SELECT id FROM index_changes WHERE kind = 'code')
            """
        ),
        (
            "a word that was given and has no row, or was taken away and has one",
            """
            SELECT g.book, g.name, g.word FROM (\(given)) g LEFT JOIN words w USING (book, name, word)
            WHERE w.word IS NULL AND (g.book = '' OR (g.book, g.name) IN (SELECT book, code FROM codes))
            UNION ALL
            SELECT book, name, word FROM words
            WHERE (book, name, word) IN (SELECT book, name, word FROM word_revisions)
              AND (book, name, word) NOT IN (SELECT book, name, word FROM (\(given)))
            """
        ),
        (
            "a word that says what no revision says",
            """
            SELECT book, name, word, language, source, author FROM words WHERE import IS NULL
            EXCEPT SELECT book, name, word, language, source, author FROM (\(given))
            """
        ),
        ("rows that are worked out between statements", "SELECT revision FROM word_steps"),
        ("rows that are kept aside between statements", "SELECT book FROM notes_parted"),
        ("a broken foreign key", "PRAGMA foreign_key_check"),
    ]
}

/// One statement that some tool might run.
struct RandomStatement {
    let sql: String
    private let values: [String]

    /// Whether the statement may leave the rows that it did not replace aside.
    var mayBeIgnored: Bool { sql.contains("OR IGNORE") || sql.contains("ON CONFLICT") }

    init(using random: inout SeededRandom, characters: [Unicode.Scalar]) {
        let book = Bool.random(using: &random) ? "h" : "s"
        let code = String(Int.random(in: 0..<9, using: &random))
        let other = String(Int.random(in: 0..<9, using: &random))
        let row = String(Int.random(in: 1..<19, using: &random))
        let otherRow = String(Int.random(in: 1..<19, using: &random))
        let text = random.text(of: characters, below: 14)
        let insert = "INTO codes (book, code, name, description) VALUES (?, ?, ?, ?)"
        let statements: [(String, [String])] = [
            ("INSERT \(insert)", [book, code, text + "n", text + "x"]),
            ("INSERT OR REPLACE \(insert)", [book, code, text + "n", text + "y"]),
            ("INSERT OR IGNORE \(insert)", [book, code, text + "n", text + "z"]),
            (
                "INSERT \(insert) ON CONFLICT (book, code) DO UPDATE SET name = excluded.name, "
                    + "description = excluded.description", [book, code, text + "n", text + "u"]
            ),
            (
                "INSERT OR REPLACE INTO codes (id, book, code, name, description) VALUES (?, ?, ?, ?, ?)",
                [row, book, code, text + "n", text + "w"]
            ),
            ("DELETE FROM codes WHERE book = ? AND code = ?", [book, code]),
            ("UPDATE codes SET description = ? WHERE code = ?", [text + "q", code]),
            ("UPDATE OR REPLACE codes SET code = ? WHERE book = ? AND code = ?", [other, book, code]),
            ("UPDATE codes SET code = ? WHERE book = ? AND code = ?", [other, book, code]),
            ("UPDATE OR IGNORE codes SET code = ? WHERE book = ? AND code = ?", [other, book, code]),
            (
                "INSERT OR IGNORE INTO codes (id, book, code, name) VALUES (?, ?, ?, ?)",
                [row, book, code, text + "n"]
            ),
            ("INSERT INTO aliases (book, code, alias) VALUES (?, ?, ?)", [book, code, text + "a"]),
            (
                "INSERT OR REPLACE INTO aliases (id, book, code, alias) VALUES (?, ?, ?, ?)",
                [row, book, code, String(text.prefix(2)) + "a"]
            ),
            (
                "INSERT OR REPLACE INTO aliases (book, code, alias) VALUES (?, ?, ?)",
                [book, code, String(text.prefix(1)) + "a"]
            ),
            (
                "UPDATE OR REPLACE aliases SET id = ?, alias = ? WHERE id = ?",
                [otherRow, String(text.prefix(1)) + "b", row]
            ),
            ("UPDATE aliases SET code = ? WHERE id = ?", [code, row]),
            ("DELETE FROM aliases WHERE id = ?", [row]),
            (
                "INSERT OR REPLACE INTO aliases (id, book, code, alias, author, import) VALUES (?, ?, ?, ?, ?, ?)",
                [row, book, code, String(text.prefix(1)) + "a", other, other]
            ),
            ("UPDATE OR IGNORE aliases SET author = ?, import = NULL WHERE id = ?", [text, row]),
            ("INSERT OR IGNORE INTO synonyms (meaning, term, author) VALUES (?, ?, ?)", [book, code, other]),
            ("INSERT OR REPLACE INTO synonyms (id, meaning, term) VALUES (?, ?, ?)", [row, book, code]),
            (
                "INSERT INTO synonyms (meaning, term, import) VALUES (?, ?, ?) "
                    + "ON CONFLICT (meaning, term) DO UPDATE SET author = term || id", [book, code, row]
            ),
            ("UPDATE OR REPLACE synonyms SET id = ?, term = ? WHERE id = ?", [otherRow, other, row]),
            ("UPDATE OR IGNORE synonyms SET meaning = ? WHERE id < ?", [code, row]),
            ("DELETE FROM synonyms WHERE id = ?", [row]),
            (
                "INSERT OR IGNORE INTO word_revisions (book, name, word, deleted, author) VALUES (?, ?, ?, ?, ?)",
                [
                    book, code, String(text.prefix(1)) + "a", String(Int.random(in: 0...1, using: &random)),
                    other,
                ]
            ),
            (
                "INSERT INTO word_revisions (book, name, word, deleted, parents) "
                    + "SELECT book, name, word, ?, json_array(revision) FROM word_revisions LIMIT 1 OFFSET ?",
                [String(Int.random(in: 0...1, using: &random)), row]
            ),
            ("INSERT OR REPLACE INTO word_revisions SELECT * FROM word_revisions WHERE seq < ?", [row]),
            ("INSERT INTO notes (book, code, body) VALUES (?, ?, ?)", [book, code, text + "m"]),
            (
                "INSERT OR REPLACE INTO notes (id, book, code, body) VALUES (?, ?, ?, ?)",
                [row, book, code, text + "r"]
            ),
            ("UPDATE notes SET body = ? WHERE id = ?", [text + "k", row]),
            ("UPDATE OR REPLACE notes SET id = ? WHERE id = ?", [otherRow, row]),
            (
                "INSERT OR REPLACE INTO notes (revision, book, code, body) "
                    + "VALUES ((SELECT revision FROM notes WHERE id = ?), ?, ?, ?)",
                [row, book, code, text + "v"]
            ),
            (
                "INSERT OR REPLACE INTO notes (id, revision, book, code, body) "
                    + "VALUES (?, (SELECT revision FROM notes WHERE id = ?), ?, ?, ?)",
                [row, otherRow, book, code, text + "w"]
            ),
            (
                "INSERT OR IGNORE INTO notes (revision, book, code, body) "
                    + "SELECT revision, ?, ?, ? FROM note_revisions LIMIT 1 OFFSET ?",
                [book, code, text + "o", row]
            ),
            (
                "UPDATE OR REPLACE notes SET revision = o.revision FROM notes AS o WHERE o.id = ? AND notes.id = ?",
                [otherRow, row]
            ),
            (
                "UPDATE OR REPLACE notes SET revision = o.revision, body = ? FROM notes AS o "
                    + "WHERE o.id = ? AND notes.id = ?",
                [text + "p", otherRow, row]
            ),
            ("DELETE FROM notes WHERE id = ?", [row]),
            ("INSERT OR REPLACE INTO notes SELECT * FROM notes WHERE id < ?", [row]),
            (
                "INSERT INTO notes (id, book, code, body) VALUES (?, ?, ?, ?) "
                    + "ON CONFLICT (id) DO UPDATE SET body = excluded.body", [row, book, code, text + "c"]
            ),
            (
                "INSERT OR REPLACE INTO notes (id, note, revision, book, code, body) "
                    + "SELECT ?, note, (SELECT revision FROM notes WHERE id = ?), ?, ?, ? FROM note_revisions LIMIT 1",
                [row, otherRow, book, code, text + "e"]
            ),
            ("UPDATE OR IGNORE notes SET \"start\" = -1, body = ? WHERE id = ?", [text + "f", row]),
            ("UPDATE notes SET updated_at = '2001-01-01' WHERE id < ?", [row]),
            (
                "INSERT INTO note_revisions (note, parents, book, code, body, deleted) "
                    + "SELECT note, json_array(revision), ?, ?, ?, ? FROM note_revisions LIMIT 1 OFFSET ?",
                [
                    book, code, String(text.prefix(1)) + "g", String(Int.random(in: 0...1, using: &random)),
                    row,
                ]
            ),
            ("INSERT OR REPLACE INTO note_revisions SELECT * FROM note_revisions WHERE seq < ?", [row]),
            (
                "UPDATE OR REPLACE books SET slug = ? WHERE slug = ?",
                [["h", "s", "x"].randomElement(using: &random) ?? "x", book]
            ),
            ("INSERT OR REPLACE INTO books (slug, title) VALUES (?, ?)", [book, text]),
            ("INSERT OR IGNORE INTO books (slug, title) VALUES (?, ?)", [book, text]),
            ("DELETE FROM books WHERE slug = ?", [book]),
            ("INSERT INTO departures (book, code) VALUES (?, ?)", [book, code]),
            ("INSERT INTO departures (book) VALUES (?)", [book]),
            (
                "UPDATE codes SET fields = ? WHERE book = ? AND code = ?",
                [code == "1" ? "no object" : "{\"level\": \(row)}", book, code]
            ),
            (
                "INSERT OR REPLACE INTO codes (book, code, name, fields) VALUES (?, ?, ?, '{\"a\": 1}')",
                [book, code, text + "n"]
            ),
            ("UPDATE OR REPLACE codes SET id = ? WHERE book = ? AND code = ?", [row, book, code]),
            (
                "INSERT INTO code_texts (book, code, language, description) VALUES (?, ?, 'en', ?)",
                [book, code, text]
            ),
            (
                "INSERT OR REPLACE INTO code_texts (id, book, code, language, description) VALUES (?, ?, ?, 'en', ?)",
                [row, book, code, text]
            ),
            ("UPDATE OR IGNORE code_texts SET code = ? WHERE id = ?", [code, row]),
            ("DELETE FROM code_texts WHERE id = ?", [row]),
            (
                "INSERT OR IGNORE INTO code_links (book, code, to_book, to_code) VALUES (?, ?, ?, ?)",
                [book, code, book == "h" ? "s" : "h", other]
            ),
            (
                "INSERT OR REPLACE INTO code_links (book, code, to_book, to_code) VALUES (?, ?, ?, ?)",
                [book, code, book, other]
            ),
        ]
        (sql, values) = statements[Int.random(in: 0..<statements.count, using: &random)]
    }

    func run(on database: PlainSQLite) throws {
        try database.run(sql, values)
    }
}
