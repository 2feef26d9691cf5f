import TestSupport
import Testing

@testable import KBLogs

@Suite("random logs")
struct RandomLogTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("the codes are those of a slow and obvious reader, and so are the counts")
    func slow() throws {
        let first = SeededRandom.printedSeed("RandomLogTests")
        for seed in first..<first + UInt64(SeededRandom.rounds(20)) {
            var random = SeededRandom(seed: seed)
            let log = random.log(lines: 100)
            let slow = SlowScan.codes(of: log)
            let scanner = LineScanner(.detected(JSONFields()))
            for (line, code) in slow {
                var counts = CodeCounts()
                // An empty array of bytes is no line.
                (line + [0x0A]).withUnsafeBufferPointer { scanner.count($0, into: &counts) }
                let text = String(decoding: line, as: UTF8.self)
                #expect(counts.codes.first?.code == code, "\(text) KB_FUZZ_SEED=\(seed)")
            }
            let fast = try CodeCounts(reading: folder.write(log, to: "log"))
            let expected = Dictionary(slow.compactMap(\.code).map { ($0, 1) }, uniquingKeysWith: +)
            #expect(fast.byCode == expected, "KB_FUZZ_SEED=\(seed)")
            #expect(fast.lines == slow.count, "KB_FUZZ_SEED=\(seed)")
        }
    }

    @Test("a log in disorder is read to its end in every format, each line once")
    func disorder() throws {
        let first = SeededRandom.printedSeed("RandomLogTests")
        let pattern = try LinePattern(#"(\w+)":?|\d{3}"#)
        let formats: [LineFormat] = [
            .detected(JSONFields()), .common, .json(JSONFields()), .json(JSONFields(name: "a")),
            .pattern(pattern),
        ]
        for seed in first..<first + UInt64(SeededRandom.rounds(20)) {
            var random = SeededRandom(seed: seed)
            var log = random.log(lines: 60)
            for _ in 0..<80 where !log.isEmpty {
                let place = Int.random(in: 0..<log.count, using: &random)
                if random.oneIn(3) {
                    log.remove(at: place)
                } else {
                    log[place] = random.pick(Array("\"\\{}[]:,0e \n".utf8))
                }
            }
            let lines = log.count { $0 == 0x0A } + (log.last.map { $0 == 0x0A } ?? true ? 0 : 1)
            for format in formats {
                let counts = try CodeCounts(reading: folder.write(log, to: "log"), as: format)
                #expect(counts.lines == lines, "KB_FUZZ_SEED=\(seed)")
                #expect(counts.byCode.values.reduce(0, +) == counts.linesWithCode, "KB_FUZZ_SEED=\(seed)")
            }
        }
    }
}
