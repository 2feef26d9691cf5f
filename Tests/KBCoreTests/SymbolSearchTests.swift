import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Emoji and other symbols")
struct SymbolSearchTests {
    private func references(_ query: String, in store: Store) throws -> [String] {
        try Searcher(store).search(query).results.map(\.code.reference.code)
    }

    @Test(
        "A query of nothing but emoji finds names, aliases, descriptions, notes and tags that hold it, in this order"
    )
    func everywhere() throws {
        let store = try SearchFixture.small([
            ["A1", "发布失败", "回滚后再发布"], ["A2", "上线", "🚀 之前先看监控"], ["A3", "🚀 发布中", "等待"], ["A4", "起飞", "发布成功"],
            ["A5", "无关", "❤️ 与 ✓"], ["A6", "标签", "只有标签"],
        ])
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO notes (book, code, body, tags) VALUES
                      ('b', 'A1', '上次 🚀🚀 发布时见过', '[]'), ('b', 'A6', '没有', '["🚀"]');
                    INSERT INTO aliases (book, code, alias) VALUES ('b', 'A4', '🚀 起飞');
                    """)
        }
        #expect(try Set(references("🚀", in: store).prefix(2)) == ["A3", "A4"])
        #expect(try references("🚀", in: store).dropFirst(2).first == "A2")
        #expect(try Set(references("🚀", in: store).dropFirst(3)) == ["A1", "A6"])
        #expect(try references(" 🚀🚀 ", in: store) == ["A1"])
        // With and without the selector of a picture in colour.
        #expect(try references("❤", in: store) == ["A5"])
        #expect(try references("❤️", in: store) == ["A5"])
        #expect(try references("✓", in: store) == ["A5"])
        #expect(try references("🚁", in: store) == [])
        let result = try #require(
            try Searcher(store).search("🚀").results.first { $0.code.reference.code == "A2" })
        #expect(result.marks == [TextMark(field: .description, range: 0..<1)])
    }

    @Test("Beside words emoji part them, and punctuation by itself finds nothing")
    func besides() throws {
        let store = try SearchFixture.small([["A1", "发布失败", "回滚，再发布。"], ["A2", "上线", "🚀 之前先看监控"]])
        #expect(try references("🚀 回滚", in: store) == ["A1"])
        #expect(try references("。", in: store) == [])
        #expect(try references("，", in: store) == [])
        #expect(try references("?!", in: store) == [])
    }

    @Test("A symbol is found exactly where a text holds it, in every book and in one")
    func sameAsPlainly() throws {
        let seed = SeededRandom.printedSeed("texts with symbols")
        var generator = SeededRandom(seed: seed)
        let pieces = ["🚀", "🔥", "✅", "👩‍💻", "❤️", "网关", "a", "，", "超时"]
        for _ in 0..<SeededRandom.rounds(5) {
            func text() -> String {
                (0..<generator.number(1...6)).map { _ in generator.pick(pieces) }.joined() + "。"
            }
            let rows = (1...20).map { ["C\($0)", text(), text()] }
            let store = try SearchFixture.small(rows)
            for query in ["🚀", "🔥", "✅", "👩‍💻", "❤️", "🚀🔥", "✅✅"] {
                func isHeld(_ text: String) -> Bool {
                    // Zero-width joiners and selectors are never seen.
                    func seen(_ text: String) -> String {
                        String(
                            scalars: text.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
                        )
                    }
                    return seen(text).contains(seen(query))
                }
                let held = rows.filter { isHeld($0[1]) || isHeld($0[2]) }.map { $0[0] }
                let found = try Searcher(store).search(query, .init(limit: 100)).results.map(
                    \.code.reference.code)
                #expect(Set(found) == Set(held) && found.count == held.count, "\(query), seed \(seed)")
                let named = try Searcher(store).search(query, .init(book: "b", limit: 100)).results
                #expect(named.map(\.code.reference.code) == found, "\(query), seed \(seed)")
            }
        }
    }
}
