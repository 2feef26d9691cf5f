/// What a search comes back with.
public struct SearchAnswer: Sendable {
    /// How many results there are, whatever the limit was.
    public enum Total: Hashable, Sendable {
        /// So many.
        case exact(Int)
        /// So many, and perhaps more: nobody counted further.
        case atLeast(Int)

        /// The number.
        public var count: Int {
            switch self {
            case .exact(let count), .atLeast(let count): count
            }
        }
    }

    /// The results, best first.
    ///
    /// Fewer are the beginning of more: those at the top do not depend on the limit.
    public var results: [SearchResult] = []
    /// How many there are in all.
    public var total = Total.exact(0)
    /// The notes and annotations of the codes found, oldest first, at most 500 of each and the one that led to it.
    public var notes: [CodeReference: [Note]] = [:]
    /// How many more notes codes have that are not in ``notes``.
    public var moreNotes: [CodeReference: Int] = [:]

    /// Whether there are more results than these.
    public var isCut: Bool { total.count > results.count }
}
