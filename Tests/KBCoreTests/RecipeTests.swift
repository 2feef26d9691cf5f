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

    @Test("the library says what an import does, and does it")
    func library() throws {
        let knowledge = try KnowledgeBase(place.path(), creatingIfMissing: true)
        let job = try ImportJob(reading: document, ImportJob.Options(book: "http"))
        let plan = try knowledge.plan(job)
        let outcome = try knowledge.apply(job)
        #expect(plan.added == 63 && outcome.plan == plan)
        #expect(try knowledge.search("茶壶", limit: 3).results.first?.code.name == "I'm a teapot")
    }

    @Test("all of a knowledge base is read page by page")
    func pages() throws {
        let knowledge = try KnowledgeBase(place.seeded())
        var names: [String] = []
        var page = try knowledge.codes(CodePattern("http:4xx"), limit: 7)
        while let last = page.last {
            names += page.map(\.name)
            page = try knowledge.codes(CodePattern("http:4xx"), after: last, limit: 7)
        }
        #expect(names.count > 20 && Set(names).count == names.count)
        #expect(try knowledge.books().map(\.slug) == ["http"])
        #expect(try knowledge.show("404").map(\.code.name) == ["Not Found"])
        #expect(try knowledge.code(CodeReference(book: "http", code: "999")) == nil)
    }

    @Test("a note is written, changed, found and removed")
    func notes() throws {
        let knowledge = try KnowledgeBase(place.seeded())
        let bad = CodeReference(book: "http", code: "502")
        var note = try knowledge.addNote("先看 error.log", to: bad)
        note.tags.append("nginx")
        note = try knowledge.editNote(note)
        #expect(try knowledge.notes(NoteFilter(tag: "nginx")).map(\.uuid) == [note.uuid])
        #expect(try knowledge.notes(after: note) == [])
        #expect(try knowledge.note(note.shortID) == note)
        #expect(try knowledge.history(ofNote: note.shortID).count == 2)
        try knowledge.removeNote(note)
        #expect(try knowledge.code(bad)?.notes == [])
    }

    @Test("a copy is whole, and says so")
    func copies() throws {
        let knowledge = try KnowledgeBase(place.seeded())
        let copy = place.path("copy.db")
        try knowledge.backUp(to: copy)
        let faults = try KnowledgeBase(copy).check()
        #expect(faults.isEmpty)
    }

    @Test("an open knowledge base answers and takes notes")
    func openFile() throws {
        let path = try place.seeded()
        let knowledge = try KnowledgeBase(path)
        let names = try knowledge.search("茶壶").results.map(\.code.name)
        let bad = CodeReference(book: "http", code: "502")
        let note = try knowledge.addNote("先看 error.log", to: bad)
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
