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
    /// How many of the entries that hold the rarest features are looked at closely first; all blocks up to one together
    /// are as large as the next one.
    private static let firstBlock = 20
    /// So many notes at most: many may be on one code.
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
        results: [SearchResult], near: [SearchResult]
    ) {
        guard query.weight > 0 else { return ([], []) }
        var results: [SearchResult] = []
        var near: [SearchResult] = []
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
            let lowest = least ?? (enough.first?.result.score ?? 0) * 0.6
            least = lowest
            let shown = enough.prefix { $0.result.score >= lowest }
            for match in shown where results.count < limit {
                guard found.insert(match.result.code.id).inserted else { continue }
                results.append(match.resultWithMarks(query))
            }
            if start == 0 { near = block.filter { !$0.isEnough }.prefix(3).map(\.result) }
            let isLast =
                candidates.count < end || end >= mostCandidates || shown.count * 3 < (end - start) * 2
            if isLast || results.count >= limit { return (results, near) }
            (start, end) = (end, end * 2)
        }
    }

    /// The entries that hold most of the rarest features.
    private func candidates(_ most: Int) throws -> [Int64] {
        let drivers = query.drivers(reaching: Self.leastShare)
        // A word is one word, however many it may have been meant as or says the same: else a rare one of these would
        // count more than all other words of the query.
        let others = Dictionary(grouping: query.features.filter(\.isOther), by: \.units)
            .mapValues { $0.reduce(0) { $0 + $1.frequency } }
        return try index.entries(
            holdingSome: drivers.map { driver in
                let frequency = driver.isOther ? others[driver.units] ?? driver.frequency : driver.frequency
                return (driver.phrase, driver.factor * driver.factor / Double(frequency))
            }, limit: most
        ).map(\.id)
    }
}
