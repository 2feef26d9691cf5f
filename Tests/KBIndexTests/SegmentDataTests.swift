import KBText
import TestSupport
import Testing

@testable import KBIndex

@Suite("segments")
struct SegmentDataTests {
    @Test("terms stand in the order of their bytes, as SQLite sorts blobs")
    func order() {
        let seed = SeededRandom.printedSeed("segment data")
        var random = SeededRandom(seed: seed)
        let characters = Array("锁定\u{3400}\u{20000}\u{3007}abcé9ωЖかな\u{E000}한".unicodeScalars)
        let documents = (0..<300).map { id in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &random) {
                text.append(characters.randomElement(using: &random) ?? "a")
                if Int.random(in: 0..<4, using: &random) == 0 { text.append(" ") }
            }
            return IndexDocument(
                id: Int64(id), book: "h", isRetired: false, titles: [String(text)], description: String(text))
        }
        for segment in SegmentData.segments(of: documents) {
            let terms = (0..<segment.terms.count).map { Array(segment.terms[$0]) }
            for (left, right) in zip(terms, terms.dropFirst()) {
                #expect(left.lexicographicallyPrecedes(right), "seed \(seed)")
            }
            for (place, term) in terms.enumerated() {
                #expect(segment.terms.place(of: Term(bytes: term)) == place, "seed \(seed)")
            }
            #expect(segment.terms.place(of: Term("zzz")) == nil)
        }
    }

    @Test("known terms are told apart exactly, short and long ones")
    func known() {
        var known = KnownTerms()
        for round in 0..<2 {
            for number in 0..<20_000 {
                for text in ["w\(number)", "a word that is longer \(number)"] {
                    let term = Array(text.utf8)
                    #expect(known.insert(term[...]) == (round == 0))
                }
            }
        }
    }
}
