import KBIndex

/// Tier 5: the query in other characters, with synonyms, or with words written together or apart.
struct VariantTier: SearchTier {
    let depth = StoppingRule.Depth.variants

    /// A longer query, in bytes, has too many forms.
    private static let longestQuery = 1_000

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let query = search.query
        guard query.text.utf8.count <= Self.longestQuery else { return TierAnswer() }
        let forms = try search.words().variants(
            of: query, scriptsOnly: !search.rule.takesOtherWords(for: query))
        // One word that becomes several is not looked for in pieces: that is for the relaxed tier.
        let levels = MatchLevel.allCases.filter { $0 != .allWords || query.words.count > 1 }
        // The words themselves in other characters say more than other words do.
        let isReplaced = { (form: WordForm) in form.steps.contains { $0.kind == .synonym } }
        var results: [SearchResult] = []
        for (stage, forms) in [forms.filter { !isReplaced($0) }, forms.filter(isReplaced)].enumerated() {
            results += try EntrySearch(search: search, forms: forms, tier: .variant).results(
                limit: limit - results.count, found: &found, levels: levels, stage: stage)
        }
        return TierAnswer(results: results)
    }
}
