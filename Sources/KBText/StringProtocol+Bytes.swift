extension StringProtocol {
    /// Whether another text stands in this one, byte by byte.
    @inlinable
    package func holdsBytes(of other: some StringProtocol) -> Bool {
        guard let first = other.utf8.first else { return true }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            rest = rest[start...]
            if rest.starts(with: other.utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
