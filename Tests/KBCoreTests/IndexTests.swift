import Foundation
import GRDB
import KBText
import TestSupport
import Testing

@testable import KBCore
@testable import KBIndex

/// kb's own index against lists in memory, and against a search of every text.
@Suite("the index")
struct IndexTests {
    private static let characters = Array("重定向缓存锁文件系统的的的文文件，。ab Ｚ9é".unicodeScalars)

    @Test("whatever other tools write, every search of the index is an exhaustive ranking")
    func ranking() throws {
        let seed = SeededRandom.printedSeed("ranking of codes")
        var random = SeededRandom(seed: seed)
        for round in 0..<6 {
            let place = try TemporaryPlace()
            let store = try place.store()
            let plain = try PlainSQLite(place.path())
            for step in 0..<60 {
                for _ in 0..<Int.random(in: 0...6, using: &random) { try change(plain, using: &random) }
                if Int.random(in: 0..<4, using: &random) == 0 { try store.write(IndexMaintenance.update) }
                let query = text(1...5, using: &random)
                // Many words are first looked for by their rarest.
                let count = Bool.random(using: &random) ? 3 : 8
                let words = (0..<count).map { _ in text(1...2, using: &random) }
                try store.read { db in
                    try compare(
                        db, query: query, words: words, book: Bool.random(using: &random) ? "h" : nil,
                        "seed \(seed), round \(round), step \(step): \(query.debugDescription) \(words)")
                }
            }
            let faults = try Health(store).check()
            #expect(faults == [], "seed \(seed), round \(round)")
        }
    }

