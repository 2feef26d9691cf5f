import Codebook
import HanText
import Migrations
import Testing

@testable import KnowledgeBase

/// The schema segments in SQL, kb in Swift: both must make the same of any text.
@Suite("one segmenter in two languages", .timeLimit(.minutes(2)))
struct SchemaSegmenterTests {
    private static let characters = Array(
        "重定向缓存锁协議〇㐀豈𠮷𪜀，。《》 \n\tabcXYZ019éÉßЖжΩ－ＡＺ９％～　ｱ💥👍🏽\u{200D}\u{301}\u{E000}\"'*(){}-_".unicodeScalars)

    @Test("views and IndexedText agree on random text")
    func segments() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededRandom(seed: seed)
        let database = try PlainSQLite()
        for script in Migrations.all { try database.script(script) }
        for index in 0..<300 {
            let name = "n" + random.text(of: Self.characters, below: 200)
            let qualifier = index % 3 == 0 ? "q" + random.text(of: Self.characters, below: 80) : nil
            // Two chunks of 64 characters, and the edges between them.
            let description = random.text(of: Self.characters, below: index % 2 == 0 ? 20 : 300)
            let code = String(index)
            try database.run(
                "INSERT INTO codes (book, code, name, qualifier, description) VALUES ('b', ?, ?, ?, ?)",
                code, name, qualifier, description)
            let aliases = (0..<(index % 3)).map {
                "\($0)" + random.text(of: Self.characters, below: 90).filter { $0 != "\n" }
            }
            for alias in aliases {
                try database.run("INSERT INTO aliases (book, code, alias) VALUES ('b', ?, ?)", code, alias)
            }
            let row = try #require(
                try database.run(
                    """
                    SELECT t.name, t.aliases, t.description FROM codes_text t JOIN codes c ON c.id = t.rowid
                    WHERE c.code = ?
                    """, code
                ).first)
            #expect(row[0] == IndexedText.name(name, qualifier: qualifier), "seed \(seed)")
            #expect(row[1] == IndexedText.aliases(aliases), "seed \(seed)")
            #expect(row[2] == PairSegmenter.segment(description), "seed \(seed)")
        }
        try database.checkIndexes()
    }

    @Test("rows written by SQL and by an import are indexed alike")
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
        let importer = Importer(try place.store("imported.db"))
        let document = try Document.of(entries)
        try importer.apply(document, book: "b")
        let lines = document.entries.map { "b\t\($0.code)\t别名\($0.code)" }
        let list = try WordList.aliases(lines.joined(separator: "\n"))
        _ = try importer.apply(aliases: list, source: nil)

        _ = try place.store("plain.db")
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
        for query in [
            "SELECT term FROM vocabulary ORDER BY term",
            "SELECT term, doc, cnt FROM codes_pairs_vocab ORDER BY term",
            "SELECT book, code, name, qualifier, aliases, description, position, state FROM codes ORDER BY id",
            "SELECT name, aliases, description FROM codes_text ORDER BY rowid",
        ] {
            #expect(try imported.run(query) == plain.run(query), "seed \(seed): \(query)")
        }
    }
}
