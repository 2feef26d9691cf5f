import KBIndex

/// Tier 7: where nothing else was found, the entry that holds the most of the query, if it holds enough to be meant.
struct GuessTier: SearchTier {
    let depth = StoppingRule.Depth.guess

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        guard let guess = search.guess, found.insert(guess.code.id).inserted else { return TierAnswer() }
        return TierAnswer(results: [guess])
    }
}
