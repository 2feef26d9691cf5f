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
        let entries = EntrySearch(search: search, forms: forms, tier: .variant)
        // One word that becomes several is not looked for in pieces: that is for the relaxed tier.
        let levels = MatchLevel.allCases.filter { $0 != .allWords || query.words.count > 1 }
        return TierAnswer(results: try entries.results(limit: limit, found: &found, levels: levels))
    }
}
