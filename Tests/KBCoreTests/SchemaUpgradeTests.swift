import Foundation
import KBFile
import KBMigrations
import TestSupport
import Testing

@testable import KBCore

/// Files of older formats, with whatever tools have put into them.
@Suite("upgrades")
struct SchemaUpgradeTests {
    private static let tables = ["books", "codes", "aliases", "synonyms", "imports", "code_revisions"]

    private static let content = """
        INSERT INTO codes (book, code, name, description) VALUES
          ('http', '404', 'Not Found', '请求失败，请求的资源不在。'), ('http', '500', 'Server Error', '服务器出错。'), ('a', 'E-1', 'x', '');
        UPDATE codes SET description = '请求失败，请求的资源没有了。' WHERE code = '404';
        INSERT INTO codes (id, book, code, name) VALUES (-5, 'a', 'E-5', 'below');
        INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '失踪');
        INSERT INTO synonyms (meaning, term) VALUES ('锁定', '锁定'), ('锁定', '上锁');
        INSERT INTO imports (book, source, sha256, entries) VALUES ('http', 'codes.txt', lower(hex(zeroblob(32))), 3);
        INSERT INTO notes (note, book, code, body, tags) VALUES ('team-1', 'http', '404', '一', '["a", 1]'), ('二 号', 'http', '500', '二', '[]');
        UPDATE notes SET body = '一改' WHERE note = 'team-1';
        INSERT INTO notes (book, code, body) VALUES ('http', '404', '删');
        DELETE FROM notes WHERE body = '删';
        INSERT INTO notes (book, code, body, field, exact, "start", "end")
        VALUES ('http', '404', '批注', 'description', '请求', -9223372036854775808, 9223372036854775807);
        INSERT INTO notes (id, book, code, body, updated_at) VALUES (-7, 'http', '404', '负', '2147483647-14-01T00:00:00.000Z');
        INSERT INTO notes (book, code, body) VALUES ('http', '404', 'a' || char(0) || 'b');
        INSERT INTO note_revisions (revision, note, book, code, body, tags, author, created_at)
        VALUES ('later', 'parked', 'soon', '1', '等', 'no tags', '', 'no time');
        INSERT INTO notes (note, book, code, body) VALUES ('cut', 'http', '404', '断');
        UPDATE notes SET note = 'moved' WHERE note = 'cut';
        INSERT INTO notes (note, book, code, body) VALUES ('bare', 'http', '404', '光');
        DELETE FROM note_revisions WHERE note = 'bare';
        ALTER TABLE notes ADD COLUMN priority INTEGER;
        UPDATE notes SET priority = 3;
        ALTER TABLE codes ADD COLUMN owner TEXT;
        UPDATE codes SET owner = 'ops';
        """

