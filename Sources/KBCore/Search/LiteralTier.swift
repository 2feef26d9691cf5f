import KBIndex
import KBText

/// Tiers 2 to 4: the query stands in a name or an alias, in a description, or all of its words in the entry; it, or all
/// of its words, stand in a note.
struct LiteralTier: SearchTier {
    let depth = StoppingRule.Depth.literal
    let levels: [MatchLevel]
    /// So many codes with one constant, and one more, are looked at, whatever the limit.
    private static let mostNamesakes = 24

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        // The parts of a code that is none stand anywhere: 5.9.9.
        if levels == [.allWords], !search.query.text.contains(where: \.isAnyLetter) { return TierAnswer() }
        // Nor do the words of a pasted constant: they are looked for without those that say nothing, HTTP_NOT_FOUND.
        if levels == [.allWords], search.query.isName { return TierAnswer() }
        let entries = EntrySearch(search: search, forms: [WordForm(text: search.query.text)], tier: nil)
        guard levels.contains(.exact), search.query.isName else {
            return TierAnswer(results: try entries.results(limit: limit, found: &found, levels: levels))
        }
        var seen = found
        let results = try entries.results(limit: max(limit, Self.mostNamesakes), found: &seen, levels: levels)
        let best = Self.ordered(results, bySaying: search.query.said).prefix(limit)
        found.formUnion(best.map(\.code.id))
        return TierAnswer(results: Array(best))
    }

    /// Of codes that have one constant those come first whose own names say the same: `BrokenPipeError` is EPIPE, Broken
    /// pipe, before ESHUTDOWN.
    private static func ordered(_ results: [SearchResult], bySaying said: [String]) -> [SearchResult] {
        let namesakes = results.prefix {
            $0.level == .exact && $0.score == results[0].score && $0.code.state == results[0].code.state
        }
        // Where there are more, others of them may not be among the results.
        guard namesakes.count > 1, namesakes.count < mostNamesakes else { return results }
        let readings = said.map(FoldedNeedle.init)
        let isSaid = namesakes.map { result in
            let name = FoldedText(result.code.title)
            return readings.contains { name.holds($0) }
        }
        let ordered = [true, false].flatMap { wanted in
            zip(namesakes, isSaid).filter { $0.1 == wanted }.map(\.0)
        }
        return ordered + results.dropFirst(namesakes.count)
    }
}
