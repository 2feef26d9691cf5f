import KBIndex
import KBText

/// Tier 5, too: words that sound like those of the query.
struct HomophoneTier: SearchTier {
    let depth = StoppingRule.Depth.guesses

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let text = ChineseVariants.simplified(TextFolding.fold(search.query.text))
        let runs = text.unicodeScalars.split { !Han.contains($0) }.map(\.count)
        guard !runs.isEmpty, runs.allSatisfy({ $0 <= HomophoneForms.longestRun }), text.utf8.count <= 128
        else {
            return TierAnswer()
        }
        for likeness in [Homophones.Likeness.same, .similar] {
            let homophones = try HomophoneForms(Vocabulary(search.index()), search.synonyms, likeness)
            for forms in try homophones.forms(of: text) {
                let entries = EntrySearch(search: search, forms: forms, tier: .variant)
                let results = try entries.results(
                    limit: limit, found: &found, levels: [.exact, .prefix, .inside, .description])
                if !results.isEmpty { return TierAnswer(results: results) }
            }
        }
        return TierAnswer()
    }
}
