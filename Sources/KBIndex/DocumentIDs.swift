/// Ids of documents; very large ones are left out.
package struct DocumentIDs {
    private var ids = BitSet()
    /// Ids from this one on are left out: 8 MB of bits.
    private static let end: Int64 = 1 << 26

    /// None.
    package init() {}

    /// Adds an id, unless it is too large.
    package mutating func insert(_ id: Int64) {
        guard (0..<Self.end).contains(id) else { return }
        ids.insert(Int(id))
    }

    /// Tells whether an id was added, and not too large.
    @inline(__always)
    func contains(_ id: Int64) -> Bool {
        id >= 0 && ids.contains(Int(id))
    }
}
