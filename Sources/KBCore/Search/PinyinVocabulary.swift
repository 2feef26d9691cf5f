import KBIndex
import KBText

/// The pairs of the vocabulary as pinyin is looked up in them: each character's once.
final class PinyinVocabulary {
    let vocabulary: Vocabulary

    /// As many characters are followed before a chain is taken to occur; more where there are many texts to read
    /// otherwise.
    private let mostLooked: Int
    /// The letters that so few characters' readings begin with.
    private static let rareLetters: Set<String> = ["a", "e", "o"]

    private var knownFollowers: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var knownCharacters: [Pinyin.Unit: PinyinCharacters] = [:]

    /// - Parameters:
    ///   - vocabulary: The words that occur.
    ///   - entries: About how many entries have them.
    init(_ vocabulary: Vocabulary, entries: Int) {
        self.vocabulary = vocabulary
        mostLooked = max(256, entries / 4)
    }

    /// The characters that follow one in some pair.
    func followers(of scalar: Unicode.Scalar) throws -> [Unicode.Scalar] {
        if let known = knownFollowers[scalar] { return known }
        let found = try vocabulary.followers(of: scalar)
        knownFollowers[scalar] = found
        return found
    }

    /// The characters that are read as each unit.
    func characters(_ units: [Pinyin.Unit]) -> [PinyinCharacters] {
        units.map { unit in
            if let known = knownCharacters[unit] { return known }
            let characters = PinyinCharacters(unit)
            knownCharacters[unit] = characters
            return characters
        }
    }

    /// Tells whether there may be characters, read as these units, of which each two neighbours are a pair.
    ///
    /// It follows the characters of a unit that few are read as to the end; where there is none, the answer is yes.
    func mayHold(_ units: [Pinyin.Unit]) throws -> Bool {
        guard let start = units.indices.dropLast().first(where: { Self.isRare(units[$0]) }) else {
            return true
        }
        let wanted = characters(units)
        var looked = 0
        var ends = Pinyin.characters(for: units[start])
        for place in units.indices.suffix(from: start + 1) {
            var next: Set<Unicode.Scalar> = []
            for end in ends {
                looked += 1
                if looked > mostLooked { return true }
                for follower in try followers(of: end) where wanted[place].contains(follower) {
                    next.insert(follower)
                }
            }
            if next.isEmpty { return false }
            ends = Array(next)
        }
        return true
    }

    private static func isRare(_ unit: Pinyin.Unit) -> Bool {
        switch unit {
        case .syllable: true
        case .initial(let letters): rareLetters.contains(letters)
        case .han: false
        }
    }
}
