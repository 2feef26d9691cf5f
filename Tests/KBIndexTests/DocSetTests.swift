import GRDB
import TestSupport
import Testing

@testable import KBIndex

/// Lists, phrases, intersections and unions keep one contract, whatever tree they are put together to.
@Suite("sets of rows")
struct DocSetTests {
    /// A list and what it holds.
    private struct Known {
        var cursor: PostingCursor
        var places: [UInt32: Set<UInt32>]

        var rows: Set<UInt32> { Set(places.keys) }
    }

    private func list(_ db: Database, using random: inout SeededRandom) throws -> Known {
        var places: [UInt32: Set<UInt32>] = [:]
        for _ in 0..<Int.random(in: 0...120, using: &random) {
            let row = UInt32.random(in: 0..<150, using: &random)
            places[row, default: []].insert(UInt32.random(in: 0..<6, using: &random))
        }
        let occurrences = places.flatMap { row, positions in positions.map { UInt64(row) << 32 | UInt64($0) }
        }.sorted()
        // Blocks hold whole rows.
        var bytes: [UInt8] = []
        var start = 0
        while start < occurrences.count {
            var end = min(start + 20, occurrences.count)
            while end < occurrences.count, occurrences[end] >> 32 == occurrences[end - 1] >> 32 { end += 1 }
            occurrences.withUnsafeBufferPointer {
                PostingBlock.append($0[start..<end], hasPositions: true, to: &bytes)
            }
            start = end
        }
        let list = PostingList.whole(bytes + [UInt8](repeating: 0, count: PostingList.padding))
        return Known(cursor: try PostingCursor(list, cost: places.count, db: db), places: places)
    }

    /// Goes through a set by random calls of `advance` and `seek`, and beyond its end.
    private func check(
        _ set: some DocSet, _ expected: Set<UInt32>, using random: inout SeededRandom, _ place: Comment
    ) throws {
        let rows = expected.sorted()
        var index = 0
        for _ in 0..<400 {
            try #require(set.row == (index < rows.count ? rows[index] : .max), place)
            if Bool.random(using: &random) {
                try set.advance()
                index = min(index + 1, rows.count)
            } else {
                // Back, here, near, far, and beyond everything.
                let here = index < rows.count ? Int(rows[index]) : 200
                let target = UInt32(max(0, here + (([-10, 0, 1, 3, 25].randomElement(using: &random)) ?? 0)))
                try set.seek(target)
                while index < rows.count, rows[index] < target { index += 1 }
            }
        }
        try set.seek(.max)
        #expect(set.row == .max, place)
        try set.advance()
        try set.seek(0)
        #expect(set.row == .max, place)
    }

    @Test("a set never goes back, and stays at its end")
    func contract() throws {
        let seed = SeededRandom.printedSeed("document sets")
        var random = SeededRandom(seed: seed)
        try DatabaseQueue().read { db in
            for round in 0..<300 {
                let place: Comment = "seed \(seed), round \(round)"
                let lists = try (0..<4).map { _ in try list(db, using: &random) }
                let (first, second, third, fourth) = (lists[0], lists[1], lists[2], lists[3])
                switch round % 5 {
                case 0: try check(first.cursor, first.rows, using: &random, place)
                case 1:
                    let both = try #require(try Intersection([first.cursor, second.cursor]))
                    try check(both, first.rows.intersection(second.rows), using: &random, place)
                case 2:
                    let any = Union([first.cursor, second.cursor, third.cursor])
                    try check(any, first.rows.union(second.rows).union(third.rows), using: &random, place)
                case 3:
                    let phrase = try #require(try Phrase([first.cursor, second.cursor, third.cursor]))
                    let rows = first.places.filter { row, starts in
                        starts.contains { start in
                            second.places[row]?.contains(start + 1) == true
                                && third.places[row]?.contains(start + 2) == true
                        }
                    }
                    try check(phrase, Set(rows.keys), using: &random, place)
                default:
                    let left = Union([first.cursor, second.cursor])
                    let right = Union([third.cursor, fourth.cursor])
                    let all = try #require(try Intersection([left, right]))
                    let rows = first.rows.union(second.rows).intersection(third.rows.union(fourth.rows))
                    try check(all, rows, using: &random, place)
                }
            }
        }
    }

    @Test("a phrase says everywhere that it begins")
    func positions() throws {
        let seed = SeededRandom.printedSeed("phrases")
        var random = SeededRandom(seed: seed)
        try DatabaseQueue().read { db in
            for round in 0..<200 {
                let (first, second) = (try list(db, using: &random), try list(db, using: &random))
                let phrase = try #require(try Phrase([first.cursor, second.cursor]))
                while phrase.row != .max {
                    let row = phrase.row
                    let starts = first.places[row, default: []].filter {
                        second.places[row, default: []].contains($0 + 1)
                    }
                    #expect(
                        Array(phrase.positions) == starts.sorted(), "seed \(seed), round \(round), row \(row)"
                    )
                    try phrase.advance()
                }
            }
        }
    }
}
