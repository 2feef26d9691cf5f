import Foundation

/// Numbers that a seed decides (SplitMix64), so that a failure can be had again.
public struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of a seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// True once in `count` times on average.
    public mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    /// One of the elements, of which there is at least one.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    /// A number of the range.
    public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A part of the elements, of up to `longest` of them.
    public mutating func slice<T>(_ elements: ArraySlice<T>, upTo longest: Int) -> ArraySlice<T> {
        guard !elements.isEmpty else { return elements }
        let start = number(elements.startIndex...elements.endIndex - 1)
        return elements[start...].prefix(number(1...max(1, longest)))
    }

    /// `KB_FUZZ_SEED`, or a new seed for each run; printed, so that a failure can be had again.
    public static func printedSeed(_ name: String) -> UInt64 {
        let seed =
            ProcessInfo.processInfo.environment["KB_FUZZ_SEED"].flatMap(UInt64.init)
            ?? .random(in: 0...(.max))
        print("\(name): KB_FUZZ_SEED=\(seed)")
        return seed
    }

    /// `KB_FUZZ_ROUNDS`, or a number that does not take long.
    public static func rounds(_ usual: Int) -> Int {
        ProcessInfo.processInfo.environment["KB_FUZZ_ROUNDS"].flatMap(Int.init) ?? usual
    }
}
