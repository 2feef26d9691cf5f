import GRDB
import KBIndex

/// Tier 6: entries that hold most of a query, or have a note that does.
struct RelaxedSearch {
    /// The share of the query's weight that is enough in any case.
    static let largeShare = 0.55
    /// The share that is enough when it is made up of three characters or words at least.
    static let goodShare = 0.36
    /// The share that is enough when it is made up of four characters or words at least.
    static let fairShare = 0.23
    /// The share that is enough when a name or an alias stands wholly in the query.
    static let leastShare = 0.2
    /// What a single character says next to a pair that is as rare.
    private static let worthOfSingle = 0.5
    /// The share that a guess holds at least.
    static let shareOfGuess = 0.3
    /// The share that is enough of a short word that is misspelt.
    static let shareOfShortWord = 0.7
    /// The share of the query's weight that nothing in the book answers for, above which one word of it is not enough.
    static let mostUnknown = 0.4
    /// The fewest characters of a query of which one word says what field it is of.
    static let fewestOfField = 4
    /// Up to this share that nothing answers for, single characters count.
    static let littleUnknown = 0.3
    /// The share of the single characters that makes a third of the weight enough.
    static let mostCharacters = 0.75
    /// The share of the single characters that a guess holds which does not hold two pieces of the query.
    static let manyCharacters = 0.6
    /// The fewest characters of a query of which such a guess is made.
    static let fewestCharacters = 5
    /// The share of the weight that such a guess holds.
    static let shareOfCharacters = 0.25
    /// How many times the score of the next entry a guess has at least.
    static let marginOfGuess = 1.05
    /// What has less of the best result's score is noise.
    static let leastOfBest = 0.6
    /// How many of the entries that hold the rarest features are looked at closely first; all blocks up to one together
    /// are as large as the next one.
    private static let firstBlock = 20
    /// The maximum number of notes: one code may have many.
    static let mostNotes = firstBlock << 9

    let index: IndexSearcher
    let query: RelaxedQuery
    let checkTime: () throws -> Void
    /// The most documents that are looked at closely.
    var mostCandidates = Int.max
    /// Compares a document of the index, unless it is one of the codes that were found, with the query.
    let match: (_ id: Int64, _ found: Set<Int64>) throws -> EntryMatch?

    /// The entries that hold enough of the query, best first, and those that hold less, for suggestions.
    ///
    /// Candidates are looked at in blocks whose size does not depend on the limit: the first block is ranked, then the
    /// next one after it, as long as two thirds of a block are results. The index is asked once for as many blocks as
    /// the limit may need.
    ///
    /// - Parameters:
    ///   - limit: The most results.
    ///   - found: The codes that need not be found again; those found are added.
    /// - Returns: The results.
    /// - Throws: What SQLite reports, or that the time is over.
    func results(limit: Int, besides found: inout Set<Int64>) throws -> (
        results: [SearchResult], near: [EntryMatch]
    ) {
        guard query.weight > 0 else { return ([], []) }
        var results: [SearchResult] = []
        var near: [EntryMatch] = []
        // What is much worse than the best is noise.
        var least: Double?
        var (start, end) = (0, Self.firstBlock)
        var most = Self.firstBlock
        while most < limit { most *= 2 }
        var candidates = try candidates(most)
        while true {
            if end > most {
                most = end
                candidates = try self.candidates(most)
            }
            var block: [EntryMatch] = []
            for id in candidates.prefix(end).dropFirst(start) {
                try checkTime()
                if let match = try match(id, found) { block.append(match) }
            }
            block.sort(by: EntryMatch.isBetter)
            let enough = block.filter(\.isEnough)
            let lowest = least ?? (enough.first?.result.score ?? 0) * Self.leastOfBest
            least = lowest
            let shown = enough.prefix { $0.result.score >= lowest }
            for match in shown where results.count < limit {
                guard found.insert(match.result.code.id).inserted else { continue }
                results.append(match.resultWithMarks(query))
            }
            if start == 0 { near = block.filter { !$0.isEnough }.prefix(3).map { $0 } }
            let isLast =
                candidates.count < end || end >= mostCandidates || shown.count * 3 < (end - start) * 2
            if isLast || results.count >= limit { return (results, near) }
            (start, end) = (end, end * 2)
        }
    }

    /// The entries that hold the most of the query, by the rarity of its parts.
    private func candidates(_ most: Int) throws -> [Int64] {
        // A word is one word, however many it may have been meant as or say the same.
        var groups: [(units: Range<Int>, features: [RelaxedQuery.Feature])] = []
        for feature in query.drivers(reaching: Self.leastShare) {
            if let known = groups.firstIndex(where: { $0.units == feature.units }) {
                groups[known].features.append(feature)
            } else {
                groups.append((feature.units, [feature]))
            }
        }
        groups.sort { left, right in
            (left.units.lowerBound, left.units.upperBound) < (right.units.lowerBound, right.units.upperBound)
        }
        if groups.isEmpty { return [] }
        let singles = query.rareSingles.map { [($0.phrase, Self.worthOfSingle * $0.rarity)] }
        return try index.entries(
            holdingSome: groups.map { units, features in
                features.map { ($0.phrase, query.worth(of: $0)) }
            } + singles, limit: most
        ).map(\.id)
    }
}
