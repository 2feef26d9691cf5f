/// Numbers from 0 on, a bit each: for those that are many, or near each other.
struct BitSet {
    private var words: [UInt64] = []

    /// Adds a number, which is not negative.
    mutating func insert(_ number: Int) {
        let word = number >> 6
        if word >= words.count {
            words += [UInt64](repeating: 0, count: max(word + 1 - words.count, words.count))
        }
        words[word] |= 1 << UInt64(number & 63)
    }

    /// Tells whether a number was added, which is not negative.
    @inline(__always)
    func contains(_ number: Int) -> Bool {
        number >> 6 < words.count && words[number >> 6] & (1 << UInt64(number & 63)) != 0
    }
}
