import Testing

@testable import KBText

@Suite("Generated tables")
struct TablesTests {
    private static let tables: [(name: String, text: StaticString)] = [
        ("characterVariants", Tables.characterVariants),
        ("foldings", Tables.foldings), ("hongKongVariants", Tables.hongKongVariants),
        ("mainlandPhrases", Tables.mainlandPhrases), ("pinyin", Tables.pinyin),
        ("simplifiedCharacters", Tables.simplifiedCharacters),
        ("simplifyingPhrases", Tables.simplifyingPhrases), ("syllables", Tables.syllables),
        ("taiwanPhrases", Tables.taiwanPhrases), ("taiwanVariants", Tables.taiwanVariants),
        ("traditionalCharacters", Tables.traditionalCharacters),
        ("traditionalPhrases", Tables.traditionalPhrases),
    ]

    @Test("lines are sorted by their bytes, each ended by a newline, as the binary search needs")
    func sorted() {
        for table in Self.tables {
            let lines = SortedLines(table.text).bytes.split(
                separator: UInt8.newline, omittingEmptySubsequences: false)
            #expect(lines.last?.isEmpty == true, "\(table.name)")
            for (line, next) in zip(lines, lines.dropFirst().dropLast())
            where !line.lexicographicallyPrecedes(next) {
                Issue.record("\(table.name): \(String(decoding: next, as: UTF8.self))")
            }
        }
    }

    @Test("every line is found by its own beginning")
    func found() {
        for table in Self.tables {
            let lines = SortedLines(table.text)
            var start = 0
            while start < lines.bytes.count {
                let end = lines.endOfLine(from: start)
                let key = UnsafeBufferPointer(rebasing: lines.bytes[start..<end])
                if lines.lowerBound(of: key) != start {
                    Issue.record("\(table.name): \(String(decoding: key, as: UTF8.self))")
                }
                start = end + 1
            }
        }
    }
}
