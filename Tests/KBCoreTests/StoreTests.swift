import Foundation
import KBFile
import KBMigrations
import Synchronization
import Testing

@testable import KBCore

@Suite("a file in use")
struct StoreTests {
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
        "an older format that reading cannot do with is brought up to date when it is used, with a copy next to it"
    )
    func olderFormat() throws {
        let place = try TemporaryPlace()
        try PlainSQLite(place.path()).script(
            Migrations.all[0].sql + "INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found')"
        )
        let upgrades = Mutex<[Store.Upgrade]>([])
        let note: @Sendable (Store.Upgrade) -> Void = { upgrade in upgrades.withLock { $0.append(upgrade) } }
        let store = try Store(path: place.path(), access: .existing, onUpgrade: note)
        #expect(try Searcher(store).search("not found").results.count == 1)
        #expect(try Health(store).check() == [])

        for body in ["一", "二"] {
            _ = try Notes(store).add(
                NoteDraft(reference: CodeReference(book: "http", code: "404"), body: body))
        }
        let upgrade = try #require(upgrades.withLock { $0.first })
        #expect(upgrades.withLock { $0.count } == 1)
        #expect(upgrade.from == 1 && upgrade.to == FileFormat.current.newest)
        #expect(try PlainSQLite(upgrade.copy).value("PRAGMA user_version") == "1")
        #expect(try PlainSQLite(upgrade.copy).value("SELECT name FROM codes") == "Not Found")
        #expect(try PlainSQLite(place.path()).value("PRAGMA user_version") == "\(FileFormat.current.newest)")
        #expect(try Health(store).check() == [])
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path).count == 2)
    }
}
