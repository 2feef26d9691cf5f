import GRDB
import TestSupport
import Testing

@testable import KBIndex

@Suite("lists of occurrences")
struct PostingCursorTests {
    @Test("a list that was written is read back, whichever way one goes through it")
    func lists() throws {
        let seed = SeededRandom.printedSeed("posting cursors")
        var random = SeededRandom(seed: seed)
        let db = try DatabaseQueue()
        for round in 0..<200 {
            let place: Comment = "seed \(seed), round \(round)"
            // Few or many rows, near or far from each other, with few or many positions.
            let spread = [1, 3, 40, 900].randomElement(using: &random) ?? 1
            let most = [1, 2, 300].randomElement(using: &random) ?? 1
            var row = 0
            var expected: [(row: UInt32, positions: [UInt32])] = []
            for _ in 0..<Int.random(in: 1...600, using: &random) {
                row += Int.random(in: 1...spread, using: &random)
                let count = Int.random(in: 1...most, using: &random)
                let positions = Set((0..<count).map { _ in UInt32.random(in: 0..<5_000, using: &random) })
                expected.append((UInt32(row), positions.sorted()))
            }
            var bytes: [UInt8] = []
            for start in stride(from: 0, to: expected.count, by: 60) {
                let block = expected[start..<min(start + 60, expected.count)].flatMap { entry in
                    entry.positions.map { UInt64(entry.row) << 32 | UInt64($0) }
                }
                block.withUnsafeBufferPointer {
                    PostingBlock.append($0[...], hasPositions: true, to: &bytes)
                }
            }
            let list = PostingList.whole(bytes + [UInt8](repeating: 0, count: PostingList.padding))
            try db.read { db in
                let all = try PostingCursor(list, cost: 1, db: db)
                for entry in expected {
                    try #require(all.row == entry.row, place)
                    try #require(Array(all.positions) == entry.positions, place)
                    try all.advance()
                }
                #expect(all.row == .max, place)

                let some = try PostingCursor(list, cost: 1, db: db)
                var target: UInt32 = 0
                while some.row != .max {
                    target += UInt32.random(in: 0...UInt32(spread * 100), using: &random)
                    try some.seek(target)
                    let next = expected.first { $0.row >= target }
                    try #require(some.row == next?.row ?? .max, place)
                    if let next { try #require(Array(some.positions) == next.positions, place) }
                }
            }
        }
    }
}
