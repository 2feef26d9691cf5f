extension Character {
    /// Tells the same as `isLetter`, which looks ASCII up in the tables of Unicode, too.
    @inlinable
    package var isAnyLetter: Bool {
        guard let first = utf8.first, first < 0x80 else { return isLetter }
        return (0x61...0x7A).contains(first | 0x20)
    }
}
