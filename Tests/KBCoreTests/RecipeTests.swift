import Foundation
import GRDB
import KBCore
import Testing

/// What docs/schema.md and the library's articles show of Swift; `DocumentTests` compares them with this file.
@Suite("Swift recipes")
struct RecipeTests {
    private let place: TemporaryPlace
    private let document = SearchFixture.root.appending(path: "seed/codes.txt").path()

    init() throws { place = try TemporaryPlace() }

    @Test("the library imports, searches and writes a note")
    func library() throws {
        let path = place.path()
        let store = try Store(path: path, access: .creating)
        let file = try SourceFile(reading: document)
        let source = ImportSource(
            name: file.name, sha256: { file.sha256 }, entries: { body in try file.forEachEntry(body) })
        let outcome = try Importer(store).apply(source, book: "http")
        #expect(outcome.plan.added == 63)

        let answer = try Searcher(store).search("茶壶", Searcher.Options(limit: 3))
        let names = answer.results.map(\.code.name)
        #expect(names.first == "I'm a teapot")

        let bad = CodeReference(book: "http", code: "502")
        let note = try Notes(store).add(NoteDraft(reference: bad, body: "先看 error.log", tags: ["nginx"]))
        #expect(note.tags == ["nginx"])

        let notes = try Notes(store).list(NoteFilter(reference: bad))
        #expect(notes.map(\.uuid) == [note.uuid])

        let count = try store.read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM codes WHERE code LIKE '5%'")
        }
        #expect(count == 11)
    }

    @Test("an open knowledge base answers and takes notes")
    func openFile() throws {
        let path = try place.seeded()
        let store = try Store(path: path, access: .existing)
        let names = try Searcher(store).search("茶壶").results.map(\.code.name)
        let bad = CodeReference(book: "http", code: "502")
        let note = try Notes(store).add(NoteDraft(reference: bad, body: "先看 error.log"))
        #expect(names.first == "I'm a teapot" && !note.uuid.isEmpty)
    }

    @Test("GRDB alone reads and writes the file")
    func grdb() throws {
        let path = try place.seeded()
        let queue = try DatabaseQueue(path: path)
        let names = try queue.read { db in
            try String.fetchAll(
                db, sql: "SELECT name FROM codes WHERE description LIKE ?", arguments: ["%缓存%"])
        }
        try queue.write { db in
            try db.execute(
                sql: "INSERT INTO notes (book, code, body) VALUES (?, ?, ?)",
                arguments: ["http", "502", "来自 Swift 的笔记"])
        }
        #expect(names.contains("Found"))
        let answer = try Searcher(Store(path: path, access: .existing)).search("来自 Swift")
        #expect(answer.results.map(\.code.reference.code) == ["502"])
    }
}

extension TemporaryPlace {
    /// The path of a copy of the knowledge base that holds the HTTP codes.
    fileprivate func seeded() throws -> String {
        let copy = path()
        try FileManager.default.copyItem(atPath: SearchFixture.http.get().path, toPath: copy)
        return copy
    }
}
