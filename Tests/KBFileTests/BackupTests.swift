import Foundation
import TestSupport
import Testing

@testable import KBFile

@Suite("backup")
struct BackupTests {
    @Test("a copy has everything, and is made beside a writer")
    func copy() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let writer = try PlainSQLite(place.path())
        try writer.script("INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found')")
        try writer.script("BEGIN IMMEDIATE; UPDATE codes SET name = 'Other'")
        try Backup(store).write(to: place.path("copy.db"))
        try writer.script("COMMIT")
        let copy = try PlainSQLite(place.path("copy.db"))
        #expect(try copy.value("SELECT name FROM codes") == "Not Found")
        #expect(try copy.value("PRAGMA application_id") == "\(Store.applicationID)")
        try copy.checkIndexes()
    }

    @Test("nothing is overwritten, and nothing is left over")
    func existing() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: place.path("copy.db")))
        #expect(throws: BackupError.exists(path: place.path("copy.db"))) {
            try Backup(store).write(to: place.path("copy.db"))
        }
        #expect(throws: BackupError.self) { try Backup(store).write(to: place.path("no/copy.db")) }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: place.folder.path).sorted() == [
                "copy.db", "kb.db",
            ])
        #expect(try String(contentsOfFile: place.path("copy.db"), encoding: .utf8) == "mine")
    }
}
