/// An entry that a search of the index has found.
package struct IndexHit {
    /// The document's id.
    package var id: Int64
    /// How the text stands in the entry.
    package var level: MatchLevel
    package var isRetired: Bool
    /// Higher is better, within a level.
    package var score: Double
    /// The number of tokens in the description.
    package var length: UInt32

    package init(id: Int64, level: MatchLevel, isRetired: Bool, score: Double, length: UInt32) {
        (self.id, self.level, self.isRetired, self.score, self.length) = (id, level, isRetired, score, length)
    }

    /// The documented order: better levels first, then active codes, higher scores, shorter descriptions, lower ids.
    package static func isBetter(_ left: IndexHit, _ right: IndexHit) -> Bool {
        if let isBetter = isBetterButForID(left, right) { return isBetter }
        return left.id < right.id
    }

    /// The same without the ids; nil when they decide.
    @inline(__always)
    static func isBetterButForID(_ left: IndexHit, _ right: IndexHit) -> Bool? {
        if left.level != right.level { return left.level.rawValue < right.level.rawValue }
        if left.isRetired != right.isRetired { return right.isRetired }
        if left.score != right.score { return left.score > right.score }
        if left.length != right.length { return left.length < right.length }
        return nil
    }
}

/// Keeps the best of many hits: a heap whose top is the worst of them.
struct TopHits {
    private let limit: Int
    private var heap: [IndexHit] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Tells whether a hit would be left out, whatever its id.
    @inline(__always)
    func isTooLow(_ hit: IndexHit) -> Bool {
        guard heap.count == limit, let worst = heap.first else { return limit == 0 }
        return IndexHit.isBetterButForID(hit, worst) == false
    }

    /// Tells whether the same hit would be left out for every id from `id` on.
    @inline(__always)
    func isTooLow(_ hit: IndexHit, from id: Int64) -> Bool {
        guard heap.count == limit, let worst = heap.first else { return limit == 0 }
        return !(IndexHit.isBetterButForID(hit, worst) ?? (id < worst.id))
    }

    mutating func insert(_ hit: IndexHit) {
        if heap.count < limit {
            heap.append(hit)
            var child = heap.count - 1
            while child > 0, IndexHit.isBetter(heap[(child - 1) / 2], heap[child]) {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        } else if let worst = heap.first, IndexHit.isBetter(hit, worst) {
            heap[0] = hit
            var parent = 0
            while true {
                var worse = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if IndexHit.isBetter(heap[worse], heap[child]) { worse = child }
                }
                if worse == parent { return }
                heap.swapAt(parent, worse)
                parent = worse
            }
        }
    }

    /// The hits, best first.
    var sorted: [IndexHit] { heap.sorted(by: IndexHit.isBetter) }
}
