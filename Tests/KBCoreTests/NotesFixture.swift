import Foundation
import GRDB
import TestSupport

@testable import KBCore

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
            try db.execute(sql: "INSERT INTO notes_fts (notes_fts, rank) VALUES ('integrity-check', 1)")
            let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check")
            guard verdict == "ok" else { throw DatabaseError(message: verdict) }
        }
    }
}

extension SeededRandom {
    /// The numbers of ``printedSeed(_:)``.
    init(printedFor name: String) {
        self.init(seed: Self.printedSeed(name))
    }

    mutating func below(_ bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }
}
