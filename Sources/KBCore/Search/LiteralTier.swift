import KBIndex

/// Tiers 2 to 4: the query stands in a name or an alias, in a description, or all of its words in the entry; it, or all
/// of its words, stand in a note.
struct LiteralTier: SearchTier {
    let depth = StoppingRule.Depth.literal
    let levels: [MatchLevel]

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        // The parts of a code that is none stand anywhere: 5.9.9.
        if levels == [.allWords], !search.query.text.contains(where: \.isAnyLetter) { return TierAnswer() }
        // Nor do the words of a pasted constant: they are looked for without those that say nothing, HTTP_NOT_FOUND.
        if levels == [.allWords], search.query.isName { return TierAnswer() }
        let entries = EntrySearch(search: search, forms: [WordForm(text: search.query.text)], tier: nil)
        return TierAnswer(results: try entries.results(limit: limit, found: &found, levels: levels))
    }
}
