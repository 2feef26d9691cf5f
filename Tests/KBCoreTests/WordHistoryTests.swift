import GRDB
import KBMigrations
import TestSupport
import Testing

@testable import KBCore

@Suite("aliases and synonyms of several files")
struct WordHistoryTests {
    /// One of the files, by kb and by another tool.
    private struct Place {
        let fixture: NotesFixture
        let plain: PlainSQLite

        init() throws {
            fixture = try NotesFixture()
            plain = try PlainSQLite(fixture.store.path)
        }

        var aliases: [String] {
            get throws { try Aliases(fixture.store).list().map { "\($0.reference) \($0.text)" }.sorted() }
        }

        var synonyms: [String] {
            get throws {
                try plain.run("SELECT meaning || '=' || term FROM synonyms ORDER BY 1").compactMap(\.first)
                    .compactMap { $0 }
            }
        }

        /// Who gave the words.
        var authors: [[String?]] {
            get throws {
                try plain.run("SELECT book, name, word, language, source, author FROM words ORDER BY 1, 2, 3")
            }
        }

        /// What each revision of a word says, in the order in which they came.
        var said: [String] {
            get throws {
                try plain.run(
                    "SELECT name || ' ' || word || ' ' || deleted || ' ' || author FROM word_revisions ORDER BY seq"
                ).compactMap { $0[0] }
            }
        }

        /// Brings in what the other file has.
        @discardableResult
        func merge(_ other: Place) throws -> NoteImportOutcome {
            try fixture.notes.importRevisions(try other.fixture.exported())
        }
    }

    private static let code = CodeReference(book: "http", code: "404")

