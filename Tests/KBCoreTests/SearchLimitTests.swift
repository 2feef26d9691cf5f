import Foundation
import GRDB
import KBDocuments
import TestSupport
import Testing

@testable import KBCore

@Suite("Search, however many results are asked for")
struct SearchLimitTests {
    private static let typed = [
        "xieyi", "cdx", "qq", "5xx", "4", "40x", "401/403", "400-420", "404 500", "协議", "通訊協定", "上锁",
        "conflit", "unsuported", "notfound", "请求超时怎么办", "gateway", "服务器", "的", "锁", "e", "http", "xyzzy",
        "断点续穿", "资源锁订", "重向定", "网时", "nyuxing", "等了 13 秒", "HTTP_NOT_FOUND", "StatusGatewayTimeout",
    ]

    /// Codes as people write them, most of which there are none of.
    private static func code(of entries: [Entry], _ generator: inout SeededRandom) -> String {
        let code = generator.pick(entries).code
        let number = generator.oneIn(3) ? String(generator.number(0...9_999)) : code
        let padded = String(repeating: "0", count: generator.number(0...2)) + number
        let word = generator.pick([
            "http", "HTTP", "SETTLE", "errno", "E", "x", "0x", "-", "状态码", "os error", "exit code",
        ])
        let separator = generator.pick(["", "-", "_", ".", " ", ":", "/", ": "])
        let ending = generator.pick(["", "", "", "x", "*", "-\(number)", "/\(code)", " gateway", " 请求", ".1"])
        return generator.oneIn(4) ? padded + ending : word + separator + padded + ending
    }

    /// Pieces of texts, also of several, and what people type for them.
    private static func query(of entries: [Entry], _ generator: inout SeededRandom) -> String {
        if generator.oneIn(3) { return code(of: entries, &generator) }
        func piece() -> String {
            guard let entry = entries.randomElement(using: &generator),
                Int.random(in: 0..<4, using: &generator) > 0
            else { return typed.randomElement(using: &generator) ?? "" }
            let text = Array(Bool.random(using: &generator) ? entry.description : entry.name)
            guard !text.isEmpty else { return entry.code }
            let start = Int.random(in: 0..<text.count, using: &generator)
            return String(text[start...].prefix(Int.random(in: 1...9, using: &generator)))
        }
        let pieces = (0..<Int.random(in: 1...3, using: &generator)).map { _ in piece() }
        return pieces.joined(separator: Bool.random(using: &generator) ? " " : "")
    }

    private func check(_ store: Store, _ entries: [Entry], _ seed: UInt64, count: Int) throws {
        var generator = SeededRandom(seed: seed)
        let searcher = Searcher(store)
        var tiers: Set<SearchResult.Tier> = []
        for query in Self.typed + (0..<count).map({ _ in Self.query(of: entries, &generator) }) {
            guard !SearchQuery(query).text.isEmpty else { continue }
            let place: Comment = "\(query.debugDescription), seed \(seed)"
            let all = try searcher.search(query, .init(limit: 10_000))
            #expect(all.total == .exact(all.results.count), place)
            tiers.formUnion(all.results.map(\.tier))
            for limit in [1, 2, 3, 4, 7, 10, 14, 15, 40, 200].shuffled(using: &generator).prefix(4) {
                let some = try searcher.search(query, .init(limit: limit))
                let expected = all.results.prefix(limit)
                #expect(some.results.map(\.code.id) == expected.map(\.code.id), "limit \(limit): \(place)")
                #expect(some.results.map(\.tier) == expected.map(\.tier), "limit \(limit): \(place)")
                #expect(some.results.map(\.marks) == expected.map(\.marks), "limit \(limit): \(place)")
                #expect(some.isCut == (all.results.count > limit), "limit \(limit): \(place)")
                switch some.total {
                case .exact(let total): #expect(total == all.results.count, "limit \(limit): \(place)")
                case .atLeast(let total):
                    #expect(limit < total && total <= all.results.count, "limit \(limit): \(place)")
                }
            }
        }
        // A guess is made only where nothing else was found, which few queries of pieces reach.
        #expect(tiers.union([.guess]) == Set(SearchResult.Tier.allCases), "seed \(seed)")
    }

    private static func addNotes(to store: Store, _ entries: [Entry], book: String) throws {
        try store.write { db in
            for entry in entries.prefix(30) {
                for body in ["see \(entry.name)", entry.description, "上锁 gateway xyzzy"] where !body.isEmpty {
                    try db.execute(
                        sql: "INSERT INTO notes (book, code, body) VALUES (?, ?, ?)",
                        arguments: [book, entry.code, body])
                }
            }
        }
    }

    @Test("The results at the top do not depend on the limit, and the number of all is right: HTTP")
    func seed() throws {
        let document = SearchFixture.root.appending(path: "seed/codes.txt")
        let store = try SearchFixture.make("http", document)
        let entries = try DocumentReader.read(Data(contentsOf: document)).entries
        try Self.addNotes(to: store, entries, book: "http")
        try check(store, entries, SeededRandom.printedSeed("limits of HTTP"), count: SeededRandom.rounds(40))
    }

    @Test("The results at the top do not depend on the limit, and the number of all is right: random codes")
    func random() throws {
        let seed = SeededRandom.printedSeed("limits of random codes")
        var generator = SeededRandom(seed: seed)
        let words = ["请求", "超时", "服务器", "锁定", "协议", "重定向", "gateway", "timeout", "conflict", "found", "not"]
        func text(_ count: Int) -> String {
            (0..<Int.random(in: 1...count, using: &generator)).map { _ in
                words.randomElement(using: &generator) ?? ""
            }.joined(separator: Bool.random(using: &generator) ? " " : "，")
        }
        let entries = (0..<400).map { number in
            Entry(
                code: String(number + 100), name: text(3), qualifier: nil, description: text(12),
                line: number + 1)
        }
        let store = try SearchFixture.make("random", SearchFixture.root.appending(path: "seed/smtp.txt"))
        try store.write { db in
            try db.execute(sql: "INSERT INTO books (slug, title) VALUES ('http', '')")
            for (position, entry) in entries.enumerated() {
                try db.execute(
                    sql: """
                        INSERT INTO codes (book, code, name, description, position, state)
                        VALUES ('http', ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        entry.code, entry.name, entry.description, position,
                        position % 9 == 0 ? "retired" : "active",
                    ])
            }
        }
        try Self.addNotes(to: store, entries, book: "http")
        try check(store, entries, seed, count: SeededRandom.rounds(40))
    }

    @Test("A class is cut where the limit says so, and its size is known")
    func classes() throws {
        let answer = try Searcher(SearchFixture.store(of: "http")).search("5xx", .init(limit: 3))
        #expect(answer.results.map(\.code.reference.code) == ["500", "501", "502"])
        #expect(answer.total == .exact(11))
        #expect(answer.isCut)
    }
}
