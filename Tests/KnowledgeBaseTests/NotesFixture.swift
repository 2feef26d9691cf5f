import Foundation
import GRDB

@testable import KnowledgeBase

/// A knowledge base in a folder of its own, with a few codes.
final class NotesFixture {
    let folder: URL
    let store: Store
    var notes: Notes { Notes(store) }

    init(codes: [(String, String)] = [("404", "请求失败，请求所希望得到的资源未被在服务器上发现。"), ("500", "服务器错误")]) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kb-notes-\(UUID().uuidString)")
        store = try Store(path: folder.appendingPathComponent("kb.db").path, access: .creating)
        try store.write { db in
            for (code, description) in codes {
                try db.execute(
                    sql:
                        "INSERT INTO codes (book, code, name, description) VALUES ('http', ?, 'Not Found', ?)",
                    arguments: [code, description])
            }
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    @discardableResult
    func add(_ body: String, to code: String = "404", tags: [String] = []) throws -> Note {
        try notes.add(NoteDraft(reference: CodeReference(book: "http", code: code), body: body, tags: tags))
    }

    func exported() throws -> [String] {
        var lines: [String] = []
        try notes.exportRevisions { lines.append($0) }
        return lines
    }

    /// What the file says about its notes, without row keys.
    func state() throws -> [Note] {
        try notes.list().map { note in
            var note = note
            note.id = 0
            return note
        }.sorted { $0.revision < $1.revision }
    }

    func revisionCount() throws -> Int {
        try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM note_revisions") ?? 0 }
    }

    /// SQLite's own checks, and FTS5's check of the index against the notes.
    func check() throws {
        try store.write { db in
            try db.execute(sql: "INSERT INTO notes_pairs (notes_pairs, rank) VALUES ('integrity-check', 1)")
            let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check")
            guard verdict == "ok" else { throw DatabaseError(message: verdict) }
        }
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct NotesRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A new seed for each run, printed, so that a failure can be repeated.
    init(printedFor name: String) {
        state = UInt64.random(in: .min ... .max)
        print("\(name): seed \(state)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }
}
