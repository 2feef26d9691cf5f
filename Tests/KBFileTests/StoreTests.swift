import Foundation
import KBMigrations
import TestSupport
import Testing

@testable import KBFile

@Suite("opening a file")
struct StoreTests {
    @Test("a new file and its folder are for their owner only")
    func modes() throws {
        let place = try TemporaryPlace()
        let path = place.path("a/b/kb.db")
        _ = try Store(path: path, access: .creating, format: FileFormat())
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
            try Store(path: place.path(), access: .existing, format: FileFormat())
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
                .tooNew(path: place.path("newer.db"), version: 99, newest: FileFormat().newest)
            ),
            ("text.db", .notADatabase(path: place.path("text.db"))),
        ] {
            let before = try place.state(name)
            #expect(throws: error) {
                try Store(path: place.path(name), access: .creating, format: FileFormat())
            }
            #expect(try place.state(name) == before, "\(name)")
        }
        #expect(throws: StoreError.notAFile(path: place.folder.path)) {
            try Store(path: place.folder.path, access: .creating, format: FileFormat())
        }
    }
}
