import Foundation
import KBDocuments
import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Search, whatever the query")
struct SearchPropertyTests {
    /// Queries made of pieces of the documents, of other scripts and of syntax.
    private static func queries(seed: UInt64, count: Int, entries: [Entry]) -> [String] {
        var generator = SeededRandom(seed: seed)
        let strange = [
            "\"", "*", "(", ")", "-x", "NOT", "AND", "OR", "NEAR(", "a:b", "^", "{name}", "'", ";", "--", "%",
            "_", "\\",
            "\u{E000}", "\u{0301}", "\u{200D}", "🍕", "é", "Ａ", "１", "\u{0}", "\n", "协議", "xieyi", "cdx",
            "5xx", "４0４",
        ]
        return (0..<count).map { _ in
            (0..<Int.random(in: 1...4, using: &generator)).map { _ -> String in
                let entry = entries[Int.random(in: 0..<entries.count, using: &generator)]
                let text = Array(Bool.random(using: &generator) ? entry.description : entry.name)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: return strange[Int.random(in: 0..<strange.count, using: &generator)]
                default:
                    let start = Int.random(in: 0..<text.count, using: &generator)
                    let end = min(text.count, start + Int.random(in: 1...7, using: &generator))
                    return String(text[start..<end])
                }
            }.joined(separator: Bool.random(using: &generator) ? " " : "")
        }
    }

    private static func seedEntries() throws -> [Entry] {
        try DocumentReader.read(Data(contentsOf: SearchFixture.root.appending(path: "seed/codes.txt")))
            .entries
    }

    @Test("Results come tier by tier, without repetition, and each reason can be verified on its text")
    func reasons() throws {
        let seed = SeededRandom.printedSeed("reasons")
        let entries = try Self.seedEntries()
        for query in Self.queries(seed: seed, count: 300, entries: entries) {
            guard let results = try? SearchFixture.results(query, limit: 30) else {
                #expect(SearchQuery(query).text.isEmpty, "\(query.debugDescription), seed \(seed)")
                continue
            }
            let place: Comment = "query \(query.debugDescription), seed \(seed)"
            #expect(results.map(\.tier) == results.map(\.tier).sorted(), place)
            #expect(Set(results.map(\.code.id)).count == results.count, place)
            for result in results where result.tier != .code {
                let code = result.code
                #expect(!result.marks.isEmpty, place)
                // Each part that is said to have answered stands in its text, in order and apart from the others.
                let texts: [SearchResult.Field: String] = [
                    .code: code.reference.code, .name: code.title, .description: code.description,
                    .alias: result.alias ?? "",
                    .note: result.note?.body ?? "", .quote: result.note?.anchor?.exact ?? "",
                ]
                let asked = ([query] + result.steps.map(\.to)).map(SynonymGroups.key).joined(separator: "\n")
                let words = Set(TextFolding.fold(asked).unicodeScalars)
                for (field, text) in texts {
                    let ranges = result.marks(in: field)
                    let scalars = Array(text.unicodeScalars)
                    #expect(
                        zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, place)
                    for range in ranges {
                        #expect(!range.isEmpty && range.lowerBound >= 0, place)
                        guard range.upperBound <= scalars.count else {
                            Issue.record("\(range) is beyond \(code.reference): \(place)")
                            continue
                        }
                        // What is marked is made of what was asked for.
                        let marked = SynonymGroups.key(String(String.UnicodeScalarView(scalars[range])))
                        #expect(
                            result.tier >= .relaxed
                                || marked.unicodeScalars.allSatisfy {
                                    !Word.contains($0) || words.contains($0)
                                },
                            "\(marked) in \(code.reference): \(place)")
                    }
                }
                if result.field == .alias { #expect(code.aliases.contains(result.alias ?? ""), place) }
                if result.tier < .variant { #expect(result.steps.isEmpty, place) }
                if result.tier == .variant { #expect(!result.steps.isEmpty, place) }
            }
        }
    }

    @Test("The literal tiers find exactly what a search of every text finds")
    func bruteForce() throws {
        let seed = SeededRandom.printedSeed("literal tiers")
        var generator = SeededRandom(seed: seed)
        let entries = try Self.seedEntries()
        let store = try SearchFixture.make("http")
        let importer = Importer(store)
        let document = try DocumentReader.read(
            Data(contentsOf: SearchFixture.root.appending(path: "seed/codes.txt")))
        try importer.apply(document, book: "http")
        for _ in 0..<300 {
            // A piece of two to six Han characters from some description.
            let text = Array(
                entries[Int.random(in: 0..<entries.count, using: &generator)].description.unicodeScalars)
            let start = Int.random(in: 0..<text.count, using: &generator)
            let piece = text[start...].prefix(Int.random(in: 2...6, using: &generator))
            guard piece.count >= 2, piece.allSatisfy(Han.contains) else { continue }
            let query = String(String.UnicodeScalarView(piece))
            let expected = Set(entries.filter { $0.description.contains(query) }.map(\.code))
            let found = try Searcher(store).search(query, .init(limit: 1000)).results
                .filter { $0.tier <= .description }.map(\.code.reference.code)
            #expect(Set(found) == expected, "\(query), seed \(seed)")
        }
    }

    @Test("No text is an error: syntax, symbols and ten kilobytes of anything")
    func anything() throws {
        let searcher = Searcher(try SearchFixture.store(of: "http"))
        let texts = [
            "\"", "*", "(", "-x", "NOT", "a:b", "^", String(repeating: "(", count: 2_000), "NEAR(a b, 2)",
            "' OR 1=1 --",
            String(repeating: "请求", count: 1_700), String(repeating: "word ", count: 2_000),
            String(repeating: "重", count: 3_000), String(repeating: "\"", count: 5_000), "\u{FEFF}",
            "\u{202E}abc",
            String(repeating: "xieyi", count: 400), String(repeating: "4", count: 9_000),
        ]
        for text in texts { _ = try searcher.search(text) }
    }

    @Test("The development half of the relevance queries stays as good as it is")
    func relevance() throws {
        let lines = try String(
            contentsOf: SearchFixture.relevance.appending(path: "queries-dev.tsv"), encoding: .utf8
        ).split(separator: "\n").dropFirst()
        var (hits, total, quiet, nonsense) = (0, 0, 0, 0)
        for line in lines {
            let fields = line.split(separator: "\t").map(String.init)
            let found = try SearchFixture.codes(fields[1], book: fields[2]).prefix(3)
            if fields[3] == "-" {
                nonsense += 1
                quiet += found.isEmpty ? 1 : 0
            } else {
                total += 1
                hits +=
                    found.contains { fields[3].split(separator: ",").map(String.init).contains($0) } ? 1 : 0
            }
        }
        #expect(Double(hits) / Double(total) >= 0.97, "\(hits) of \(total)")
        #expect(Double(quiet) / Double(nonsense) >= 0.95, "\(quiet) of \(nonsense)")
    }
}
