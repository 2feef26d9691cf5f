import KBIndex

/// Tier 4: the query, or all of its words, stand in a note.
struct NoteTier: SearchTier {
    let depth = StoppingRule.Depth.literal

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let entries = EntrySearch(search: search, forms: [WordForm(text: search.query.text)], tier: nil)
        return TierAnswer(results: try entries.results(limit: limit, found: &found, levels: [.note]))
    }
}
