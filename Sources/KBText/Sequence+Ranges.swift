extension Sequence {
    /// The ranges in order, those that touch or overlap as one; empty ones are left out.
    package func united<Bound>() -> [Range<Bound>] where Element == Range<Bound> {
        var united: [Range<Bound>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
            if let last = united.last, range.lowerBound <= last.upperBound {
                united[united.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                united.append(range)
            }
        }
        return united
    }
}
