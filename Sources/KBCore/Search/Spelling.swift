import KBIndex
import KBText

/// Words of the vocabulary that a Latin word may have been meant as.
enum Spelling {
    /// A word that may have been meant.
    struct Candidate {
        var word: String
        var kind: SearchResult.Step.Kind
        /// How much of the meant word's weight is left, up to 1.
        var weight: Double
    }

    /// How many slips a word of so many letters may have.
    static func slips(in length: Int) -> Int {
        switch length {
        case ..<4: 0
        case 4...5: 1
        default: 2
        }
    }

    /// The candidates for a word that is not in the vocabulary itself, the likeliest first, at most `limit`.
    static func candidates(for word: String, in vocabulary: Vocabulary, limit: Int = 12) throws -> [Candidate]
    {
        let typed = Array(word.utf8)
        guard typed.count >= 3, typed.count <= 40 else { return [] }
        return try vocabulary.words(like: word, slips: slips(in: typed.count))
            .compactMap { compare(typed, Array($0.utf8)) }
            .sorted { left, right in
                left.weight != right.weight
                    ? left.weight > right.weight
                    : (left.word.utf8.count, left.word) < (right.word.utf8.count, right.word)
            }
            .prefix(limit).map { $0 }
    }

    private static func compare(_ typed: [UInt8], _ known: [UInt8]) -> Candidate? {
        func candidate(_ kind: SearchResult.Step.Kind, _ weight: Double) -> Candidate {
            Candidate(word: String(decoding: known, as: UTF8.self), kind: kind, weight: weight)
        }
        if known.starts(with: typed) {
            return candidate(.partial, 0.6 + 0.35 * Double(typed.count) / Double(known.count))
        }
        // The stem of a longer form: `redirected` for `redirect`.
        if known.count >= 5, typed.starts(with: known), typed.count - known.count <= 4 {
            return candidate(.partial, 0.85)
        }
        // Few people get the first letter wrong, and short words have many neighbours.
        let slips = slips(in: typed.count)
        if slips > 0, abs(typed.count - known.count) <= slips, known.count >= 4,
            typed.first == known.first || typed.count >= 6,
            let distance = EditDistance.damerauLevenshtein(
                typed, known, limit: typed.first == known.first ? slips : 1)
        {
            return candidate(.spelling, 0.95 - 0.15 * Double(distance))
        }
        if typed.count >= 5, known.count > typed.count, holds(known, typed) {
            return candidate(.partial, 0.4 + 0.3 * Double(typed.count) / Double(known.count))
        }
        return nil
    }

    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }
}
