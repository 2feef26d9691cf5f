import TestSupport

extension SeededRandom {
    /// The numbers of one input; those of its neighbours have nothing in common with them.
    init(seed: UInt64, number: Int) {
        self.init(seed: seed)
        self.init(seed: next() ^ UInt64(bitPattern: Int64(number)))
        self.init(seed: next())
    }

    /// A number of the range.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A part of the elements, of up to `longest` of them.
    mutating func slice<T>(_ elements: ArraySlice<T>, upTo longest: Int) -> ArraySlice<T> {
        guard !elements.isEmpty else { return elements }
        let start = number(elements.startIndex...elements.endIndex - 1)
        return elements[start...].prefix(number(1...max(1, longest)))
    }
}
