import Testing

@testable import KBCore

@Suite("aliases and synonyms")
struct AliasTests {
    private let code = CodeReference(book: "http", code: "404")

    @Test("an alias is indexed, and taken out of the index again")
    func aliases() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let aliases = Aliases(store)
        let plain = try PlainSQLite(place.path())
        #expect(try aliases.add(["死链", " 坏  链 "], to: code) == ["死链", "坏 链"])
        #expect(try aliases.add(["死链"], to: code).isEmpty)
        #expect(try aliases.list(of: code).map(\.text) == ["死链", "坏 链"])
        #expect(try Searcher(store).search("死链").results.map(\.alias) == ["死链"])
        try aliases.remove(["死链"], from: code)
        #expect(try Searcher(store).search("死链").results.isEmpty)
        try plain.checkIndexes()
    }

    @Test("what cannot be done changes nothing")
    func aliasFaults() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n"), book: "http")
        let aliases = Aliases(store)
        #expect(throws: AliasError.notAnAlias("a\nb")) { try aliases.add(["好", "a\nb"], to: code) }
        let other = CodeReference(book: "http", code: "999")
        #expect(throws: AliasError.unknownCode(other)) { try aliases.add(["好"], to: other) }
        _ = try aliases.add(["好"], to: code)
        #expect(throws: AliasError.notFound(alias: "坏", of: code)) {
            try aliases.remove(["好", "坏"], from: code)
        }
        #expect(try aliases.list().map(\.text) == ["好"])
    }

    @Test("synonyms join, part and keep a preferred term")
    func synonyms() throws {
        let place = try TemporaryPlace()
        let synonyms = Synonyms(try place.store())
        #expect(try synonyms.add(["锁定", "上锁"]).added == ["锁定", "上锁"])
        #expect(
            try synonyms.add(["Lock", "上锁"]).group
                == SynonymGroup(meaning: "锁定", terms: ["锁定", "上锁", "Lock"]))
        #expect(try synonyms.add(["lock", "锁定"]).added.isEmpty)
        try synonyms.remove(["锁定"])
        #expect(try synonyms.list(having: "LOCK") == [SynonymGroup(meaning: "上锁", terms: ["上锁", "Lock"])])
        #expect(throws: SynonymError.notFound("无")) { try synonyms.remove(["上锁", "无"]) }
        try synonyms.remove(["上锁"])
        #expect(try synonyms.list().isEmpty)
        #expect(throws: SynonymError.tooFew) { try synonyms.add(["a", "a"]) }
    }
}
