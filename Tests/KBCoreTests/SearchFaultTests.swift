import GRDB
import KBDocuments
import KBIndex
import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Search, where files and queries are unusual")
struct SearchFaultTests {
    /// A knowledge base of these codes, as another tool writes them.
    static func store(_ codes: [(code: String, name: String)], book: String = "a") throws -> Store {
        let store = try SearchFixture.make(book)
        try store.write { db in
            try db.execute(sql: "INSERT INTO books (slug, title) VALUES (?, '')", arguments: [book])
            for (position, code) in codes.enumerated() {
                try db.execute(
                    sql: "INSERT INTO codes (book, code, name, position) VALUES (?, ?, ?, ?)",
                    arguments: [book, code.code, code.name, position])
            }
        }
        return store
    }

    @Test("Initials of pinyin find a word, also where another tool wrote a row with a large id")
    func largeID() throws {
        let store = try Self.store([("A1", "长颈鹿"), ("A2", "大象")])
        #expect(try Searcher(store).search("cjl").results.map(\.code.reference.code) == ["A1"])
        try store.write { db in
            try db.execute(
                sql: "INSERT INTO codes (id, book, code, name) VALUES (1000000, 'a', 'A3', '老虎')")
        }
        #expect(try Searcher(store).search("cjl").results.map(\.code.reference.code) == ["A1"])
    }

    @Test(
        "A book and a code may be written with a slash; a version of HTTP names no code",
        arguments: [
            ("http/404", ["404"]), ("HTTP/404", ["404"]), ("http/404 502", ["404", "502"]),
            ("HTTP/1.1 502", ["502"]), ("HTTP/2 502", ["502"]), ("http/1.0 404 Not Found", ["404"]),
        ])
    func slash(query: String, codes: [String]) throws {
        let results = try SearchFixture.results(query)
        #expect(results.map(\.code.reference.code) == codes)
    }

