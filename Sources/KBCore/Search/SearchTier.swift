import KBIndex

/// One way to find codes.
///
/// A new tier is a type in a file of its own, and a line in ``TieredSearch/tiers``; when it runs is decided by
/// ``StoppingRule``.
protocol SearchTier: Sendable {
    /// How far from the query's own words it goes.
    var depth: StoppingRule.Depth { get }

    /// Finds codes, best first, so that fewer are the beginning of more.
    ///
    /// - Parameters:
    ///   - search: What the tiers share.
    ///   - limit: The most results; at least 1.
    ///   - found: The rows that need not be found again; those found are added.
    /// - Returns: The results.
    /// - Throws: What SQLite reports, or that the time is over.
    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer
}

/// What a tier comes back with.
struct TierAnswer {
    var results: [SearchResult] = []
    /// How many there are, where the tier knows of more than it gives.
    var total: SearchAnswer.Total?
    /// Whether they answer all of the query, so that nothing else is looked for.
    var isConclusive = false
}
