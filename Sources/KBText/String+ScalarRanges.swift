extension String {
    /// The ranges of this text that ranges of offsets of its Unicode scalars are; those beyond its end are cut off.
    ///
    /// Cost: one pass over the text when the ranges are in order.
    ///
    /// - Parameter offsets: Ranges of offsets, each of which begins at or after the start of the one before.
    /// - Returns: The ranges, one for each.
    package func scalarRanges(_ offsets: [Range<Int>]) -> [Range<Index>] {
        let scalars = unicodeScalars
        var place = scalars.startIndex
        var offset = 0
        func index(_ target: Int) -> Index {
            if target < offset { (place, offset) = (scalars.startIndex, 0) }
            place =
                scalars.index(place, offsetBy: target - offset, limitedBy: scalars.endIndex)
                ?? scalars.endIndex
            offset = target
            return place
        }
        return offsets.map { range in
            let start = index(range.lowerBound)
            return start..<index(range.upperBound)
        }
    }
}
