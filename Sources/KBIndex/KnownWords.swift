import GRDB
import KBFile

/// The words of the vocabulary that are not pairs of Han characters, laid out for looking at all of them.
package struct KnownWords {
    private var bytes: [UInt8] = []
    /// Where each word ends in `bytes`.
    private var ends: [Int] = []
    /// Which letters each word has.
    private var masks: [UInt32] = []

    init(_ db: Database) throws {
        let statement = try db.cachedStatement(sql: "SELECT words FROM index_words ORDER BY id")
        defer { statement.endDirect() }
        while try statement.stepDirect() {
            for word in statement.blob(0).split(separator: UInt8(ascii: "\n")) {
                bytes += word
                ends.append(bytes.count)
                masks.append(Self.mask(word))
            }
        }
    }

    /// The words that a misspelt one may be meant as: those of about its length, and those that hold it.
    ///
    /// Costs about 0.3 ns a word: the letter mask rejects almost all of them.
    ///
    /// - Parameters:
    ///   - word: A word in lower case.
    ///   - slips: How many letters longer or shorter a word may be, and how many of its letters it may lack.
    /// - Returns: The words in no particular order.
    func like(_ word: String, slips: Int) -> [String] {
        let typed = Array(word.utf8)
        let mask = Self.mask(typed)
        var found: [String] = []
        forEachCandidate(lacking: slips, of: mask) { index in
            let other = masks[index]
            let missing = mask & ~other
            // A slip takes at most one letter away and brings at most one in.
            let isSimilar = Self.hasAtMost(slips, other & ~mask)
            guard Self.hasAtMost(slips, missing), isSimilar || missing == 0 else { return }
            let start = index == 0 ? 0 : ends[index - 1]
            let known = bytes[start..<ends[index]]
            let isNear = isSimilar && abs(known.count - typed.count) <= slips
            guard isNear || missing == 0 && Self.holds(known, typed) else { return }
            found.append(String(decoding: known, as: UTF8.self))
        }
        return found
    }

    /// Calls `body` for the words that may lack no more letters of a mask than that; most are left out sixteen at a
    /// time, in a loop that the compiler can do several words of at once.
    @inline(__always)
    private func forEachCandidate(lacking slips: Int, of mask: UInt32, _ body: (Int) -> Void) {
        let third: UInt32 = slips > 2 ? 1 : 0
        masks.withUnsafeBufferPointer { masks in
            var first = 0
            while first + 16 <= masks.count {
                var hits: UInt32 = 0
                for index in first..<first &+ 16 {
                    var missing = mask & ~masks[index]
                    missing &= missing &- 1
                    missing &= missing &- 1
                    missing &= missing &- third
                    hits |= missing == 0 ? 1 : 0
                }
                if hits != 0 {
                    for index in first..<first + 16 { body(index) }
                }
                first += 16
            }
            for index in first..<masks.count { body(index) }
        }
    }

    /// Tells whether at most so many bits are set.
    @inline(__always)
    private static func hasAtMost(_ count: Int, _ bits: UInt32) -> Bool {
        var bits = bits
        for _ in 0..<count { bits &= bits &- 1 }
        return bits == 0
    }

    private static func holds(_ text: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        return (text.startIndex...text.endIndex - part.count).contains { text[$0...].starts(with: part) }
    }

    private static func mask(_ word: some Sequence<UInt8>) -> UInt32 {
        word.reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }
}
