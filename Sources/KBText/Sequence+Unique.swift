extension Sequence where Element: Hashable {
    /// The elements in their order, none twice.
    package func unique() -> [Element] {
        var known: Set<Element> = []
        return filter { known.insert($0).inserted }
    }
}
