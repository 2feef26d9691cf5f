/// Merges what a tier found in each book.
///
/// The order of each book stays: at each step the better of the next results of all books follows. So what an answer
/// has of one book is the beginning of what that book answers by itself.
enum BookMerge {
    static func merged(_ answers: [TierAnswer], of depth: StoppingRule.Depth) -> TierAnswer {
        var lists = answers.map(\.results).filter { !$0.isEmpty }.map { $0[...] }
        // What is much worse than the best is noise, in whichever book it is.
        let best = lists.compactMap(\.first?.score).max() ?? 0
        let least = depth == .relaxed ? RelaxedSearch.leastOfBest * best : -.infinity
        var merged: [SearchResult] = []
        while let next = lists.indices.min(by: { isBetter(lists[$0].first, lists[$1].first) }),
            let result = lists[next].first
        {
            lists[next] = result.score >= least ? lists[next].dropFirst() : []
            if result.score >= least { merged.append(result) }
        }
        return TierAnswer(results: merged)
    }

    /// The order of one tier; an entry comes before none.
    private static func isBetter(_ left: SearchResult?, _ right: SearchResult?) -> Bool {
        guard let left, let right else { return left != nil }
        if left.stage != right.stage { return left.stage < right.stage }
        let levels = (left.level?.rawValue ?? 0, right.level?.rawValue ?? 0)
        if levels.0 != levels.1 { return levels.0 < levels.1 }
        let isRetired = (left.code.state == .retired, right.code.state == .retired)
        if left.tier != .relaxed, isRetired.0 != isRetired.1 { return isRetired.1 }
        if left.score != right.score { return left.score > right.score }
        return left.code.id < right.code.id
    }
}