    @Test("what one gives and another takes away goes to all files, whichever tool wrote it")
    func exchanged() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code)
        try a.plain.run("INSERT INTO synonyms (meaning, term) VALUES ('锁定', '锁定'), ('锁定', '上锁')")
        try b.merge(a)
        #expect(try b.aliases == ["http:404 找不到"] && b.synonyms == ["锁定=上锁", "锁定=锁定"])
        #expect(try b.plain.value("SELECT aliases FROM codes WHERE code = '404'") == "找不到")
        try b.plain.run("DELETE FROM aliases")
        try Synonyms(b.fixture.store).remove(["上锁"])
        #expect(try a.merge(b).keptWords.isEmpty)
        #expect(try a.aliases.isEmpty && a.synonyms == ["锁定=锁定"])
        #expect(try Synonyms(a.fixture.store).list().isEmpty)
        #expect(try a.fixture.exported() == b.fixture.exported())
        #expect(try a.merge(b).added == 0)
    }

    @Test("a word that is given here and taken away there stays, and that is told")
    func addWins() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code)
        try b.merge(a)
        try Aliases(a.fixture.store).remove(["找不到"], from: Self.code)
        try b.plain.run("DELETE FROM aliases")
        _ = try Aliases(b.fixture.store).add(["找不到"], to: Self.code)
        #expect(try a.merge(b).keptWords == ["找不到"])
        #expect(try b.merge(a).keptWords == ["找不到"])
        #expect(try a.aliases == b.aliases && a.aliases.count == 1)
        try Aliases(a.fixture.store).remove(["找不到"], from: Self.code)
        #expect(try b.merge(a).keptWords.isEmpty)
        #expect(try b.aliases.isEmpty)
    }

    @Test("an alias of a code that is not here waits for it")
    func waiting() throws {
        let (a, b) = (try Place(), try Place())
        try a.plain.run("INSERT INTO codes (book, code, name) VALUES ('http', '410', 'Gone')")
        try a.plain.run("INSERT INTO aliases (book, code, alias) VALUES ('http', '410', '不在了')")
        try b.merge(a)
        #expect(try b.aliases.isEmpty)
        try Importer(b.fixture.store).apply(
            try .text("404 Not Found 甲\n\n410 Gone 乙\n\n500 Not Found 丙\n"), book: "http")
        #expect(try b.aliases == ["http:410 不在了"])
    }

    @Test("the words of an import are no revisions, and what was taken away does not come back with it")
    func imported() throws {
        let (a, b) = (try Place(), try Place())
        for place in [a, b] {
            try place.plain.run(
                "INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '一', 1), ('http', '404', '二', 1)"
            )
            #expect(try place.fixture.exported().isEmpty)
        }
        try Aliases(a.fixture.store).remove(["一"], from: Self.code)
        try b.merge(a)
        #expect(try b.aliases == ["http:404 二"])
        try b.plain.run("INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '一', 2)")
        #expect(try b.aliases == ["http:404 二"])
        try Importer(b.fixture.store).apply(try .text("404 Not Found 甲\n\n500 Not Found 丙\n"), book: "http")
        #expect(try b.aliases == ["http:404 二"])
    }

    @Test("who gave a word and who took it away is known in every file, whichever tool wrote it")
    func authors() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code, author: "Li")
        _ = try Synonyms(a.fixture.store).add(["锁定", "上锁"], author: "Wang")
        try a.plain.run(
            "INSERT INTO aliases (book, code, alias, author) VALUES ('http', '500', '崩了', 'Zhao')")
        try b.merge(a)
        #expect(try b.plain.value("SELECT author FROM aliases WHERE alias = '找不到'") == "Li")
        #expect(try b.plain.value("SELECT author FROM synonyms WHERE term = '上锁'") == "Wang")
        #expect(try Aliases(b.fixture.store).list(of: Self.code).map(\.author) == ["Li"])
        try Aliases(b.fixture.store).remove(["找不到"], from: Self.code, author: "Qian")
        try Synonyms(b.fixture.store).remove(["上锁"], author: "Qian")
        try b.plain.run("DELETE FROM aliases WHERE alias = '崩了'")
        try a.merge(b)
        #expect(
            try a.said == [
                "404 找不到 0 Li", "锁定 锁定 0 Wang", "锁定 上锁 0 Wang", "500 崩了 0 Zhao", "404 找不到 1 Qian",
                "锁定 上锁 1 Qian", "500 崩了 1 ",
            ])
        let log = try ChangeLog(a.fixture.store).newest(10, ChangeLog.Filter(author: "Qian")).entries
        #expect(log.count == 2 && log.allSatisfy { $0.author == "Qian" })
        #expect(try Choices(a.fixture.store).authors().map(\.text).contains("Qian"))
        // Whoever gives it otherwise says so.
        try a.plain.run(
            "INSERT INTO aliases (book, code, alias, author) VALUES ('http', '500', '崩了', 'Zhao')")
        try a.plain.run("UPDATE aliases SET author = 'Sun', language = 'zh' WHERE alias = '崩了'")
        try b.merge(a)
        #expect(try b.plain.value("SELECT author || language FROM aliases WHERE alias = '崩了'") == "Sunzh")
        #expect(try a.fixture.exported() == b.fixture.exported())
    }

    @Test("what a tool writes into word_revisions is there at once")
    func revisionsByTool() throws {
        let place = try Place()
        try place.plain.run(
            """
            INSERT INTO word_revisions (revision, book, name, word, author) VALUES
              ('r1', 'http', '404', '找不到', 'Li'), ('r2', '', '锁定', '上锁', 'Li'), ('r3', 'http', '410', '不在了', '')
            """)
        #expect(try place.aliases == ["http:404 找不到"] && place.synonyms == ["锁定=上锁"])
        #expect(try place.plain.value("SELECT aliases FROM codes WHERE code = '404'") == "找不到")
        #expect(try Searcher(place.fixture.store).search("找不到").results.map(\.code.reference) == [Self.code])
        try place.plain.run("INSERT INTO codes (book, code, name) VALUES ('http', '410', 'Gone')")
        #expect(try place.aliases == ["http:404 找不到", "http:410 不在了"])
        try place.plain.run(
            """
            INSERT INTO word_revisions (book, name, word, deleted, parents) VALUES
              ('http', '404', '找不到', 1, '["r1"]'), ('', '锁定', '上锁', 1, '["r2"]')
            """)
        #expect(try place.aliases == ["http:410 不在了"] && place.synonyms.isEmpty)
        // Another file's rows, with a repetition.
        let other = try Place()
        try other.plain.run("ATTACH ? AS other", place.fixture.store.path)
        for _ in 0..<2 {
            try other.plain.run(
                "INSERT INTO word_revisions (\(WordRevision.columns)) SELECT \(WordRevision.columns) FROM other.word_revisions ORDER BY random()"
            )
        }
        try other.plain.run("DETACH other")
        #expect(try other.fixture.exported() == place.fixture.exported())
        #expect(try other.aliases.isEmpty)
        #expect(throws: PlainSQLite.Failure.self) {
            try place.plain.run("UPDATE word_revisions SET word = 'x'")
        }
        #expect(throws: PlainSQLite.Failure.self) {
            try place.plain.run(
                "INSERT OR REPLACE INTO word_revisions (revision, book, name, word) VALUES ('r1', '', 'a', 'b')"
            )
        }
        #expect(try Health(place.fixture.store).check() == [])
    }

    @Test("a word that REPLACE pushes out does not come back", arguments: [false, true])
    func replaced(recursiveTriggers: Bool) throws {
        let (a, b) = (try Place(), try Place())
        try a.plain.script("PRAGMA recursive_triggers = \(recursiveTriggers)")
        try a.plain.run(
            "INSERT INTO aliases (id, book, code, alias) VALUES (1, 'http', '404', '一'), (2, 'http', '404', '二')"
        )
        try a.plain.run("INSERT INTO synonyms (id, meaning, term) VALUES (1, '组', '甲'), (2, '组', '乙')")
        try b.merge(a)
        try a.plain.run(
            "INSERT OR REPLACE INTO aliases (id, book, code, alias) VALUES (1, 'http', '500', '三')")
        try a.plain.run("UPDATE OR REPLACE aliases SET id = 1 WHERE id = 2")
        try a.plain.run("INSERT OR REPLACE INTO synonyms (id, meaning, term) VALUES (1, '组', '丙')")
        try a.plain.run("UPDATE OR REPLACE synonyms SET term = '丙' WHERE term = '乙'")
        try b.merge(a)
        try a.merge(b)
        for place in [a, b] {
            #expect(try place.aliases == ["http:404 二"] && place.synonyms == ["组=丙"])
            #expect(try Health(place.fixture.store).check() == [])
        }
    }

    @Test("the words of a code that gets another number go with it, in every file")
    func renumbered() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code, author: "Li")
        try b.merge(a)
        try b.plain.run("INSERT INTO codes (book, code, name) VALUES ('http', '405', 'x')")
        _ = try CodeEditing(a.fixture.store, author: "Wang").rename(Self.code, to: "405")
        #expect(try a.said == ["404 找不到 0 Li", "405 找不到 0 Li", "404 找不到 1 "])
        try b.merge(a)
        #expect(try b.aliases == ["http:405 找不到"])
        try a.plain.run("UPDATE books SET slug = 'web'")
        #expect(try a.aliases == ["web:405 找不到"])
        // Words wait for the new name, too.
        try a.plain.run("INSERT INTO word_revisions (book, name, word) VALUES ('net', '405', '方法不对')")
        try a.plain.run("UPDATE books SET slug = 'net'")
        #expect(try a.aliases == ["net:405 找不到", "net:405 方法不对"])
        try a.fixture.check()
        try a.plain.checkIndexes()
        try a.plain.run("UPDATE books SET slug = 'web'")
        #expect(try Health(a.fixture.store).check() == [])
        try b.merge(a)
        #expect(try b.aliases.isEmpty)
    }

    @Test("what a person gives with a code is said, too, and taking it back says so")
    func withCode() throws {
        let place = try Place()
        var change = CodeEditing.Change()
        change.aliases = ["找不到"]
        _ = try CodeEditing(place.fixture.store, author: "Li").edit(Self.code, change)
        #expect(try place.said == ["404 找不到 0 Li"])
        _ = try ImportUndo(place.fixture.store).apply()
        #expect(try place.aliases.isEmpty && place.said.count == 2)
        #expect(try Health(place.fixture.store).check() == [])
    }

    @Test("taking an import back leaves what people have given")
    func undone() throws {
        let place = try Place()
        try Importer(place.fixture.store).apply(
            try .text("404 Not Found 甲\n\n500 Not Found 丙\n"), book: "http")
        let id = try place.plain.value("SELECT max(id) FROM imports") ?? ""
        try place.plain.run(
            "INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '一', \(id)), ('http', '404', '二', \(id))"
        )
        try place.plain.run(
            "INSERT INTO synonyms (meaning, term, import) VALUES ('组', '组', \(id)), ('组', '甲', \(id))")
        try place.plain.run(
            "INSERT INTO word_revisions (book, name, word) VALUES ('http', '404', '一'), ('', '组', '乙')")
        _ = try ImportUndo(place.fixture.store).apply()
        #expect(try place.aliases == ["http:404 一"] && place.synonyms == ["组=乙"])
        #expect(try place.fixture.exported().count == 2)
        #expect(try Synonyms(place.fixture.store).list().isEmpty)
        #expect(try Health(place.fixture.store).check() == [])
    }

    @Test("doctor compares words with what was said of them, and repair makes them agree")
    func doctor() throws {
        let place = try Place()
        _ = try Aliases(place.fixture.store).add(["一", "二", "三"], to: Self.code, author: "Li")
        _ = try Synonyms(place.fixture.store).add(["锁定", "上锁"])
        try Aliases(place.fixture.store).remove(["三"], from: Self.code)
        // Past the triggers.
        try place.plain.script(
            """
            INSERT INTO index_writers VALUES ('x');
            DELETE FROM aliases WHERE alias = '一';
            UPDATE aliases SET author = 'Wang' WHERE alias = '二';
            INSERT INTO aliases (book, code, alias) VALUES ('http', '500', '四');
            INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '三', 1);
            DELETE FROM synonyms WHERE term = '上锁';
            DELETE FROM index_writers;
            """)
        #expect(try Health(place.fixture.store).check().contains(.words(count: 5)))
        let before = Set(try place.fixture.exported())
        try Health(place.fixture.store).repair()
        #expect(try Health(place.fixture.store).check() == [])
        #expect(try place.aliases == ["http:404 一", "http:404 二", "http:500 四"])
        #expect(try place.synonyms == ["锁定=上锁", "锁定=锁定"])
        #expect(try place.plain.value("SELECT author FROM aliases WHERE alias = '二'") == "Wang")
        #expect(try place.plain.value("SELECT aliases FROM codes WHERE code = '500'") == "四")
        #expect(before.isSubset(of: Set(try place.fixture.exported())))
    }

    @Test("salvage brings words and who gave them into a new file, byte for byte")
    func salvaged() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["一", "二"], to: Self.code, author: "Li")
        _ = try Synonyms(a.fixture.store).add(["锁定", "上锁"], author: "Wang")
        try Aliases(a.fixture.store).remove(["二"], from: Self.code, author: "Wang")
        try a.fixture.add("note", tags: ["x"])
        var lines: [String] = []
        #expect(try Salvage(a.fixture.store).revisions { lines.append($0) } == 0)
        _ = try b.fixture.notes.importRevisions(lines)
        #expect(try b.fixture.exported() == a.fixture.exported())
        #expect(try b.aliases == a.aliases && b.synonyms == a.synonyms)
    }

    @Test(
        "words from before this format are the same in each copy of a file, and an import's are no revisions")
    func upgraded() throws {
        let folder = try TemporaryPlace()
        for name in ["a.db", "b.db"] {
            let plain = try PlainSQLite(folder.path(name))
            for step in Migrations.all.prefix(4) { try plain.script(step.sql) }
            try plain.script(
                """
                INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found');
                INSERT INTO imports (kind, source, sha256, entries, imported_at)
                VALUES ('synonyms', 's.tsv', lower(hex(zeroblob(32))), 3, '2026-01-01T00:00:00.000Z');
                INSERT INTO aliases (book, code, alias, source, created_at) VALUES
                  ('http', '404', '找不到', 'user', '2026-01-02T00:00:00.000Z'), ('http', '404', '𠮷', 'sql', 'no time');
                INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '列表', 3);
                INSERT INTO synonyms (meaning, term, created_at) VALUES
                  ('锁定', '锁定', '2025-12-31T00:00:00.000Z'), ('坏' || char(0), '坏', '2026-02-01T00:00:00.000Z');
                """)
        }
        let (a, b) = (
            try Store(path: folder.path("a.db"), access: .existing),
            try Store(path: folder.path("b.db"), access: .existing)
        )
        var lines: [[String]] = []
        for store in [a, b] {
            lines.append([])
            _ = try Notes(store).exportRevisions { lines[lines.count - 1].append($0) }
            #expect(try Health(store).check() == [])
        }
        #expect(lines[0] == lines[1])
        #expect(lines[0].count == 3 && lines[0][0].contains("1970-01-01") && lines[0][0].contains("𠮷"))
        try Aliases(a).remove(["找不到"], from: Self.code)
        lines[0] = []
        _ = try Notes(a).exportRevisions { lines[0].append($0) }
        #expect(try Notes(b).importRevisions(lines[0]).keptWords.isEmpty)
        #expect(try Aliases(b).list().map(\.text) == ["𠮷", "列表"])
    }

    @Test("in whatever order files exchange what they have, all end with the same words")
    func union() throws {
        var random = SeededRandom(printedFor: "words")
        for _ in 0..<4 {
            let places = try (0..<2 + random.below(4)).map { _ in try Place() }
            for _ in 0..<6 {
                for place in places {
                    for _ in 0..<random.below(4) { try act(place, &random) }
                }
                for _ in 0..<random.below(places.count + 1) {
                    let pair = places.shuffled(using: &random).prefix(2)
                    var lines = try pair[0].fixture.exported().shuffled(using: &random)
                    if random.below(2) == 0 { lines.removeLast(random.below(lines.count + 1)) }
                    if random.below(3) == 0 { try copyRevisions(pair[0], pair[1], &random) }
                    _ = try pair[1].fixture.notes.importRevisions(
                        lines + lines.prefix(random.below(lines.count + 1)))
                }
            }
            for place in places.dropFirst() { try places[0].merge(place) }
            for place in places.dropFirst() { try place.merge(places[0]) }
            for place in places {
                #expect(try place.fixture.exported() == places[0].fixture.exported())
                #expect(try place.aliases == places[0].aliases)
                #expect(try place.synonyms == places[0].synonyms)
                #expect(try place.authors == places[0].authors)
                #expect(try salvaged(place) == places[0].fixture.exported())
                #expect(try Health(place.fixture.store).check() == [])
            }
        }
    }

    /// What a new file says that has got what salvage reads.
    private func salvaged(_ place: Place) throws -> [String] {
        let other = try Place()
        var lines: [String] = []
        _ = try Salvage(place.fixture.store).revisions { lines.append($0) }
        _ = try other.fixture.notes.importRevisions(lines)
        #expect(try other.authors == place.authors)
        return try other.fixture.exported()
    }

    /// Copies some revisions by SQL.
    private func copyRevisions(_ from: Place, _ to: Place, _ random: inout SeededRandom) throws {
        try to.plain.run("ATTACH ? AS other", from.fixture.store.path)
        defer { _ = try? to.plain.run("DETACH other") }
        try to.plain.run(
            """
            INSERT INTO word_revisions (\(WordRevision.columns)) SELECT \(WordRevision.columns) FROM other.word_revisions
            WHERE seq % 3 <> \(random.below(4)) ORDER BY seq * 7919 % 101
            """)
    }

    /// Something that a person does with kb or another tool.
    private func act(_ place: Place, _ random: inout SeededRandom) throws {
        let author = ["", "Li", "Wang"][random.below(3)]
        let (code, word) = (["404", "500"][random.below(2)], "词\(random.below(5))")
        let reference = CodeReference(book: "http", code: code)
        switch random.below(14) {
        case 0: _ = try Aliases(place.fixture.store).add([word], to: reference, author: author)
        case 1: try? Aliases(place.fixture.store).remove([word], from: reference, author: author)
        case 2:
            _ = try Synonyms(place.fixture.store).add([word, "词\(random.below(5))", "义"], author: author)
        case 3: _ = try? Synonyms(place.fixture.store).remove([word], isOfAll: true, author: author)
        case 4:
            try place.plain.run(
                "INSERT OR REPLACE INTO aliases (book, code, alias) VALUES ('http', ?, ?)", code, word)
        case 5:
            try place.plain.run(
                "UPDATE OR REPLACE aliases SET alias = ? WHERE id = (SELECT min(id) FROM aliases)", word)
        case 6: try place.plain.run("INSERT OR IGNORE INTO synonyms (meaning, term) VALUES ('组', ?)", word)
        case 7: try place.plain.run("DELETE FROM synonyms WHERE term = ?", word)
        case 8:
            try place.plain.run(
                "INSERT OR REPLACE INTO aliases (id, book, code, alias, author) VALUES (?, 'http', ?, ?, ?)",
                "\(1 + random.below(4))", code, word, author)
        case 9:
            try place.plain.run(
                "INSERT OR REPLACE INTO synonyms (id, meaning, term, author) VALUES (?, '组', ?, ?)",
                "\(1 + random.below(4))", word, author)
        case 10:
            try place.plain.run(
                "UPDATE OR REPLACE synonyms SET id = ?, term = ? WHERE id > 2", "\(1 + random.below(4))", word
            )
        case 11:
            try place.plain.run(
                "INSERT INTO word_revisions (book, name, word, author, deleted) VALUES ('http', ?, ?, ?, ?)",
                code, word,
                author, "\(random.below(2))")
        case 12:
            try place.plain.run(
                "UPDATE aliases SET author = ?, language = 'zh' WHERE alias = ?", author, word)
        default: try place.plain.run("DELETE FROM aliases WHERE code = ? AND alias = ?", code, word)
        }
    }
}
