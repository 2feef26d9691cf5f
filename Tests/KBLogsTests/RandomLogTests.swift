import TestSupport
import Testing

@testable import KBLogs

@Suite("random logs")
struct RandomLogTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("the counts are those of a slow and obvious reader")
    func slow() throws {
        let first = SeededRandom.printedSeed("RandomLogTests")
        for seed in first..<first + UInt64(SeededRandom.rounds(60)) {
            var random = SeededRandom(seed: seed)
            let log = random.log(lines: 100)
            let fast = try CodeCounts(reading: folder.write(log, to: "log"))
            let slow = SlowScan.counts(of: log)
            #expect(fast.byCode == slow.codes, "KB_FUZZ_SEED=\(seed)")
            #expect(fast.linesWithoutCode == slow.linesWithoutCode, "KB_FUZZ_SEED=\(seed)")
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
        for seed in first..<first + UInt64(SeededRandom.rounds(60)) {
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