    @Test(
        "ten thousand entries, or KB_ENTRIES, are ranked as exhaustively as sixty")
    func many() throws {
        let count = ProcessInfo.processInfo.environment["KB_ENTRIES"].flatMap(Int.init) ?? 10_000
        let seed = SeededRandom.printedSeed("ranking of many")
        var random = SeededRandom(seed: seed)
        let clauses = try String(
            contentsOf: SearchFixture.root.appending(path: "seed/codes.txt"), encoding: .utf8
        ).split { "。，；、：（）\n".contains($0) }
        let place = try TemporaryPlace()
        let store = try place.store()
        let lines = (0..<count).map { index in
            let clauses = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
                clauses.randomElement(using: &random)
            }
            return "E\(index) Name \(index % 97) 说\(clauses.joined(separator: "，"))"
        }
        try Importer(store).apply(try .text(lines.joined(separator: "\n\n")), book: "h")
        try store.read { db in
            let codes = try Code.fetchAll(db, sql: "SELECT \(Code.columns) FROM codes")
            let rows = codes.map { Exhaustive.Row($0) }
            for _ in 0..<12 {
                let clause = Array(clauses.randomElement(using: &random) ?? "请求")
                let start = Int.random(in: 0..<clause.count, using: &random)
                let query = String(clause[start...].prefix(Int.random(in: 1...4, using: &random)))
                let others = (0..<Int.random(in: 0...7, using: &random)).map { _ in
                    String(clause.dropFirst(Int.random(in: 0..<clause.count, using: &random)).prefix(2))
                }
                let words = ["请求", String(clause.suffix(2))] + others
                try compare(
                    db, rows, query: query, words: words, book: nil, "seed \(seed): \(query) \(words)")
            }
        }
    }

    private func text(_ length: ClosedRange<Int>, using random: inout SeededRandom) -> String {
        let count = Int.random(in: length, using: &random)
        return String(
            String.UnicodeScalarView(
                (0..<count).compactMap { _ in Self.characters.randomElement(using: &random) }))
    }

    private func change(_ plain: PlainSQLite, using random: inout SeededRandom) throws {
        let book = Bool.random(using: &random) ? "h" : "s"
        let code = String(Int.random(in: 0..<40, using: &random))
        let name = "n" + text(0...6, using: &random)
        let description = text(0...40, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0...2:
            try plain.run(
                "INSERT OR REPLACE INTO codes (book, code, name, description) VALUES (?, ?, ?, ?)", book,
                code, name,
                description)
        case 3: try plain.run("UPDATE codes SET description = ? WHERE code = ?", description, code)
        case 4: try plain.run("DELETE FROM codes WHERE book = ? AND code = ?", book, code)
        case 5:
            try plain.run(
                "UPDATE codes SET state = iif(state = 'active', 'retired', 'active') WHERE code = ?", code)
        default:
            try plain.run(
                """
                INSERT OR IGNORE INTO aliases (book, code, alias)
                SELECT book, code, ? FROM codes WHERE book = ? AND code = ?
                """, "a" + text(0...3, using: &random), book, code)
        }
    }

    private func compare(
        _ db: Database, _ known: [Exhaustive.Row]? = nil, query: String, words: [String], book: String?,
        _ place: Comment
    ) throws {
        let index = try IndexSearcher(db, CodeSource(), book: book)
        let rows =
            try known
            ?? Code.fetchAll(db, sql: "SELECT \(Code.columns) FROM codes").map { Exhaustive.Row($0) }
            .filter { book == nil || $0.code.reference.book == book }
        let exhaustive = Exhaustive(rows: rows)
        // The first and the last word say the same.
        let weighted = words.enumerated().compactMap { number, word in
            IndexPhrase(word).map { (phrase: $0, weight: 1 / Double(number + 2)) }
        }
        let groups =
            [[weighted.first, weighted.count > 2 ? weighted.last : nil].compactMap { $0 }]
            + weighted.dropFirst().dropLast(weighted.count > 2 ? 1 : 0).map { [$0] }
        let titles = exhaustive.titles(query)
        let descriptions = exhaustive.descriptions(query)
        let all = exhaustive.all(words)
        let some = exhaustive.some(groups)
        for limit in [1, 7, 20] {
            #expect(
                try index.titles(holding: query, limit: limit).map(Found.init)
                    == titles.prefix(limit).map(Found.init), "titles \(limit): \(place)")
            #expect(
                try index.descriptions(holding: query, limit: limit).map(Found.init)
                    == descriptions.prefix(limit).map(Found.init),
                "descriptions \(limit): \(place)")
            #expect(
                try index.entries(holdingAll: words, limit: limit).map(Found.init)
                    == all.prefix(limit).map(Found.init), "all words \(limit): \(place)")
            #expect(
                try index.entries(holdingSome: groups, limit: limit).map(Found.init)
                    == some.prefix(limit).map(Found.init), "some words \(limit): \(place)")
        }
        if let phrase = IndexPhrase(query) {
            let holds = !descriptions.isEmpty || !exhaustive.titles(query, closed: true).isEmpty
            #expect(try index.holds(phrase) == holds, place)
        }
    }

    private struct Found: Equatable {
        var id: Int64
        var level: Int
        var score: Double

        init(_ hit: IndexHit) {
            (id, level, score) = (hit.id, hit.level.rawValue, hit.score)
        }
    }
}

/// The documented order, the slow way: every entry is looked at, and all are sorted.
struct Exhaustive {
    struct Row {
        var code: Code
        var titles: [[TokenList.Token]]
        var description: [TokenList.Token]

        init(_ code: Code) {
            self.code = code
            let row = IndexDocument(code)
            titles = row.titles.map { TokenList($0).tokens }
            description = TokenList(row.description).tokens
        }
    }

    let rows: [Row]

    /// Where a phrase begins.
    ///
    /// In loops: unoptimized, closures over slices take most of the time of all tests.
    private func starts(of phrase: IndexPhrase, in tokens: [TokenList.Token]) -> [Int] {
        var starts: [Int] = []
        var start = 0
        while start + (phrase.character == nil ? phrase.parts.count : 1) <= tokens.count {
            if holds(tokens, phrase, at: start) { starts.append(start) }
            start += 1
        }
        return starts
    }

