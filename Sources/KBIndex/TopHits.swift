/// Keeps the best of many hits: a heap whose top is the worst of them.
struct TopHits {
    private let limit: Int
    private var heap: [IndexHit] = []

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes the rows of a set that are among the best, and stops as soon as no row after can be.
    ///
    /// Rows come in the order of their rank. So once the best that a row can be is too low, all rows after it are: this
    /// is the only rule by which a search stops early.
    ///
    /// - Parameters:
    ///   - rows: The set, which is moved.
    ///   - segment: Its segment.
    ///   - level: How the rows match.
    ///   - ceiling: The highest score that a row of this rank can have; it never rises from row to row.
    ///   - score: The score of the row at hand, where its rank does not say it.
    ///   - id: The document of a row; nil for a row that does not count.
    /// - Throws: `DatabaseError`.
    @inline(__always)
    mutating func collect(
        _ rows: some DocSet, of segment: SegmentReader, level: MatchLevel,
        ceiling: (_ length: UInt32) -> Double,
        score: ((_ row: UInt32, _ length: UInt32) -> Double)? = nil, id: (UInt32) throws -> Int64?
    ) throws {
        while rows.row != .max {
            let row = rows.row
            let key = segment.ranks.key(of: row)
            let length = key & ~RowRanks.retired
            var hit = IndexHit(
                id: 0, level: level, isRetired: key & RowRanks.retired != 0, score: ceiling(length),
                length: length)
            if isTooLow(hit, from: segment.firstID) { return }
            if let score {
                hit.score = score(row, length)
            }
            try offer(&hit, row, of: segment, id: id)
            try rows.advance()
        }
    }

    /// Takes a row if it is among the best.
    @inline(__always)
    mutating func offer(
        _ row: UInt32, of segment: SegmentReader, level: MatchLevel, score: Double,
        id: (UInt32) throws -> Int64?
    ) throws {
        let key = segment.ranks.key(of: row)
        var hit = IndexHit(
            id: 0, level: level, isRetired: key & RowRanks.retired != 0, score: score,
            length: key & ~RowRanks.retired)
        try offer(&hit, row, of: segment, id: id)
    }

    @inline(__always)
    private mutating func offer(
        _ hit: inout IndexHit, _ row: UInt32, of segment: SegmentReader, id: (UInt32) throws -> Int64?
    ) throws {
        guard !isTooLow(hit, from: segment.firstID), let id = try id(row) else { return }
        hit.id = id
        insert(hit)
    }

    /// Tells whether a hit would be left out for every id from `id` on.
    @inline(__always)
    private func isTooLow(_ hit: IndexHit, from id: Int64) -> Bool {
        guard heap.count == limit, let worst = heap.first else { return limit == 0 }
        return !(IndexHit.isBetterButForID(hit, worst) ?? (id < worst.id))
    }

    private mutating func insert(_ hit: IndexHit) {
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