    @Test("Searching a book that there is not says so, and which there are")
    func noBook() throws {
        let searcher = Searcher(try SearchFixture.store(of: "http"))
        for query in ["404", "nothing", "xieyi"] {
            #expect(throws: BookError.unknown("nosuch", books: ["http"])) {
                try searcher.search(query, .init(book: "nosuch"))
            }
        }
        #expect(throws: BookError.unknown("nosuch", books: ["http"])) {
            try searcher.search("404", .init(book: "nosuch", isRaw: true))
        }
    }

    @Test("A range of numbers finds those with zeros in front, and no other codes between")
    func ranges() throws {
        let store = try Self.store(
            ["7", "8", "09", "0010", "10", "11", "100", "1a", "0x9", "9.1", "99"].map { ($0, "code") })
        #expect(
            try Searcher(store).search("8-10", .init(limit: 50)).results.map(\.code.reference.code)
                == ["8", "09", "0010", "10"])
        #expect(
            try Searcher(store).search("9-150", .init(limit: 50)).results.map(\.code.reference.code)
                == ["09", "0010", "10", "11", "100", "99"])
    }

    @Test("The numbers nearest to one that is no code are offered, whatever their lengths")
    func nearest() throws {
        let store = try Self.store(["3", "95", "0104", "110", "9000", "ab"].map { ($0, "code") })
        #expect(
            try Searcher(store).suggestions(for: "101").map {
                if case .code(let code) = $0 { code.reference.code } else { "" }
            } == ["0104", "95", "110"])
    }

    @Test(
        "The nearest numbers are offered in a file of thousands of codes of other lengths and of other books")
    func nearestOfMany() throws {
        let store = try Self.store(["095", "110", "117"].map { ($0, "code") })
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO books (slug) VALUES ('b');
                    WITH RECURSIVE n(value) AS (SELECT 95001 UNION ALL SELECT value + 1 FROM n WHERE value < 125000)
                    INSERT INTO codes (book, code, name) SELECT 'b', printf('%06d', value), 'many' FROM n
                    """)
        }
        func nearest(_ query: String, book: String? = nil) throws -> [String] {
            try Searcher(store).suggestions(for: query, .init(book: book)).map {
                if case .code(let code) = $0 { code.reference.code } else { "" }
            }
        }
        #expect(try nearest("101") == ["095", "110", "117"])
        #expect(try nearest("94998") == ["095001", "095002", "095003"])
        #expect(try nearest("130000", book: "a") == ["117", "110", "095"])
    }

    @Test("The numbers that are offered are the nearest of all, whatever codes stand between")
    func nearestOfRandom() throws {
        let seed = SeededRandom.printedSeed("nearest numbers")
        var random = SeededRandom(seed: seed)
        for _ in 0..<SeededRandom.rounds(10) {
            let codes = Set(
                (0..<60).map { _ in
                    let digits = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                        random.pick(["0", "1", "2", "8", "9"])
                    }
                    return digits.joined() + random.pick(["", "", "", "a", "-1", ".", "Z9"])
                })
            let store = try Self.store(codes.sorted().map { ($0, "code") })
            let numbers = codes.sorted().enumerated().compactMap { position, code in
                Int64(code).flatMap { code.utf8.count < 19 && $0 >= 0 ? (code, $0, position) : nil }
            }
            for _ in 0..<20 {
                let number = Int64.random(in: 0...random.pick([150, 3_000, 120_000]), using: &random)
                guard !codes.contains(String(number)) else { continue }
                let found = try Searcher(store).suggestions(for: String(number)).map {
                    if case .code(let code) = $0 { code.reference.code } else { "" }
                }
                let expected = numbers.sorted { (abs($0.1 - number), $0.2) < (abs($1.1 - number), $1.2) }
                #expect(found == expected.prefix(3).map(\.0), "seed \(seed): \(number) in \(codes.sorted())")
            }
        }
    }

    @Test("Many notes on one code do not hide another code whose note holds the words")
    func notesOfOneCode() throws {
        let store = try Self.store([("A1", "one"), ("A2", "two"), ("A3", "three")])
        try store.write { db in
            for _ in 0..<15 {
                try db.execute(sql: "INSERT INTO notes (book, code, body) VALUES ('a', 'A1', 'xyzzy')")
            }
            try db.execute(
                sql: "INSERT INTO notes (book, code, body) VALUES ('a', 'A3', 'xyzzy, and much else besides')"
            )
        }
        let answer = try Searcher(store).search("xyzzy", .init(limit: 2))
        #expect(answer.results.map(\.code.reference.code) == ["A1", "A3"])
        #expect(answer.total == .exact(2))
        #expect(answer.results[1].marks == [TextMark(field: .note, range: 0..<5)])
    }

    @Test("Entries that the index finds and the eye does not take no places from those that hold the words")
    func unconfirmed() throws {
        // The index leaves out the mark in the word; in the text it parts it in two.
        let odd = (0..<30).map { ("A\($0)", "协\u{2060}x\u{2060}议 \($0)") }
        let store = try Self.store(odd + [("B1", "这里有一个很长很长的名称，其中有协议 x 议")])
        let results = try Searcher(store).search("协议", .init(limit: 5)).results
        #expect(results.first?.code.reference.code == "B1")
    }

    @Test("Of a long phrase the index compares the beginning: those with another end take no places")
    func unconfirmedPhrases() throws {
        let beginning = String(
            String.UnicodeScalarView((0x5200..<0x5200 + 70).compactMap(Unicode.Scalar.init)))
        let phrase = beginning + "结尾一样"
        let odd = (0..<30).map { ("A\($0)", beginning + "别样") }
        let store = try Self.store(odd + (0..<5).map { ("B\($0)", "名称里有这一句：" + phrase) })
        try store.read { db in
            let hits = try IndexSearcher(db, CodeSource()).titles(holding: phrase, limit: 30)
            for hit in hits {
                #expect(try Codes.find(db, id: hit.id)?.reference.code.first == "A")
            }
            #expect(hits.count == 30)
        }
        let results = try Searcher(store).search(phrase, .init(limit: 5)).results
        #expect(results.map(\.code.reference.code) == ["B0", "B1", "B2", "B3", "B4"])
        #expect(results.allSatisfy { $0.tier == .name })
    }

    @Test("A mark is where the words stand: in the name with its qualifier, the description, the alias")
    func marks() throws {
        let results = try SearchFixture.results("webdav")
        let code = try #require(results.first { $0.code.reference.code == "207" })
        let scalars = Array(code.code.title.unicodeScalars)
        let marked = code.marks(in: .name).map { String(String.UnicodeScalarView(scalars[$0])) }
        #expect(marked == ["WebDAV"])
        let alias = try #require(SearchFixture.results("未授权").first)
        #expect(alias.marks.contains(TextMark(field: .alias, range: 0..<3)))
    }

    @Test("A description of megabytes that repeats the words is searched, marked whole, and can be stopped")
    func longText() throws {
        let store = try Self.store([("A1", "long")])
        try store.write { db in
            let text = String(repeating: "请求超时，", count: 200_000)
            try db.execute(sql: "UPDATE codes SET description = ?", arguments: [text])
        }
        let result = try #require(try Searcher(store).search("请求超时").results.first)
        #expect(result.marks.count == 200_000)
        let stopped = try Store(path: store.path, access: .existing, isOver: { true })
        #expect(throws: StoreError.stopped(path: store.path)) { try stopped.checkTime() }
    }
}
