import KBDocuments
import KBMigrations
import KBText
import TestSupport
import Testing

@testable import KBCore

/// The schema segments in SQL, kb in Swift: both must make the same of any text.
@Suite("one segmenter in two languages", .timeLimit(.minutes(20)))
struct SchemaSegmenterTests {
    private static let characters = Array(
        "重定向缓存锁协議〇㐀豈𠮷𪜀，。《》 \n\tabcXYZ019éÉßЖжΩ－ＡＺ９％～　ｱ💥👍🏽\u{200D}\u{301}\u{E000}\"'*(){}-_".unicodeScalars)

    @Test("the view of notes and PairSegmenter agree on random text")
    func segments() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededRandom(seed: seed)
        let database = try PlainSQLite()
        for step in Migrations.all { try database.script(step.sql) }
        try database.run("INSERT INTO codes (book, code, name) VALUES ('b', 'c', 'n')")
        for index in 0..<300 {
            // Two chunks of 64 characters, and the edges between them.
            let body = "b" + random.text(of: Self.characters, below: index % 2 == 0 ? 20 : 300)
            try database.run("INSERT INTO notes (book, code, body) VALUES ('b', 'c', ?)", body)
            let text = try database.value("SELECT body FROM notes_text ORDER BY rowid DESC LIMIT 1")
            #expect(text == PairSegmenter.segment(body), "seed \(seed)")
        }
        try database.checkIndexes()
    }

    @Test("the pages that a long text is taken in leave no seam")
    func longTexts() throws {
        let database = try PlainSQLite()
        for step in Migrations.all { try database.script(step.sql) }
        try database.run("INSERT INTO codes (book, code, name) VALUES ('b', 'c', 'n')")
        for length in [4095, 4096, 4097, 4098, 4160, 8191, 8192, 8193, 50_000] {
            let body = String(repeating: "锁", count: length)
            try database.run("INSERT INTO notes (book, code, body) VALUES ('b', 'c', ?)", body)
            let text = try database.value("SELECT body FROM notes_text ORDER BY rowid DESC LIMIT 1")
            #expect(text == PairSegmenter.segment(body), "\(length) characters")
        }
        try database.checkIndexes()
    }

    @Test("rows written by SQL and by an import are stored and found alike")
    func indexes() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededRandom(seed: seed)
        let entries = (0..<60).map { index in
            let name = random.text(of: Self.characters, below: 40).split(whereSeparator: \.isWhitespace)
            let description = random.text(of: Self.characters, below: 200)
            return Entry(
                code: "c\(index)", name: "n" + name.joined(separator: " "),
                qualifier: index % 4 == 0 ? "限定Q\(index)" : nil,
                description: "d" + description + "d", line: 1)
        }
        let place = try TemporaryPlace()
        let importedStore = try place.store("imported.db")
        let importer = Importer(importedStore)
        let document = try Document.of(entries)
        try importer.apply(document, book: "b")
        let lines = document.entries.map { "b\t\($0.code)\t别名\($0.code)" }
        let list = try WordList.aliases(lines.joined(separator: "\n"))
        _ = try importer.apply(aliases: list, source: nil)

        let plainStore = try place.store("plain.db")
        let plain = try PlainSQLite(place.path("plain.db"))
        for (index, entry) in document.entries.enumerated() {
            try plain.run(
                """
                INSERT INTO codes (book, code, name, qualifier, description, position) VALUES ('b', ?, ?, ?, ?, ?)
                """, entry.code, entry.name, entry.qualifier, entry.description, String(index + 1))
        }
        for alias in list {
            try plain.run(
                "INSERT INTO aliases (book, code, alias) VALUES ('b', ?, ?)", alias.code, alias.alias)
        }

        let imported = try PlainSQLite(place.path("imported.db"))
        for database in [imported, plain] { try database.checkIndexes() }
        #expect(
            try imported.run(
                "SELECT book, code, name, qualifier, aliases, description, position, state FROM codes")
                == plain.run(
                    "SELECT book, code, name, qualifier, aliases, description, position, state FROM codes"))
        for _ in 0..<50 {
            let query = random.text(of: Self.characters, below: 5)
            let found = [importedStore, plainStore].map { store in
                try? Searcher(store).search(query, .init(limit: 60)).results.map(\.code.reference.code)
            }
            #expect(found[0] == found[1], "seed \(seed): \(query.debugDescription)")
        }
        for store in [importedStore, plainStore] { #expect(try Health(store).check() == []) }
    }
}
