import TestSupport
import Testing

@testable import KBIndex

/// The policy alone, over numbers.
@Suite("merging segments")
struct MergePolicyTests {
    /// A book's segments under the policy, without texts.
    private struct Book {
        var segments: [MergePolicy.Segment] = []
        /// How many rows were written, again or for the first time.
        var written = 0
        private var nextID: Int64 = 1

        init() {}

        /// Indexes new rows of some bytes and terms each.
        mutating func add(_ count: Int, bytes: Int = 100, terms: Int = 20) {
            let merge = MergePolicy().merge(segments, adding: count)
            write(merge.withNew, and: count, bytes: count * bytes, terms: count * terms)
            for id in merge.alone { write([id], and: 0, bytes: 0, terms: 0) }
        }

        private mutating func write(_ ids: [Int64], and count: Int, bytes: Int, terms: Int) {
            var merged = MergePolicy.Segment(id: nextID, rows: count, removed: 0, bytes: bytes, terms: terms)
            for segment in segments where ids.contains(segment.id) {
                merged.rows += segment.live
                let share = Double(segment.live) / Double(max(1, segment.rows))
                merged.bytes += Int(Double(segment.bytes) * share)
                merged.terms += Int(Double(segment.terms) * share)
            }
            segments.removeAll { ids.contains($0.id) }
            guard merged.rows > 0 else { return }
            written += merged.rows
            nextID += 1
            segments.append(merged)
        }

        /// Takes a row out of a segment.
        mutating func remove(at index: Int) {
            guard segments.indices.contains(index) else { return }
            segments[index].removed += 1
            if segments[index].live == 0 { segments.remove(at: index) }
        }
    }

    @Test("two hundred imports of one changed code in a book of two thousand leave a handful of segments")
    func smallImports() {
        let seed = SeededRandom.printedSeed("small imports")
        var random = SeededRandom(seed: seed)
        var book = Book()
        book.add(2_000)
        var most = 0
        for _ in 0..<200 {
            // The changed code is in the large segment, or in a small one.
            book.remove(at: Int.random(in: 0..<book.segments.count, using: &random))
            book.add(1)
            most = max(most, book.segments.count)
        }
        #expect(most <= 7, "seed \(seed)")
    }

    @Test("segments grow with the logarithm of the rows, and so does what is written")
    func logarithmic() {
        var book = Book()
        for count in 1...20_000 {
            book.add(1)
            let rows = book.segments.map(\.rows).sorted()
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $1 > 2 * $0 }, "\(rows)")
            #expect(rows.reduce(0, +) == count)
        }
        // log₁.₅ 20,000 is 24.4.
        #expect(book.written <= 20_000 * 25)
        #expect(book.segments.count <= 14)
    }

    @Test("nothing is lost, nothing is written twice, and no segment is overfull or worn after a merge")
    func random() {
        let seed = SeededRandom.printedSeed("merges")
        var random = SeededRandom(seed: seed)
        for round in 0..<200 {
            let segments = (0..<Int.random(in: 0...30, using: &random)).map { id in
                let rows =
                    Int.random(in: 1...SegmentLimits.rows, using: &random)
                    >> Int.random(in: 0...16, using: &random)
                return MergePolicy.Segment(
                    id: Int64(id), rows: max(1, rows),
                    removed: Int.random(in: 0...max(1, rows), using: &random),
                    bytes: Int.random(in: 0...SegmentLimits.bytes, using: &random),
                    terms: Int.random(in: 0...SegmentLimits.terms, using: &random))
            }
            let count = [0, 1, 50, 10_000].randomElement(using: &random) ?? 1
            let merge = MergePolicy().merge(segments.shuffled(using: &random), adding: count)
            let place: Comment = "seed \(seed), round \(round)"
            let all = merge.withNew + merge.alone
            #expect(Set(all).count == all.count, place)
            #expect(all.allSatisfy { id in segments.contains { $0.id == id } }, place)
            #expect(segments.filter(\.isWorn).allSatisfy { all.contains($0.id) }, place)
            #expect(merge.alone.allSatisfy { id in segments.contains { $0.id == id && $0.isWorn } }, place)
            let fill = segments.filter { merge.withNew.contains($0.id) }.reduce(0) { $0 + $1.fill }
            #expect(fill + Double(count) / Double(SegmentLimits.rows) <= 1 || merge.withNew.isEmpty, place)
            #expect(merge == MergePolicy().merge(segments, adding: count), place)
        }
    }
}
