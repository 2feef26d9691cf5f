import KBIndex

/// Tier 1: the query names codes, a class of codes, or the beginning of codes.
struct CodeTier: SearchTier {
    let depth = StoppingRule.Depth.codes

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        if search.isOfNotes { return TierAnswer() }
        let named = try NamedCodes(search, limit: limit)
        guard !named.results.isEmpty else { return TierAnswer() }
        let isConclusive = named.isWhole || named.rest.isEmpty || named.holdRest
        // What is the whole of a name is meant so, whatever codes are among its words: `oom killed`.
        if !isConclusive, try isName(search) { return TierAnswer() }
        search.query = named.rest
        if !isConclusive { found.formUnion(named.results.map(\.code.id)) }
        return TierAnswer(
            results: named.results, total: named.isWhole ? named.total ?? .exact(named.results.count) : nil,
            isConclusive: isConclusive)
    }

    private func isName(_ search: SearchContext) throws -> Bool {
        let best = try search.index().titles(holding: search.query.text, limit: 1).first
        return best?.level == .exact
    }
}
