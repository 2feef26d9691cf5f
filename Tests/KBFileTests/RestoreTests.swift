import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

@testable import KBFile

@Suite("restore")
struct RestoreTests {
    /// A knowledge base with a code of this name.
    private static func make(_ place: TemporaryPlace, _ file: String, code: String) throws {
        try place.store(file).write {
            try $0.execute(
                sql: "INSERT INTO codes (book, code, name) VALUES ('b', 'c', ?)", arguments: [code])
        }
    }

    private static func name(_ path: String) throws -> String? {
        try PlainSQLite(path).value("SELECT name FROM codes")
    }

    private static func put(
        _ place: TemporaryPlace, at path: String = "kb.db", insisting: Restore.Insistence = []
    ) throws -> Restore.Outcome {
        try Restore.put(
            place.path("copy.db"), at: place.path(path), format: FileFormat(), insisting: insisting)
    }

    @Test(
        "a backup that other tools have added to, that all may write, or that lacks something is restored",
        arguments: [
            "ALTER TABLE codes ADD COLUMN owner TEXT", "DROP TRIGGER codes_after_insert",
            "PRAGMA foreign_keys = OFF; DROP TRIGGER aliases_before_insert; INSERT INTO aliases (book, code, alias) VALUES ('b', 'gone', 'x')",
            "PRAGMA application_id = 0; PRAGMA user_version = 0",
        ])
    func goodBackups(script: String) throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        try PlainSQLite(place.path("copy.db")).script(script)
        chmod(place.path("copy.db"), 0o666)
        let outcome = try Self.put(place)
        #expect(try Self.name(place.path()) == "new")
        #expect(try Self.name(try #require(outcome.kept)) == "old")
    }

    @Test("a damaged backup is refused, and restored page by page where somebody insists")
    func damaged() throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        let plain = try PlainSQLite(place.path("copy.db"))
        let page = try #require(
            Int(try plain.value("SELECT rootpage FROM sqlite_schema WHERE name = 'codes_by_code'") ?? ""))
        var bytes = try Data(contentsOf: URL(fileURLWithPath: place.path("copy.db")))
        bytes.replaceSubrange((page - 1) * 8192..<page * 8192, with: Data(repeating: 0xFF, count: 8192))
        try bytes.write(to: URL(fileURLWithPath: place.path("copy.db")))
        #expect {
            try Self.put(place)
        } throws: { error in
            if case RestoreError.damaged(_, let reasons) = error { !reasons.isEmpty } else { false }
        }
        #expect(try Self.name(place.path()) == "old")
        _ = try Self.put(place, insisting: .evenDamaged)
        #expect(try Self.name(place.path()) == "new")
        // But for the counters in its head.
        let restored = try Data(contentsOf: URL(fileURLWithPath: place.path()))
        #expect(restored.dropFirst(8192) == bytes.dropFirst(8192))
    }

    @Test("the restored file has the mode and the group that the old one had")
    func mode() throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        chmod(place.path(), 0o660)
        // Only root may give a file to any group.
        if geteuid() == 0 { chown(place.path(), 12345, 23456) }
        var before = stat()
        stat(place.path(), &before)
        _ = try Self.put(place)
        var after = stat()
        stat(place.path(), &after)
        #expect(after.st_ino != before.st_ino)
        #expect(after.st_mode == before.st_mode)
        #expect(after.st_gid == before.st_gid && after.st_uid == before.st_uid)
    }

    @Test(
        "where the knowledge base is a symbolic link, the file that it leads to is restored",
        arguments: [true, false])
    func symbolicLink(isRelative: Bool) throws {
        let place = try TemporaryPlace()
        try FileManager.default.createDirectory(
            atPath: place.path("team"), withIntermediateDirectories: true)
        try Self.make(place, "team/kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        symlink(isRelative ? "team/kb.db" : place.path("team/kb.db"), place.path("kb.db"))
        let outcome = try Self.put(place)
        var status = stat()
        #expect(lstat(place.path("kb.db"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(try Self.name(place.path("team/kb.db")) == "new")
        #expect(try Self.name(try #require(outcome.kept)) == "old")
        #expect(outcome.kept?.contains("/team/kb-before-restore-") == true)
    }

    @Test(
        "a knowledge base with hard links is not replaced, so that its names do not part, unless somebody insists"
    )
    func hardLinks() throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        link(place.path(), place.path("same.db"))
        #expect(throws: RestoreError.linked(path: place.path(), names: 2)) { try Self.put(place) }
        for file in ["kb.db", "same.db"] { #expect(try Self.name(place.path(file)) == "old") }
        let outcome = try Self.put(place, insisting: .partsLinks)
        #expect(try Self.name(place.path()) == "new")
        for file in [place.path("same.db"), try #require(outcome.kept)] {
            #expect(try Self.name(file) == "old")
        }
    }

    @Test("what a restore leaves that was killed is no hard link of somebody's")
    func killed() throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        // The old file has its other name already, and the new one is not in its place yet.
        link(place.path(), place.path("kb-before-restore-20260131-120000.db"))
        _ = try Self.put(place)
        #expect(try Self.name(place.path()) == "new")
    }

    @Test("a file in WAL mode is replaced once its log is in the file that is kept")
    func log() throws {
        let place = try TemporaryPlace()
        try Self.make(place, "kb.db", code: "old")
        try Self.make(place, "copy.db", code: "new")
        let plain = try PlainSQLite(place.path())
        try plain.script("PRAGMA journal_mode = WAL; UPDATE codes SET name = 'newest'")
        #expect(throws: RestoreError.self) { try Self.put(place) }
        #expect(try Self.name(place.path()) == "newest")
        try plain.close()
        let outcome = try Self.put(place)
        #expect(try Self.name(place.path()) == "new")
        #expect(try Self.name(try #require(outcome.kept)) == "newest")
        #expect(outcome.movedJournals == [])
    }
}

@Suite("a file that is replaced while it is open")
struct ReplacedFileTests {
    @Test(
        "nothing is written, neither to the file that is gone nor to the new one",
        arguments: ["DELETE", "WAL"])
    func replaced(mode: String) throws {
        let place = try TemporaryPlace()
        for (file, code) in [("kb.db", "old"), ("other.db", "new")] {
            try place.store(file).write {
                try $0.execute(
                    sql: "INSERT INTO codes (book, code, name) VALUES ('b', 'c', ?)", arguments: [code])
            }
        }
        try PlainSQLite(place.path()).run("PRAGMA journal_mode = \(mode)")
        do {
            let store = try place.store()
            #expect(try store.read { try String.fetchOne($0, sql: "SELECT name FROM codes") } == "old")
            rename(place.path("other.db"), place.path())
            #expect(throws: StoreError.replaced(path: place.path())) {
                try store.write { try $0.execute(sql: "UPDATE codes SET name = 'mine'") }
            }
        }
        unlink(place.path() + "-shm")
        unlink(place.path() + "-wal")
        let plain = try PlainSQLite(place.path())
        #expect(try plain.value("PRAGMA integrity_check") == "ok")
        #expect(try plain.value("SELECT name FROM codes") == "new")
    }
}