    private func holds(_ tokens: [TokenList.Token], _ phrase: IndexPhrase, at start: Int) -> Bool {
        if let character = phrase.character {
            return tokens[start].isHan && begins(tokens[start].term.bytes, with: character.bytes)
        }
        for (place, part) in phrase.parts.enumerated() {
            let bytes = tokens[start + place].term.bytes
            guard part.isPrefix ? begins(bytes, with: part.term.bytes) : bytes == part.term.bytes else {
                return false
            }
        }
        return true
    }

    private func begins(_ bytes: [UInt8], with beginning: [UInt8]) -> Bool {
        guard bytes.count >= beginning.count else { return false }
        for (place, byte) in beginning.enumerated() where bytes[place] != byte { return false }
        return true
    }

    private func sorted(_ hits: [IndexHit]) -> [IndexHit] { hits.sorted(by: IndexHit.isBetter) }

    private func hit(_ row: Row, _ level: MatchLevel, _ score: Double) -> IndexHit {
        IndexHit(
            id: row.code.id, level: level, isRetired: row.code.state == .retired, score: score,
            length: UInt32(row.description.count))
    }

    func titles(_ text: String, closed: Bool = false) -> [IndexHit] {
        guard let phrase = IndexPhrase(text), let open = IndexPhrase(text, isPrefix: !closed) else {
            return []
        }
        return sorted(
            rows.compactMap { row in
                var best: IndexHit?
                for title in row.titles {
                    let score = 8 / (8 + Double(title.count))
                    var found: [IndexHit] = []
                    for start in starts(of: phrase, in: title) {
                        let isWhole =
                            start == 0
                            && (phrase.parts.count == title.count
                                || phrase.leavesFinal && phrase.parts.count + 1 == title.count)
                        if phrase.character != nil {
                            let isExact = isWhole && title[0].isFinal
                            found.append(hit(row, isExact ? .exact : .inside, isExact ? score : 0))
                        } else {
                            found.append(hit(row, isWhole ? .exact : start == 0 ? .prefix : .inside, score))
                        }
                    }
                    if phrase.character == nil, starts(of: open, in: title).first == 0 {
                        found.append(hit(row, .prefix, score))
                    }
                    for hit in found where best.map({ IndexHit.isBetter(hit, $0) }) ?? true { best = hit }
                }
                return best
            })
    }

    func descriptions(_ text: String) -> [IndexHit] {
        guard let phrase = IndexPhrase(text) else { return [] }
        return sorted(
            rows.filter { !starts(of: phrase, in: $0.description).isEmpty }.map {
                hit($0, .description, 40 / (40 + Double($0.description.count)))
            })
    }

    func all(_ words: [String]) -> [IndexHit] {
        let phrases = words.map { IndexPhrase($0) }
        guard !phrases.contains(nil) else { return [] }
        return sorted(
            rows.compactMap { row in
                let texts = row.titles + [row.description]
                let places = texts.map { text in phrases.map { $0.map { starts(of: $0, in: text) } ?? [] } }
                guard phrases.indices.allSatisfy({ word in places.contains { !$0[word].isEmpty } }) else {
                    return nil
                }
                var nearest: UInt32?
                for words in places {
                    for (one, starts) in words.enumerated() where phrases[one]?.character == nil {
                        for (other, otherStarts) in words.enumerated()
                        where other > one && phrases[other]?.character == nil {
                            for start in starts {
                                for otherStart in otherStarts {
                                    nearest = min(nearest ?? .max, UInt32(abs(start - otherStart)))
                                }
                            }
                        }
                    }
                }
                let nearness = nearest.map { 1 + 0.5 / (1 + Double($0) / 8) } ?? 1
                return hit(row, .allWords, 40 / (40 + Double(row.description.count)) * nearness)
            })
    }

    func some(_ groups: [[(phrase: IndexPhrase, weight: Double)]]) -> [IndexHit] {
        sorted(
            rows.compactMap { row in
                var sum = 0.0
                for phrases in groups {
                    let held = phrases.filter { phrase, _ in
                        ([row.description] + row.titles).contains { !starts(of: phrase, in: $0).isEmpty }
                    }
                    sum += held.map(\.weight).max() ?? 0
                }
                return sum > 0 ? hit(row, .allWords, sum) : nil
            })
    }
}
