import KBIndex
import KBText

/// Tier 5, too: Han text with characters swapped or doubled, then words that sound like those of the query, then words
/// that two characters are short for.
struct HomophoneTier: SearchTier {
    let depth = StoppingRule.Depth.guesses

    /// As many words are taken that two characters may be short for.
    private static let mostWords = 12

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let text = ChineseVariants.simplified(TextFolding.fold(search.query.text))
        let runs = text.unicodeScalars.split { !Han.contains($0) }.map(\.count)
        guard runs.contains(where: { $0 > 1 }), runs.allSatisfy({ $0 <= HomophoneForms.longestRun }),
            text.utf8.count <= 128
        else {
            return TierAnswer()
        }
        func results(of forms: [WordForm]) throws -> [SearchResult] {
            let entries = EntrySearch(search: search, forms: forms, tier: .variant)
            return try entries.results(
                limit: limit, found: &found, levels: [.exact, .prefix, .inside, .description])
        }
        let index = try search.index()
        let vocabulary = Vocabulary(index)
        let slips = try results(of: HanSlips(vocabulary).forms(of: text))
        if !slips.isEmpty { return TierAnswer(results: slips) }
        for homophones in [Homophones.same, .similar] {
            let homophones = HomophoneForms(
                vocabulary, search.synonyms, homophones, entries: index.documentCount)
            for forms in try homophones.forms(of: text) {
                let results = try results(of: forms)
                if !results.isEmpty { return TierAnswer(results: results) }
            }
        }
        // In a large file two characters are the ends of too much.
        if index.documentCount > HomophoneForms.mostEntries { return TierAnswer() }
        return TierAnswer(results: try results(of: Self.longer(text, vocabulary)))
    }

    /// The words that two characters may be short for: 浦发 for 浦东发展.
    private static func longer(_ text: String, _ vocabulary: Vocabulary) throws -> [WordForm] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count == 2, scalars.allSatisfy(Han.contains) else { return [] }
        return try vocabulary.words(shortenedTo: scalars[0], scalars[1]).prefix(mostWords).map { word in
            WordForm(text: word, steps: [SearchResult.Step(kind: .partial, from: text, to: word)])
        }
    }
}
