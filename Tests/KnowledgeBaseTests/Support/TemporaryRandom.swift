/// Numbers that a seed decides (SplitMix64), so that a failure can be had again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// Some of the characters, in any order, fewer than `count`.
    mutating func text(of characters: [Unicode.Scalar], below count: Int) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<count, using: &self) {
            view.append(characters[Int.random(in: 0..<characters.count, using: &self)])
        }
        return String(view)
    }
}
