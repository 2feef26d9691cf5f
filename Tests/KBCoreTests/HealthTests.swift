import Foundation
import KBFile
import KBMigrations
import Testing

@testable import KBCore

@Suite("health")
struct HealthTests {
    @Test(
        "every fault is found, and what follows from the tables is repaired",
        arguments: [
            ("DROP TRIGGER codes_after_insert", [.missing(name: "codes_after_insert")]),
            ("DROP VIEW annotations; CREATE VIEW annotations AS SELECT 1", [.altered(name: "annotations")]),
            ("DROP INDEX codes_by_code", [.missing(name: "codes_by_code")]),
            (
                "DELETE FROM index_segments",
                [.unindexed(count: 1)]
            ),
            (
                "DELETE FROM index_terms WHERE term = CAST('找不' AS BLOB)",
                [.indexedWrongly(count: 1)]
            ),
            ("DELETE FROM vocabulary", [.vocabulary(count: 4)]),
            ("INSERT INTO index_writers (name) VALUES ('x')", [.indexingOff]),
            (
                "INSERT INTO index_writers (name) VALUES ('x'); "
                    + "INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '找不'); DELETE FROM index_writers",
                [.aliases(count: 1), .words(count: 1)]
            ),
            (
                "INSERT INTO codes_fts (codes_fts) VALUES ('delete-all')",
                [.index(name: "codes_fts", reason: "database disk image is malformed")]
            ),
        ] as [(String, [HealthFault])])
    func faults(script: String, expected: [HealthFault]) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        #expect(try Health(store).check() == [])
        try PlainSQLite(place.path()).script(script)
        #expect(try Health(store).check() == expected)
        try Health(store).repair()
        #expect(try Health(store).check() == [])
    }

    @Test("a view in the place of the notes, whose IDs are no integers, is read to its end")
    func foreignIDs() throws {
        let fixture = try NotesFixture()
        let plain = try PlainSQLite(fixture.store.path)
        try plain.script(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
            INSERT INTO notes (book, code, body) SELECT 'http', '404', i || ' #x' FROM n
            """)
        let columns = try plain.run("SELECT name FROM pragma_table_info('notes')")
            .compactMap { $0[0] }.map { "\"\($0)\"" }
        let values = columns.map { $0 == "\"id\"" ? "'x'" : $0 }
        try plain.script(
            """
            PRAGMA legacy_alter_table = ON; ALTER TABLE notes RENAME TO hidden;
            CREATE VIEW notes (\(columns.joined(separator: ", "))) AS
            SELECT \(values.joined(separator: ", ")) FROM hidden
            """)
        #expect(try !Health(fixture.store).check().isEmpty)
        var count = 0
        try fixture.notes.forEachPage { page in
            count += page.count
            return true
        }
        #expect(count >= 500)
        var options = Searcher.Options()
        options.notes = NoteUse(tags: ["x"])
        let tagged = try Searcher(fixture.store).search("", options)
        #expect(!tagged.results.isEmpty)
    }

    @Test("what other tools add is left alone, but a trigger on a table of kb's is told")
    func strangers() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        try plain.script(
            "CREATE TABLE mine (x); CREATE VIEW mine_too AS SELECT * FROM mine; CREATE INDEX i ON mine (x)")
        #expect(try Health(store).check() == [])
        try plain.script("CREATE TRIGGER t AFTER INSERT ON codes BEGIN SELECT 1; END")
        #expect(try Health(store).check() == [.strangeTrigger(name: "t", table: "codes")])
    }

    @Test("what is right but worth knowing is told, and a repair sees to what it can")
    func remarks() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let health = Health(store)
        #expect(try health.remarks() == [])
        try PlainSQLite(place.path()).script(
            """
            INSERT INTO notes (book, code, body, field, exact, anchor)
            VALUES ('http', '404', 'x', 'name', 'y', 'orphaned');
            INSERT INTO notes (note, book, code, body) SELECT note, book, code, 'z' FROM notes;
            PRAGMA journal_mode = WAL;
            """)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place.path())
        #expect(
            try health.remarks() == [
                .readableByOthers, .writeAheadLog, .orphanedAnnotations(count: 1), .conflicts(count: 1),
            ])
        #expect(try health.check() == [])
        try health.repair()
        #expect(
            try health.remarks() == [
                .readableByOthers, .orphanedAnnotations(count: 1), .conflicts(count: 1),
            ])
    }

    @Test("a file that lost its mark, and one that anybody may write, are told")
    func fileFaults() throws {
        let place = try TemporaryPlace()
        let health = Health(try place.store())
        try PlainSQLite(place.path()).script("PRAGMA application_id = 0; PRAGMA user_version = 0")
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: place.path())
        #expect(try health.remarks() == [.readableByOthers, .unmarked])
        #expect(try health.check() == [.writableByAll(path: place.path())])
        try health.repair()
        #expect(try health.remarks() == [.readableByOthers])
        #expect(try health.check() == [.writableByAll(path: place.path())])
        #expect(try PlainSQLite(place.path()).value("PRAGMA user_version") == "\(FileFormat.current.newest)")
    }
}
