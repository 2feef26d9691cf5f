import GRDB
import TestSupport
import Testing

@testable import KBCore

@Suite("aliases and synonyms of several files")
struct WordHistoryTests {
    /// One of the files, by kb and by another tool.
    private struct Place {
        let fixture: NotesFixture
        let plain: PlainSQLite

        init() throws {
            fixture = try NotesFixture()
            plain = try PlainSQLite(fixture.store.path)
        }

        var aliases: [String] {
            get throws { try Aliases(fixture.store).list().map { "\($0.reference) \($0.text)" }.sorted() }
        }

        var synonyms: [String] {
            get throws {
                try plain.run("SELECT meaning || '=' || term FROM synonyms ORDER BY 1").compactMap(\.first)
                    .compactMap { $0 }
            }
        }

        /// Brings in what the other file has.
        @discardableResult
        func merge(_ other: Place) throws -> NoteImportOutcome {
            try fixture.notes.importRevisions(try other.fixture.exported())
        }
    }

    private static let code = CodeReference(book: "http", code: "404")

    @Test("what one gives and another takes away goes to all files, whichever tool wrote it")
    func exchanged() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code)
        try a.plain.run("INSERT INTO synonyms (meaning, term) VALUES ('锁定', '锁定'), ('锁定', '上锁')")
        try b.merge(a)
        #expect(try b.aliases == ["http:404 找不到"] && b.synonyms == ["锁定=上锁", "锁定=锁定"])
        #expect(try b.plain.value("SELECT aliases FROM codes WHERE code = '404'") == "找不到")
        try b.plain.run("DELETE FROM aliases")
        try Synonyms(b.fixture.store).remove(["上锁"])
        #expect(try a.merge(b).keptWords.isEmpty)
        #expect(try a.aliases.isEmpty && a.synonyms.isEmpty)
        #expect(try a.fixture.exported() == b.fixture.exported())
        #expect(try a.merge(b).added == 0)
    }

    @Test("a word that is given here and taken away there stays, and that is told")
    func addWins() throws {
        let (a, b) = (try Place(), try Place())
        _ = try Aliases(a.fixture.store).add(["找不到"], to: Self.code)
        try b.merge(a)
        try Aliases(a.fixture.store).remove(["找不到"], from: Self.code)
        try b.plain.run("DELETE FROM aliases")
        _ = try Aliases(b.fixture.store).add(["找不到"], to: Self.code)
        #expect(try a.merge(b).keptWords == ["找不到"])
        #expect(try b.merge(a).keptWords == ["找不到"])
        #expect(try a.aliases == b.aliases && a.aliases.count == 1)
        try Aliases(a.fixture.store).remove(["找不到"], from: Self.code)
        #expect(try b.merge(a).keptWords.isEmpty)
        #expect(try b.aliases.isEmpty)
    }

    @Test("an alias of a code that is not here waits for it")
    func waiting() throws {
        let (a, b) = (try Place(), try Place())
        try a.plain.run("INSERT INTO codes (book, code, name) VALUES ('http', '410', 'Gone')")
        try a.plain.run("INSERT INTO aliases (book, code, alias) VALUES ('http', '410', '不在了')")
        try b.merge(a)
        #expect(try b.aliases.isEmpty)
        try Importer(b.fixture.store).apply(
            try .text("404 Not Found 甲\n\n410 Gone 乙\n\n500 Not Found 丙\n"), book: "http")
        #expect(try b.aliases == ["http:410 不在了"])
    }

    @Test("the words of an import are no revisions, and what was taken away does not come back with it")
    func imported() throws {
        let (a, b) = (try Place(), try Place())
        for place in [a, b] {
            try place.plain.run(
                "INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '一', 1), ('http', '404', '二', 1)"
            )
            #expect(try place.fixture.exported().isEmpty)
        }
        try Aliases(a.fixture.store).remove(["一"], from: Self.code)
        try b.merge(a)
        #expect(try b.aliases == ["http:404 二"])
        try b.plain.run("INSERT INTO aliases (book, code, alias, import) VALUES ('http', '404', '一', 2)")
        try Importer(b.fixture.store).apply(try .text("404 Not Found 甲\n\n500 Not Found 丙\n"), book: "http")
        #expect(try b.aliases == ["http:404 二"])
    }

    @Test("in whatever order files exchange what they have, all end with the same words")
    func union() throws {
        var random = SeededRandom(printedFor: "words")
        for _ in 0..<4 {
            let places = try (0..<2 + random.below(4)).map { _ in try Place() }
            for _ in 0..<6 {
                for place in places {
                    for _ in 0..<random.below(4) { try act(place, &random) }
                }
                for _ in 0..<random.below(places.count + 1) {
                    let pair = places.shuffled(using: &random).prefix(2)
                    var lines = try pair[0].fixture.exported().shuffled(using: &random)
                    if random.below(2) == 0 { lines.removeLast(random.below(lines.count + 1)) }
                    _ = try pair[1].fixture.notes.importRevisions(
                        lines + lines.prefix(random.below(lines.count + 1)))
                }
            }
            for place in places.dropFirst() { try places[0].merge(place) }
            for place in places.dropFirst() { try place.merge(places[0]) }
            for place in places {
                #expect(try place.fixture.exported() == places[0].fixture.exported())
                #expect(try place.aliases == places[0].aliases)
                #expect(try place.synonyms == places[0].synonyms)
                #expect(try Health(place.fixture.store).check() == [])
            }
        }
    }

    /// Something that a person does with kb or another tool.
    private func act(_ place: Place, _ random: inout SeededRandom) throws {
        let (code, word) = (["404", "500"][random.below(2)], "词\(random.below(5))")
        let reference = CodeReference(book: "http", code: code)
        switch random.below(9) {
        case 0: _ = try Aliases(place.fixture.store).add([word], to: reference)
        case 1: try? Aliases(place.fixture.store).remove([word], from: reference)
        case 2: _ = try Synonyms(place.fixture.store).add([word, "词\(random.below(5))", "义"])
        case 3: _ = try? Synonyms(place.fixture.store).remove([word])
        case 4:
            try place.plain.run(
                "INSERT OR REPLACE INTO aliases (book, code, alias) VALUES ('http', ?, ?)", code, word)
        case 5:
            try place.plain.run(
                "UPDATE OR REPLACE aliases SET alias = ? WHERE id = (SELECT min(id) FROM aliases)", word)
        case 6: try place.plain.run("INSERT OR IGNORE INTO synonyms (meaning, term) VALUES ('组', ?)", word)
        case 7: try place.plain.run("DELETE FROM synonyms WHERE term = ?", word)
        default: try place.plain.run("DELETE FROM aliases WHERE code = ? AND alias = ?", code, word)
        }
    }
}
