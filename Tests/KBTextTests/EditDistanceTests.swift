import TestSupport
import Testing

@testable import KBText

@Suite("Edit distance")
struct EditDistanceTests {
    /// The textbook's full matrix.
    private static func reference(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var cells = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                if i == 0 || j == 0 {
                    cells[i][j] = i + j
                    continue
                }
                cells[i][j] = min(
                    cells[i - 1][j] + 1, cells[i][j - 1] + 1,
                    cells[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    cells[i][j] = min(cells[i][j], cells[i - 2][j - 2] + 1)
                }
            }
        }
        return cells[a.count][b.count]
    }

    @Test("slips are counted, and too many give nil")
    func examples() {
        func distance(_ a: String, _ b: String, _ limit: Int) -> Int? {
            EditDistance.damerauLevenshtein(a.utf8, b.utf8, limit: limit)
        }
        #expect(distance("conflict", "conflit", 2) == 1)
        #expect(distance("unsupported", "unsuported", 2) == 1)
        #expect(distance("teapot", "taepot", 1) == 1)
        #expect(distance("ca", "abc", 3) == 3)
        #expect(distance("abc", "xyz", 2) == nil)
        #expect(distance("abc", "abc", 0) == 0)
        #expect(distance("", "ab", 2) == 2)
        #expect(distance("", "abc", 2) == nil)
        #expect(distance("a", "b", -1) == nil)
        #expect(EditDistance.damerauLevenshtein("重定向".unicodeScalars, "重订向".unicodeScalars, limit: 1) == 1)
        #expect(
            EditDistance.damerauLevenshtein(
                Array("重定向".unicodeScalars), Array("定重向".unicodeScalars), limit: 1) == 1)
    }

    @Test("the banded search gives the textbook's distance, or nil beyond the limit")
    func property() {
        let seed = SeededRandom.printedSeed("edit distance")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<20000 {
            let a = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                UInt8.random(in: 97...99, using: &generator)
            }
            let b = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                UInt8.random(in: 97...99, using: &generator)
            }
            let limit = Int.random(in: 0...9, using: &generator)
            let expected = Self.reference(a, b)
            let found = EditDistance.damerauLevenshtein(a, b, limit: limit)
            #expect(found == (expected <= limit ? expected : nil), "seed \(seed): \(a) \(b) \(limit)")
        }
    }
}
