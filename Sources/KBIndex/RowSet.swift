/// Rows of a segment, a bit each.
struct RowSet {
    private var words: [UInt64]

    /// None of so many rows.
    init(count: Int) {
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    /// Adds a row of the segment.
    mutating func insert(_ row: UInt32) {
        words[Int(row >> 6)] |= 1 << UInt64(row & 63)
    }

    /// Tells whether a row of the segment was added.
    @inline(__always)
    func contains(_ row: UInt32) -> Bool {
        words[Int(row >> 6)] & (1 << UInt64(row & 63)) != 0
    }
}
