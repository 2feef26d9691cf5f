import Foundation

/// A random source that gives the same numbers for the same seed (SplitMix64).
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// `KB_FUZZ_SEED`, or a new seed for each run; printed, so that a failure can be had again.
    static func printedSeed(_ name: String) -> UInt64 {
        let seed =
            ProcessInfo.processInfo.environment["KB_FUZZ_SEED"].flatMap(UInt64.init)
            ?? .random(in: 0...(.max))
        print("\(name): KB_FUZZ_SEED=\(seed)")
        return seed
    }

    /// `KB_FUZZ_ROUNDS`, or a number that does not take long.
    static func rounds(_ usual: Int) -> Int {
        ProcessInfo.processInfo.environment["KB_FUZZ_ROUNDS"].flatMap(Int.init) ?? usual
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Returns true once in `count` times on average.
    mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    /// Returns one of the elements.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    /// Returns fewer than `count` of the pieces, one after the other.
    mutating func text(of pieces: [String], below count: Int) -> String {
        (0..<Int.random(in: 0..<count, using: &self)).map { _ in pick(pieces) }.joined()
    }
}
