/// Ids of documents, a bit each; very large ones are left out.
package struct DocumentIDs {
    private var words: [UInt64] = []
    /// Ids from this one on are left out: 8 MB of bits.
    private static let end: Int64 = 1 << 26

    /// None.
    package init() {}

    /// Adds an id, unless it is too large.
    package mutating func insert(_ id: Int64) {
        guard (0..<Self.end).contains(id) else { return }
        let word = Int(id >> 6)
        if word >= words.count {
            words += [UInt64](repeating: 0, count: max(word + 1 - words.count, words.count))
        }
        words[word] |= 1 << UInt64(id & 63)
    }

    /// Tells whether an id was added, and not too large.
    @inline(__always)
    func contains(_ id: Int64) -> Bool {
        guard id >= 0, id >> 6 < words.count else { return false }
        return words[Int(id >> 6)] & (1 << UInt64(id & 63)) != 0
    }
}
