import KBDocuments
import TestSupport
import Testing

@testable import KBCore
@testable import KBIndex

/// However a character is written, in the text or in the query, it is found.
@Suite("characters that can be written in several ways")
struct CharacterFormTests {
    private func found(_ entries: [(code: String, text: String)], _ query: String, importing: Bool) throws
        -> [String]
    {
        let place = try TemporaryPlace()
        let store = try place.store()
        if importing {
            let lines = entries.map { "\($0.code) Name 说\($0.text)" }
            try Importer(store).apply(try .text(lines.joined(separator: "\n\n")), book: "h")
        } else {
            let plain = try PlainSQLite(place.path())
            for entry in entries {
                try plain.run(
                    "INSERT INTO codes (book, code, name, description) VALUES ('h', ?, 'Name', ?)",
                    entry.code,
                    entry.text)
            }
        }
        #expect(try Health(store).check() == [])
        return try Searcher(store).search(query).results.map(\.code.reference.code).sorted()
    }

    @Test(
        "compatibility ideographs and radicals are found as the characters that they are",
        arguments: ["\u{F902}輛", "車輛", "\u{2F9E}輛"], [true, false])
    func ideographs(query: String, importing: Bool) throws {
        let entries = [("A1", "測試用的車輛"), ("A2", "測試用的\u{F902}輛"), ("A3", "測試用的\u{2F9E}輛"), ("A4", "別的")]
        #expect(try found(entries, query, importing: importing) == ["A1", "A2", "A3"])
    }

    @Test(
        "characters that nobody sees are nothing inside a word, in texts and in queries",
        arguments: ["\u{200B}", "\u{AD}", "\u{2060}", "\u{FEFF}", "\u{FE0F}"], [true, false])
    func ignorable(mark: String, importing: Bool) throws {
        let entries = [("S1", "请\(mark)稍\(mark)后\(mark)重\(mark)试"), ("S2", "Word\(mark)Break 测试")]
        #expect(try found(entries, "重试", importing: importing) == ["S1"])
        #expect(try found(entries, "重\(mark)试", importing: importing) == ["S1"])
        #expect(try found(entries, "wordbreak", importing: importing) == ["S2"])
        #expect(try found(entries, "word\(mark)break", importing: importing) == ["S2"])
    }

    @Test(
        "two rows of canonically equivalent characters both have their entries",
        arguments: ["甲車", "甲\u{F902}"])
    func twins(query: String) throws {
        let entries = [("A1", "甲\u{F902}乙"), ("A2", "甲車乙")]
        #expect(try found(entries, query, importing: false) == ["A1", "A2"])
    }

    @Test("decomposed kana and Hangul are found", arguments: ["ガイド", "カ\u{3099}イト\u{3099}", "ｶﾞｲﾄﾞ"])
    func decomposed(query: String) throws {
        let entries = [("K1", "ガイド"), ("K2", "カ\u{3099}イト\u{3099}"), ("K3", "ｶﾞｲﾄﾞ"), ("K4", "カイト")]
        #expect(try found(entries, query, importing: true) == ["K1", "K2", "K3"])
    }
}
