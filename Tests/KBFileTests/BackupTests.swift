import Dispatch
import Foundation
import GRDB
import Synchronization
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

    @Test("a note is written through the same store while a backup of it is at work")
    func besideBackup() throws {
        let place = try TemporaryPlace()
        let (working, written, done) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let mine = pthread_self()
        let isAsked = Mutex(false)
        let isWritten = Mutex(false)
        // SQLite asks again and again while it copies; the first time, the backup waits until something is written.
        let store = try Store(
            path: place.path(), access: .creating, format: FileFormat(), timeout: 0.5,
            isOver: {
                guard pthread_equal(pthread_self(), mine) == 0,
                    !isAsked.withLock({ was in
                        defer { was = true }
                        return was
                    })
                else { return false }
                working.signal()
                let result = written.wait(timeout: .now() + 600)
                isWritten.withLock { $0 = result == .success }
                return false
            })
        try store.write { try Self.fill($0) }
        let path = place.path("copy.db")
        let thread = Thread {
            try? Backup(store).write(to: path)
            done.signal()
        }
        thread.start()
        #expect(working.wait(timeout: .now() + 600) == .success)
        try store.write { try $0.execute(sql: "UPDATE codes SET name = 'Later' WHERE code = '1'") }
        written.signal()
        #expect(done.wait(timeout: .now() + 600) == .success)
        #expect(isWritten.withLock { $0 })
        let copy = try PlainSQLite(place.path("copy.db"))
        #expect(try copy.value("SELECT name FROM codes WHERE code = '1'") == "Name 1")
        #expect(try copy.value("SELECT count(*) FROM codes") == "20000")
        try copy.checkIndexes()
    }

    @Test("a backup does not wait for a write of the same store, and has what was there before")
    func besideWrite() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try store.write { try Self.fill($0) }
        let done = DispatchSemaphore(value: 0)
        let path = place.path("copy.db")
        let result = try store.write { db in
            try db.execute(sql: "UPDATE codes SET name = 'Later' WHERE code = '1'")
            Thread {
                try? Backup(store).write(to: path)
                done.signal()
            }.start()
            return done.wait(timeout: .now() + 600)
        }
        #expect(result == .success)
        let copy = try PlainSQLite(place.path("copy.db"))
        #expect(try copy.value("SELECT name FROM codes WHERE code = '1'") == "Name 1")
    }

    private static func fill(_ db: Database) throws {
        try db.execute(
            sql: """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                INSERT INTO codes (book, code, name) SELECT 'b', i, 'Name ' || i FROM n
                """)
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

@Suite("what backup and restore leave alone")
struct NeighbourTests {
    private static func names(_ place: TemporaryPlace) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.folder.path).sorted()
    }

    @Test("other people's files next to a copy stay, whatever they are called")
    func neighbours() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let others = [
            "movie.999999.part", "archive.7.4000000.part", "copy.db.999999.part", "kb.db.999999.part",
            ".kb.db.kb-draft-x", ".other.db.kb-draft-AbCdEf",
        ]
        for name in others { try Data("mine".utf8).write(to: URL(fileURLWithPath: place.path(name))) }
        try Backup(store).write(to: place.path("copy.db"))
        #expect(try Self.names(place) == (others + ["copy.db", "kb.db"]).sorted())
    }

    @Test("the draft of a backup that was killed goes with the next one; one that is being written stays")
    func abandoned() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Data("half".utf8).write(to: URL(fileURLWithPath: place.path(".kb.db.kb-draft-AbCdEf")))
        let draft = try Draft(of: store.path, for: place.path("other.db"))
        try Backup(store).write(to: place.path("copy.db"))
        let hidden = try Self.names(place).filter { $0.hasPrefix(".") }
        #expect(hidden == [URL(fileURLWithPath: draft.path).lastPathComponent])
    }

    @Test(
        "a name that SQLite takes for a URI or for memory is a file like any other",
        arguments: ["file:k.db", ":memory:", "file:k.db?mode=memory"])
    func uri(name: String) throws {
        let place = try TemporaryPlace()
        let before = FileManager.default.currentDirectoryPath
        let store = try place.store(name)
        try store.write { try $0.execute(sql: "INSERT INTO codes (book, code, name) VALUES ('b', 'c', 'n')") }
        let names = try Self.names(place)
        #expect(names == [name])
        let copy = place.path("copies/" + name)
        try FileManager.default.createDirectory(
            atPath: place.path("copies"), withIntermediateDirectories: true)
        try Backup(store).write(to: copy)
        #expect(
            try Store(path: copy, access: .existing, format: FileFormat()).read {
                try String.fetchOne($0, sql: "SELECT name FROM codes")
            } == "n")
        #expect(FileManager.default.currentDirectoryPath == before)
        #expect(SQLiteName.of(name) == "./" + name)
        #expect(SQLiteName.immutable("a?b#c%").hasPrefix("file:./a%3Fb%23c%25?"))
    }
}
