/// One search through the tiers.
struct TieredSearch {
    /// The tiers, in the order of their results.
    static let tiers: [any SearchTier] = [
        CodeTier(),
        LiteralTier(levels: [.exact, .prefix, .inside]),
        LiteralTier(levels: [.description]),
        LiteralTier(levels: [.allWords]),
        LiteralTier(levels: [.note]),
        VariantTier(),
        PinyinTier(),
        HomophoneTier(),
        RelaxedTier(),
    ]

    let search: SearchContext

    /// Asks one tier after the other until there are more results than asked for, or no tier is left to ask.
    func answer(limit: Int) throws -> SearchAnswer {
        var results: [SearchResult] = []
        var found: Set<Int64> = []
        var counted: SearchAnswer.Total?
        // One more than asked for tells that there are more.
        let wanted = limit + 1
        for tier in Self.tiers
        where results.count < wanted && search.rule.asks(tier.depth, about: search.query) {
            let answer = try tier.results(search, limit: wanted - results.count, besides: &found)
            results += answer.results
            counted = answer.total
            search.rule.add(answer, of: tier.depth)
        }
        let total = counted ?? (results.count > limit ? .atLeast(results.count) : .exact(results.count))
        return SearchAnswer(results: Array(results.prefix(limit)), total: total)
    }

    /// What may have been meant by a query that found nothing.
    func suggestions() throws -> [Suggestion] {
        try Suggestions.of(search.index(), search.query, near: RelaxedTier.near(search))
    }
}
