import KBIndex
import KBText

/// Tier 5, too: Han text with characters swapped or doubled, then words that sound like those of the query, then words
/// that two characters are short for.
struct HanCorrectionTier: SearchTier {
    let depth = StoppingRule.Depth.guesses

    /// The maximum number of words that two characters may be short for.
    private static let mostWords = 12

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let text = ChineseVariants.simplified(TextFolding.fold(search.query.text))
        let scalars = Array(text.unicodeScalars)
        let runs = Han.runs(of: scalars).filter(\.isHan).map(\.range.count)
        guard runs.contains(where: { $0 > 1 }), runs.allSatisfy({ $0 <= HomophoneForms.longestRun }),
            text.utf8.count <= 128
        else {
            return TierAnswer()
        }
        var stage = 0
        func results(of forms: [WordForm]) throws -> [SearchResult] {
            let entries = EntrySearch(search: search, forms: forms, tier: .variant)
            return try entries.results(
                limit: limit, found: &found, levels: [.exact, .prefix, .inside, .description], stage: stage)
        }
        let (words, entries) = try (search.words(), search.index().documentCount)
        let slips = try results(of: words.slips(in: text))
        if !slips.isEmpty { return TierAnswer(results: slips) }
        for likeness in [SearchWords.Likeness.same, .similar] {
            for forms in try words.homophones(of: text, likeness, entries: entries) {
                // The fewer characters are changed, the better.
                stage = likeness.rawValue + min(forms.changes, HomophoneForms.longestRun)
                let results = try results(of: forms.forms)
                if !results.isEmpty { return TierAnswer(results: results) }
            }
        }
        // In a large file two characters are the ends of too much.
        if entries > HomophoneForms.mostEntries { return TierAnswer() }
        stage = SearchWords.Likeness.similar.rawValue * 2
        return TierAnswer(results: try results(of: Self.longer(text, words)))
    }

    /// The words that two characters may be short for: 浦发 for 浦东发展.
    private static func longer(_ text: String, _ words: SearchWords) throws -> [WordForm] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count == 2, scalars.allSatisfy(Han.contains) else { return [] }
        return try words.shortened(to: scalars[0], scalars[1]).prefix(mostWords).map { word in
            WordForm(text: word, steps: [SearchResult.Step(kind: .partial, from: text, to: word)])
        }
    }
}
