import Foundation
import KBMigrations
import Synchronization
import TestSupport
import Testing

@testable import KBFile

/// Formats that a test makes up: what kb's own may do one day.
@Suite("formats of a file")
struct FileFormatTests {
    private static let first = Migration(
        version: 1,
        sql: """
            PRAGMA application_id = \(Store.applicationID); PRAGMA user_version = 1;
            CREATE TABLE codes (id INTEGER PRIMARY KEY, name TEXT) STRICT;
            CREATE TABLE note_revisions (id INTEGER PRIMARY KEY) STRICT;
            CREATE TABLE log (name TEXT) STRICT;
            CREATE TRIGGER codes_log AFTER INSERT ON codes BEGIN INSERT INTO log VALUES (new.name); END;
            """, minimumReader: 1)

    private static func second(_ sql: String, minimumReader: Int) -> FileFormat {
        FileFormat(migrations: [
            first,
            Migration(version: 2, sql: "PRAGMA user_version = 2; " + sql, minimumReader: minimumReader),
        ])
    }

    private static func old(_ name: String) throws -> TemporaryPlace {
        let place = try TemporaryPlace()
        try PlainSQLite(place.path()).script(first.sql + "INSERT INTO codes (name) VALUES ('\(name)')")
        return place
    }

    @Test("a step that drops a trigger does not make every write refuse the file")
    func droppedTrigger() throws {
        let place = try Self.old("a")
        let store = try Store(
            path: place.path(), access: .existing,
            format: Self.second("DROP TRIGGER codes_log;", minimumReader: 1))
        try store.write { try $0.execute(sql: "INSERT INTO codes (name) VALUES ('b')") }
        #expect(try PlainSQLite(place.path()).value("SELECT group_concat(name) FROM log") == "a")
    }

    @Test(
        "a file without the column that reading needs is upgraded before it is read, once, with a copy next to it"
    )
    func addedColumn() throws {
        let place = try Self.old("a")
        let upgrades = Mutex<[Store.Upgrade]>([])
        let format = Self.second("ALTER TABLE codes ADD COLUMN owner TEXT DEFAULT 'me';", minimumReader: 2)
        let store = try Store(
            path: place.path(), access: .existing, format: format,
            onUpgrade: { upgrade in upgrades.withLock { $0.append(upgrade) } })
        for _ in 0..<2 {
            #expect(try store.read { try String.fetchOne($0, sql: "SELECT owner FROM codes") } == "me")
        }
        #expect(upgrades.withLock { $0.map(\.from) } == [1])
        let copy = try #require(upgrades.withLock { $0.first?.copy })
        #expect(try PlainSQLite(copy).value("PRAGMA user_version") == "1")
    }

    @Test("what follows from the tables is rebuilt in the transaction of the upgrade")
    func rebuilding() throws {
        struct Failure: Error {}
        let place = try Self.old("a")
        let steps = Self.second("CREATE TABLE more (x TEXT) STRICT;", minimumReader: 1).migrations
        let failing = try Store(
            path: place.path(), access: .existing,
            format: FileFormat(migrations: steps) { _, _ in throw Failure() })
        #expect(throws: Failure.self) { try failing.write { _ in } }
        #expect(try PlainSQLite(place.path()).value("PRAGMA user_version") == "1")
        let store = try Store(
            path: place.path(), access: .existing,
            format: FileFormat(migrations: steps) { db, from in
                try db.execute(sql: "INSERT INTO more SELECT name || ? FROM codes", arguments: ["\(from)"])
            })
        try store.write { _ in }
        #expect(try PlainSQLite(place.path()).value("SELECT x FROM more") == "a1")
    }

    @Test("the format of a file that has lost its marks, as .dump loses them, is told from its schema")
    func unmarked() throws {
        for step in Migrations.all {
            let place = try TemporaryPlace()
            let plain = try PlainSQLite(place.path())
            for earlier in Migrations.all where earlier.version <= step.version {
                try plain.script(earlier.sql)
            }
            try plain.script(
                """
                INSERT INTO codes (book, code, name) VALUES ('b', 'c', 'n');
                CREATE TABLE mine (x); PRAGMA application_id = 0; PRAGMA user_version = 0;
                """)
            let store = try Store(path: place.path(), access: .existing, format: FileFormat())
            #expect(try store.readWhateverTheFormat { try store.format.version($0) } == step.version)
            try store.write { try $0.execute(sql: "UPDATE codes SET name = 'other'") }
            #expect(try plain.value("SELECT name FROM codes") == "other")
        }
    }
}
