import Foundation
import TestSupport

extension SeededRandom {
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

    /// Returns fewer than `count` of the pieces, one after the other.
    mutating func text(of pieces: [String], below count: Int) -> String {
        (0..<Int.random(in: 0..<count, using: &self)).map { _ in pick(pieces) }.joined()
    }
}
