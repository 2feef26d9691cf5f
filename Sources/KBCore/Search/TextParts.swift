import KBIndex
import KBText

/// The pairs and words of a text in simplified characters, folded, as numbers that are cheap to compare.
struct TextParts {
    /// The pairs of Han characters, and the hashes of the words.
    let keys: Set<UInt64>
    private let text: FoldedText
    private let characters: Set<Unicode.Scalar>

    /// - Parameter text: A text in simplified characters, folded.
    init(_ text: String) {
        var keys: Set<UInt64> = []
        var characters: Set<Unicode.Scalar> = []
        var previousHan: UInt64 = 0
        var word: UInt64 = 0
        for scalar in text.unicodeScalars {
            let value = UInt64(scalar.value)
            if Han.contains(scalar) {
                characters.insert(scalar)
                if previousHan != 0 { keys.insert(previousHan << 21 | value) }
                previousHan = value
            } else {
                previousHan = 0
                if Word.contains(scalar) {
                    word = Self.hash(word, value)
                    continue
                }
            }
            if word != 0 { keys.insert(word) }
            word = 0
        }
        if word != 0 { keys.insert(word) }
        self.text = FoldedText(text)
        self.keys = keys
        self.characters = characters
    }

    /// The number of different pairs and words.
    var count: Int { keys.count }

    /// Tells whether a feature's term stands in the text.
    func holds(_ feature: RelaxedQuery.Feature) -> Bool {
        guard feature.parts.isSubset(of: keys), !feature.parts.isEmpty else { return false }
        return feature.parts.count == 1 || text.holds(feature.needle)
    }

    /// Tells whether a Han character stands in the text.
    func holds(_ scalar: Unicode.Scalar) -> Bool { characters.contains(scalar) }

    /// FNV-1a over scalars, with the highest bit set to tell words from pairs.
    private static func hash(_ word: UInt64, _ value: UInt64) -> UInt64 {
        var hash = word == 0 ? FNV1a() : FNV1a(word)
        hash.add(value)
        return hash.value | 1 << 63
    }
}
