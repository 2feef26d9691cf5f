extension String {
    /// The offsets of Unicode scalars of ranges of this text: what ``scalarRanges(_:)`` takes.
    package func scalarOffsets(_ ranges: [Range<Index>]) -> [Range<Int>] {
        ranges.map { range in
            let start = unicodeScalars.distance(from: startIndex, to: range.lowerBound)
            return start..<start + unicodeScalars.distance(from: range.lowerBound, to: range.upperBound)
        }
    }

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
