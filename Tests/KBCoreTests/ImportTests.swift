import Foundation
import KBDocuments
import Testing

@testable import KBCore

@Suite("import")
struct ImportTests {
    @Test("a second import of the same document writes nothing")
    func idempotent() throws {
        let place = try TemporaryPlace()
        let importer = Importer(try place.store())
        let document = try Document.text("404 Not Found 找不到。\n\n410 Gone 没了。\n")
        #expect(try importer.apply(document, book: "http").plan.added == 2)
        let before = try place.state()
        #expect(try importer.apply(document, book: "http").plan.isEmpty)
        #expect(try place.state() == before)
    }

    @Test("a new edition keeps notes, makes revisions and retires what has gone")
    func newEdition() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let importer = Importer(store)
        try importer.apply(try .text("404 Not Found 找不到。\n\n410 Gone 没了。\n"), book: "http")
        let plain = try PlainSQLite(place.path())
        try plain.run(
            "INSERT INTO notes (book, code, body) VALUES ('http', '404', '一'), ('http', '410', '二')")

        let outcome = try importer.apply(try .text("405 New 新的。\n\n404 Not Found 到处找不到。\n"), book: "http")
        #expect(outcome.plan.added == 1)
        #expect(outcome.plan.changed == 1)
        #expect(outcome.plan.retired == 1)
        #expect(outcome.plan.notesOnRetired == 1)
        #expect(
            try plain.run("SELECT code, description, state, position FROM codes ORDER BY code") == [
                ["404", "到处找不到。", "active", "2"], ["405", "新的。", "active", "1"],
                ["410", "没了。", "retired", "2"],
            ])
        #expect(try plain.run("SELECT body FROM notes ORDER BY id") == [["一"], ["二"]])
        #expect(
            try plain.run("SELECT code, description, state FROM code_revisions ORDER BY id") == [
                ["404", "找不到。", "active"], ["410", "没了。", "active"],
            ])
        #expect(try Statistics(store).revisions(of: CodeReference(book: "http", code: "404")) == 1)
        try plain.checkIndexes()

        try importer.apply(try .text("405 New 新的。\n\n404 Not Found 到处找不到。\n\n410 Gone 没了。\n"), book: "http")
        #expect(try plain.value("SELECT state FROM codes WHERE code = '410'") == "active")
        try plain.checkIndexes()
    }

    @Test("what the check throws stops the import, and nothing is written")
    func refused() throws {
        struct Refusal: Error {}
        let place = try TemporaryPlace()
        let importer = Importer(try place.store())
        try importer.apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let before = try place.state()
        #expect(throws: Refusal.self) {
            try importer.apply(
                ImportSource(
                    try .text("405 New 新的。\n"), name: "x", sha256: String(repeating: "0", count: 64)),
                book: "http", check: { _ in throw Refusal() })
        }
        #expect(try place.state() == before)
    }

    @Test("an alias list is read once: what a team removes stays removed")
    func aliasLists() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let importer = Importer(store)
        try importer.apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let list = try WordList.aliases("book\tcode\talias\nhttp\t404\t死链\nhttp\t999\t无\n")
        let lists = WordLists(
            aliases: .init(path: "aliases.tsv", sha256: String(repeating: "a", count: 64), list))
        let first = try #require(try importer.apply(lists).aliases)
        #expect(first.added == 1)
        #expect(first.unknown == [CodeReference(book: "http", code: "999")])
        try Aliases(store).remove(["死链"], from: CodeReference(book: "http", code: "404"))
        let before = try place.state()
        #expect(try importer.apply(lists).aliases?.added == 0)
        #expect(try place.state() == before)
    }

    @Test("a new code may take the row of one that another tool has deleted")
    func reusedRow() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n\n410 Gone 没了。\n"), book: "http")
        try PlainSQLite(place.path()).script("DELETE FROM codes WHERE code = '410'")
        try Importer(store).apply(try .text("404 Not Found 找不到。\n\n411 New 新的。\n"), book: "http")
        #expect(try Searcher(store).search("新的").results.map(\.code.reference.code) == ["411"])
        #expect(try Searcher(store).search("没了").results.isEmpty)
        #expect(try Health(store).check() == [])
    }

    @Test("a code that another tool gave the highest identifier there is stands in the way of no import")
    func highestID() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        try PlainSQLite(place.path()).script(
            "INSERT INTO codes (id, book, code, name) VALUES (4611686018427387904, 'http', '999', 'Far')")
        let document = try Document.text("404 Not Found 找不到。\n\n410 Gone 没了。\n\n999 Far 远。\n")
        let outcome = try Importer(store).apply(document, book: "http")
        #expect(outcome.plan.added == 1 && outcome.plan.changed == 1)
        #expect(try Importer(store).apply(document, book: "http").plan.isEmpty)
        #expect(try Searcher(store).search("没了").results.map(\.code.reference.code) == ["410"])
        #expect(try Searcher(store).search("远").results.map(\.code.reference.code) == ["999"])
        #expect(try Health(store).check() == [])
    }

    @Test("nothing is imported while a row says that another program writes the indexes")
    func staleWriter() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try PlainSQLite(place.path()).script("INSERT INTO index_writers (name) VALUES ('x')")
        #expect(throws: StoreError.self) {
            try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        }
        try Health(store).repair()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        #expect(try Searcher(store).search("找不到").results.count == 1)
    }
}
