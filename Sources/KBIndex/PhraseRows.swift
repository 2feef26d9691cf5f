/// The rows of a segment that hold a phrase in any text.
struct PhraseRows {
    let rows: Union<Phrase>
    private let title: Phrase?
    private let description: Phrase?
    /// Lists of single characters say nothing of where these stand.
    private let hasPositions: Bool

    /// Returns nil when the segment does not have the phrase.
    init?(_ phrase: PhraseLists, _ index: IndexSearcher, segment: Int) throws {
        title = try index.rows(with: phrase, in: .title, segment: segment)
        description = try index.rows(with: phrase, in: .description, segment: segment)
        hasPositions = phrase.phrase.character == nil
        let parts = [title, description].compactMap { $0 }
        if parts.isEmpty { return nil }
        rows = Union(parts)
    }

    /// The distance in tokens between the nearest two of different phrases in a row that all have; nil when no two
    /// stand in one text.
    static func distance(of phrases: [PhraseRows], in row: UInt32) -> UInt32? {
        var nearest: UInt32?
        for isTitle in [true, false] {
            var places: [(position: UInt32, phrase: Int)] = []
            for (number, phrase) in phrases.enumerated() where phrase.hasPositions {
                guard let part = isTitle ? phrase.title : phrase.description, part.row == row else {
                    continue
                }
                for position in part.positions { places.append((position, number)) }
            }
            places.sort { $0.position < $1.position }
            for (left, right) in zip(places, places.dropFirst()) where left.phrase != right.phrase {
                if isTitle, TitlePosition.title(left.position) != TitlePosition.title(right.position) {
                    continue
                }
                nearest = min(nearest ?? .max, right.position - left.position)
            }
        }
        return nearest
    }
}
