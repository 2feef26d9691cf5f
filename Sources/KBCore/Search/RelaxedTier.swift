import KBIndex

/// Tier 6: most of the query stands in the entry, or words spelt nearly so.
struct RelaxedTier: SearchTier {
    let depth = StoppingRule.Depth.relaxed

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let results = try Self.search(search).results(limit: limit, besides: found).results
        found.formUnion(results.map(\.code.id))
        return TierAnswer(results: results)
    }

    static func search(_ search: SearchContext) throws -> RelaxedSearch {
        let index = try search.index()
        let query = try RelaxedQuery(
            search.query, vocabulary: Vocabulary(index), synonyms: search.synonyms,
            entries: index.documentCount)
        return RelaxedSearch(index: index, query: query, checkTime: search.checkTime)
    }
}
