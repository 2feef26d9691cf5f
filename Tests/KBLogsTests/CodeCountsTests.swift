import TestSupport
import Testing

@testable import KBLogs

@Suite("counts of codes")
struct CodeCountsTests {
    @Test("codes of any length are told apart, and 404.0 is 404, in whatever order they come")
    func anyCodes() {
        let first = SeededRandom.printedSeed("CodeCountsTests")
        for seed in first..<first + UInt64(SeededRandom.rounds(20)) {
            var random = SeededRandom(seed: seed)
            var values: [String] = []
            for _ in 0..<random.number(1...300) {
                let digits = String(random.number(0...10_000))
                values += [
                    digits, digits + ".0", digits + "e1", "0." + digits, "\"\(digits)\"", "\"E\(digits)\"",
                ]
                // Codes that have many of their bytes in common, at either end.
                let long = String(repeating: random.pick(["0", "ab", "ab."]), count: random.number(1...30))
                values += ["\"\(digits)\(long)\"", "\"\(long)\(digits)\"", "\"\(digits)\(long)\(digits)\""]
            }
            let lines = (0..<2000).map { _ in random.pick(values) }
            var counts = CodeCounts()
            LineScanner(.json(JSONFields(name: "code")))
                .count(lines.map { "{\"code\":\($0)}\n" }.joined(), into: &counts)
            var expected: [String: Int] = [:]
            for line in lines {
                let isText = line.hasPrefix("\"")
                let code = isText ? String(line.dropFirst().dropLast()) : CodeCounts.plain(line)
                if code.utf8.count <= CodeCounts.longestCode { expected[code, default: 0] += 1 }
            }
            #expect(counts.byCode == expected, "KB_FUZZ_SEED=\(seed)")
        }
    }

    @Test("more codes than are told apart are counted together, and known ones still by themselves")
    func manyCodes() {
        let most = CodeCounts.mostCodes
        let lines = (0..<most + 10).map { "{\"code\":\"E\($0)\"}\n" }.joined()
        var counts = CodeCounts()
        let scanner = LineScanner(.json(JSONFields(name: "code")))
        for _ in 0..<2 { scanner.count(lines, into: &counts) }
        #expect(counts.linesOfOtherCodes == 20)
        #expect(counts.byCode.count == most)
        #expect(counts.byCode.values.allSatisfy { $0 == 2 })
    }
}
