import TestSupport

extension SeededRandom {
    /// The numbers of one input; those of its neighbours have nothing in common with them.
    init(seed: UInt64, number: Int) {
        self.init(seed: seed)
        self.init(seed: next() ^ UInt64(bitPattern: Int64(number)))
        self.init(seed: next())
    }
}