    @Test(
        "every row of an older file is kept, and values that nothing can use become others",
        arguments: [1, 2])
    func kept(format: Int) throws {
        let place = try TemporaryPlace()
        let plain = try PlainSQLite(place.path())
        for step in Migrations.all.prefix(format) { try plain.script(step.sql) }
        try plain.script(Self.content)
        let before = try Self.tables.map { try plain.run("SELECT * FROM \($0) ORDER BY rowid") }
        let count = try plain.value("SELECT count(*) FROM note_revisions").flatMap(Int.init)

        let store = try place.store()
        #expect(try Notes(store).list().count == 8)
        #expect(try Health(store).check() == [])
        for (table, rows) in zip(Self.tables, before) {
            let after = try plain.run("SELECT * FROM \(table) ORDER BY rowid")
            #expect(zip(after, rows).map { Array($0.prefix($1.count)) } == rows, "\(table)")
        }
        let bodies = try plain.run("SELECT body FROM notes ORDER BY body").map { $0[0] ?? "" }
        #expect(bodies == ["a\u{FFFD}b", "一改", "二", "光", "批注", "断", "断", "负"])
        #expect(try plain.value("SELECT count(*) FROM notes WHERE priority = 3") == "7")
        // The two rows that no history told of have one now.
        #expect(
            try plain.value("SELECT count(*) FROM note_revisions").flatMap(Int.init) == count.map { $0 + 2 })
        #expect(try Notes(store).history("team-1").map(\.body) == ["一", "一改"])
        // The history that lost its row to another name has it back.
        #expect(try Notes(store).find("moved").body == "断")
        #expect(try Notes(store).find("cut").body == "断")
        #expect(try Notes(store).list().count == 8)
        #expect(try plain.value("SELECT note FROM notes WHERE body = '二'") == "id-e4ba8c20e58fb7")
        #expect(
            try plain.value("SELECT created_at FROM note_revisions WHERE revision = 'later'")
                == "1970-01-01T00:00:00.000Z")
        try plain.script("INSERT INTO codes (book, code, name) VALUES ('soon', '1', 'here')")
        #expect(try plain.value("SELECT body FROM notes WHERE book = 'soon'") == "等")
        #expect(try Searcher(store).search("失踪").results.map(\.code.reference.description) == ["http:404"])
        #expect(try Searcher(store).search("E-5").results.map(\.code.name) == ["below"])
        // The annotation stands on words that occur twice, at a place that no text has.
        try Importer(store).apply(
            try .text("404 Not Found 你的请求失败，请求的资源没有了。\n\n500 Server Error 服务器出错。\n"), book: "http")
        #expect(try plain.value("SELECT anchor FROM notes WHERE body = '批注'") == "anchored")
        #expect(try Health(store).check() == [])
    }

    @Test(
        "an upgrade from format 3 keeps every row, and what others have called as kb now does has another name"
    )
    func taken() throws {
        let place = try TemporaryPlace()
        let plain = try PlainSQLite(place.path())
        for step in Migrations.all.prefix(3) { try plain.script(step.sql) }
        try plain.script(
            """
            INSERT INTO codes (book, code, name, description) VALUES
              ('http', '404', 'Not Found', '请求失败，请求的资源不在。'), ('a', 'E-1', 'x', '');
            UPDATE codes SET description = '请求失败，请求的资源没有了。' WHERE code = '404';
            INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '失踪');
            INSERT INTO synonyms (meaning, term) VALUES ('锁定', '锁定'), ('锁定', '上锁');
            INSERT INTO imports (book, source, sha256, entries) VALUES ('http', 'codes.txt', lower(hex(zeroblob(32))), 3);
            INSERT INTO notes (book, code, body) VALUES ('http', '404', '一');
            ALTER TABLE codes ADD COLUMN Fields TEXT;
            UPDATE codes SET fields = 'theirs';
            ALTER TABLE imports ADD COLUMN job TEXT;
            CREATE TABLE code_links (theirs TEXT);
            INSERT INTO code_links VALUES ('kept');
            CREATE VIEW see_also AS SELECT 1 AS one;
            """)
        let before = try Self.tables.map { try plain.run("SELECT * FROM \($0) ORDER BY rowid") }

        let store = try place.store()
        #expect(try Notes(store).list().map(\.body) == ["一"])
        for (table, rows) in zip(Self.tables, before) {
            let after = try plain.run("SELECT * FROM \(table) ORDER BY rowid")
            #expect(zip(after, rows).map { Array($0.prefix($1.count)) } == rows, "\(table)")
        }
        #expect(try plain.value("SELECT count(*) FROM codes WHERE fields_before = 'theirs'") == "2")
        #expect(try plain.value("SELECT count(fields) FROM codes") == "0")
        #expect(try plain.value("SELECT theirs FROM code_links_before") == "kept")
        #expect(try plain.value("SELECT job_before FROM imports") == nil)
        #expect(try plain.value("SELECT count(*) FROM see_also") == "0")
        #expect(try Searcher(store).search("失踪").results.map(\.code.reference.description) == ["http:404"])
        #expect(try Health(store).check() == [])
    }

    @Test("an upgrade from format 4 merges by field what two files have changed, and keeps every revision")
    func merged() throws {
        let place = try TemporaryPlace()
        let plain = try PlainSQLite(place.path())
        for step in Migrations.all.prefix(4) { try plain.script(step.sql) }
        try plain.script(
            """
            INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found');
            INSERT INTO note_revisions (revision, note, parents, book, code, body, tags) VALUES
              ('a1', 'a', '[]', 'http', '404', 'one', '["x"]'), ('a2', 'a', '["a1"]', 'http', '404', 'two', '["x"]'),
              ('a3', 'a', '["a1"]', 'http', '404', 'one', '["x","y"]'),
              ('b1', 'b', '[]', 'http', '404', 'one', '[]'), ('b2', 'b', '["b1"]', 'http', '404', 'two', '[]'),
              ('b3', 'b', '["b1"]', 'http', '404', 'three', '["z"]'), ('c1', 'c', '[]', 'http', '404', 'one', '[]');
            INSERT INTO note_revisions (revision, note, parents, book, code, body, deleted) VALUES
              ('c2', 'c', '["c1"]', 'http', '404', 'one', 1), ('c3', 'c', '["c1"]', 'http', '404', 'four', 0);
            CREATE TABLE tags (theirs TEXT);
            """)
        #expect(try plain.value("SELECT count(*) FROM notes") == "5")
        let history = try plain.run("SELECT * FROM note_revisions ORDER BY seq")

        let store = try place.store()
        let notes = try Notes(store).list().map { "\($0.uuid) \($0.body) \($0.tags.joined())" }
        #expect(notes.sorted() == ["a two xy", "b three z", "b two z", "c four "])
        #expect(try Notes(store).merges().map(\.heads.count) == [2, 1])
        #expect(try plain.run("SELECT * FROM note_revisions ORDER BY seq") == history)
        #expect(try plain.value("SELECT theirs FROM tags_before") == nil)
        #expect(
            try plain.value("SELECT group_concat(tag) FROM (SELECT tag FROM tags ORDER BY tag)") == "x,y,z")
        #expect(try Health(store).check() == [])
    }

    @Test("a script runs on its own, and is what its template makes")
    func template() throws {
        let script = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("scripts/make-migrations")
        let process = Process()
        process.executableURL = script
        process.arguments = ["--check"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
