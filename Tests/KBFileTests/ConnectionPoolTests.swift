import Dispatch
import Foundation
import GRDB
import KBFile
import Synchronization
import TestSupport
import Testing

@Suite("connections of one open file")
struct ConnectionPoolTests {
    private let place: TemporaryPlace

    init() throws { place = try TemporaryPlace() }

    private func store() throws -> Store {
        let store = try place.store()
        try store.write {
            try $0.execute(sql: "INSERT INTO codes (book, code, name) VALUES ('b', '1', 'One')")
        }
        return store
    }

    private static func count(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM codes") ?? 0
    }

    @Test("several threads read at the same moment")
    func parallel() throws {
        let store = try store()
        // Each read waits until another one has begun.
        let begun = (0..<2).map { _ in DispatchSemaphore(value: 0) }
        let counts = Mutex<[Int]>([])
        onThreads(2) { index in
            let count = try? store.read { db in
                begun[index].signal()
                let hasOther = begun[1 - index].wait(timeout: .now() + 600) == .success
                return hasOther ? try Self.count(db) : -1
            }
            counts.withLock { $0.append(count ?? -2) }
        }
        #expect(counts.withLock { $0 } == [1, 1])
    }

    @Test("reads go on while a write is at work, and see what was there before")
    func besideWrite() throws {
        let store = try store()
        let (written, read) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let thread = Thread {
            try? store.write { db in
                try db.execute(sql: "INSERT INTO codes (book, code, name) VALUES ('b', '2', 'Two')")
                written.signal()
                _ = read.wait(timeout: .now() + 600)
            }
            written.signal()
        }
        thread.start()
        written.wait()
        for _ in 0..<20 { #expect(try store.read(Self.count) == 1) }
        read.signal()
        written.wait()
        #expect(try store.read(Self.count) == 2)
    }

    @Test("a read within a read, or within a write, is part of it")
    func nested() throws {
        let store = try store()
        let counts = try store.write { db in
            try db.execute(sql: "INSERT INTO codes (book, code, name) VALUES ('b', '2', 'Two')")
            return try store.read { outer in [try Self.count(outer), try store.read(Self.count)] }
        }
        #expect(counts == [2, 2])
        #expect(try store.read { _ in try store.read(Self.count) } == 2)
    }

    @Test("a write within a read or a write says so instead of waiting for itself")
    func nestedWrite() throws {
        let store = try store()
        #expect(throws: StoreError.nested(path: place.path())) {
            try store.read { _ in try store.write { _ in } }
        }
        #expect(throws: StoreError.nested(path: place.path())) {
            try store.write { _ in try store.write { _ in } }
        }
        #expect(try store.read(Self.count) == 1)
    }

    @Test("many threads read and write, and every write is seen by the reads after it")
    func manyThreads() throws {
        let store = try store()
        let failures = Mutex<[String]>([])
        onThreads(8) { index in
            for round in 0..<25 {
                do {
                    if index == 0 {
                        let before = try store.read(Self.count)
                        try store.write {
                            try $0.execute(
                                sql: "INSERT INTO codes (book, code, name) VALUES ('b', ?, 'N')",
                                arguments: ["n\(round)"])
                        }
                        let after = try store.read(Self.count)
                        if after != before + 1 { failures.withLock { $0.append("\(before) → \(after)") } }
                    } else {
                        let count = try store.read(Self.count)
                        if !(1...26).contains(count) { failures.withLock { $0.append("\(count)") } }
                    }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(try store.read(Self.count) == 26)
    }

    @Test("what one connection keeps is not another's")
    func attachments() throws {
        final class Kept: Sendable {}
        let store = try store()
        let begun = (0..<2).map { _ in DispatchSemaphore(value: 0) }
        let kept = Mutex<[ObjectIdentifier]>([])
        onThreads(2) { index in
            try? store.read { _ in
                begun[index].signal()
                _ = begun[1 - index].wait(timeout: .now() + 600)
                let first = store.attachments.value { Kept() }
                let again = store.attachments.value { Kept() }
                if first === again { kept.withLock { $0.append(ObjectIdentifier(first)) } }
            }
        }
        #expect(Set(kept.withLock { $0 }).count == 2)
    }

    @Test("reads of a file that was replaced meanwhile all read the same one")
    func replaced() throws {
        let store = try store()
        let other = try place.store("other.db")
        #expect(try other.read(Self.count) == 0)
        try FileManager.default.removeItem(atPath: place.path())
        try FileManager.default.moveItem(atPath: place.path("other.db"), toPath: place.path())
        let counts = Mutex<[Int]>([])
        onThreads(4) { _ in
            let count = (try? store.read(Self.count)) ?? -1
            counts.withLock { $0.append(count) }
        }
        #expect(Set(counts.withLock { $0 }).count == 1)
    }
}
