import Foundation
import KBMigrations
import Synchronization
import Testing

@testable import KBCore

@Suite("opening a file", .timeLimit(.minutes(20)))
struct StoreTests {
    @Test("a new file and its folder are for their owner only")
    func modes() throws {
        let place = try TemporaryPlace()
        let path = place.path("a/b/kb.db")
        _ = try Store(path: path, access: .creating)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(place.path("a/b")) == 0o700)
    }

    @Test("a missing file stays missing")
    func missing() throws {
        let place = try TemporaryPlace()
        #expect(throws: StoreError.missing(path: place.path())) {
            try Store(path: place.path(), access: .existing)
        }
        #expect(!FileManager.default.fileExists(atPath: place.path()))
    }

    @Test("another program's file, a newer one and no database at all are told apart and left alone")
    func strangers() throws {
        let place = try TemporaryPlace()
        try PlainSQLite(place.path("foreign.db")).script("PRAGMA application_id = 7; CREATE TABLE t (x)")
        try PlainSQLite(place.path("unmarked.db")).script("CREATE TABLE t (x)")
        try PlainSQLite(place.path("newer.db")).script(
            "PRAGMA application_id = 0x6B623031; PRAGMA user_version = 99")
        try PlainSQLite(place.path("newer.db")).script("CREATE TABLE codes (x)")
        try Data(String(repeating: "no database ", count: 100).utf8).write(
            to: URL(fileURLWithPath: place.path("text.db")))
        for (name, error) in [
            ("foreign.db", StoreError.foreign(path: place.path("foreign.db"), applicationID: 7)),
            ("unmarked.db", .foreign(path: place.path("unmarked.db"), applicationID: 0)),
            (
                "newer.db",
                .tooNew(path: place.path("newer.db"), version: 99, newest: Migrations.newestVersion)
            ),
            ("text.db", .notADatabase(path: place.path("text.db"))),
        ] {
            let before = try place.state(name)
            #expect(throws: error) { try Store(path: place.path(name), access: .creating) }
            #expect(try place.state(name) == before, "\(name)")
        }
        #expect(throws: StoreError.notAFile(path: place.folder.path)) {
            try Store(path: place.folder.path, access: .creating)
        }
    }

    @Test("opening and reading writes nothing")
    func reading() throws {
        let place = try TemporaryPlace()
        try Importer(try place.store()).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let before = try place.state()
        #expect(try Codes(try place.store()).find("404").count == 1)
        #expect(try place.state() == before)
    }

    @Test("a lock that another program holds is waited for, then told")
    func busy() throws {
        let place = try TemporaryPlace()
        _ = try place.store()
        let other = try PlainSQLite(place.path())
        try other.script("BEGIN IMMEDIATE")
        let store = try Store(path: place.path(), access: .existing, timeout: 0.1)
        #expect(throws: StoreError.busy(path: place.path(), holder: nil)) {
            try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        }
        try other.script("ROLLBACK")
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
    }

    @Test(
        "an older format is read as it is, and brought up to date by the first write, with a copy beside it")
    func olderFormat() throws {
        let place = try TemporaryPlace()
        try PlainSQLite(place.path()).script(
            Migrations.all[0] + "INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found')")
        let before = try place.state()
        let upgrades = Mutex<[Store.Upgrade]>([])
        let note: @Sendable (Store.Upgrade) -> Void = { upgrade in upgrades.withLock { $0.append(upgrade) } }
        let store = try Store(path: place.path(), access: .existing, onUpgrade: note)
        #expect(try Searcher(store).search("not found").results.count == 1)
        #expect(try Health(store).check() == [])
        #expect(try place.state() == before)

        for body in ["一", "二"] {
            _ = try Notes(store).add(
                NoteDraft(reference: CodeReference(book: "http", code: "404"), body: body))
        }
        let upgrade = try #require(upgrades.withLock { $0.first })
        #expect(upgrades.withLock { $0.count } == 1)
        #expect(upgrade.from == 1 && upgrade.to == Migrations.newestVersion)
        #expect(try PlainSQLite(upgrade.copy).value("PRAGMA user_version") == "1")
        #expect(try PlainSQLite(upgrade.copy).value("SELECT name FROM codes") == "Not Found")
        #expect(try PlainSQLite(place.path()).value("PRAGMA user_version") == "\(Migrations.newestVersion)")
        #expect(try Health(store).check() == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path).count == 2)
    }
}
