/// Numbers that a seed and the number of an input decide (SplitMix64).
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    /// The numbers of one input; those of its neighbours have nothing in common with them.
    init(seed: UInt64, number: Int) {
        state = seed
        state = next() ^ UInt64(bitPattern: Int64(number))
        state = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// A number of the range.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// True once in `count` times on average.
    mutating func oneIn(_ count: Int) -> Bool { number(1...count) == 1 }

    /// One of the elements, of which there is at least one.
    mutating func pick<T>(_ elements: [T]) -> T { elements[number(0...elements.count - 1)] }

    /// A part of the elements, of up to `longest` of them.
    mutating func slice<T>(_ elements: ArraySlice<T>, upTo longest: Int) -> ArraySlice<T> {
        guard !elements.isEmpty else { return elements }
        let start = number(elements.startIndex...elements.endIndex - 1)
        return elements[start...].prefix(number(1...max(1, longest)))
    }
}
