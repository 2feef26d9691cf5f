/// Finds a quote in a text, exactly or nearly.
struct AnchorSearch {
    private let text: [Unicode.Scalar]

    /// Searches in `text`.
    init(_ text: [Unicode.Scalar]) {
        self.text = text
    }

    /// Where `quote` stands word for word, from the left; occurrences may overlap.
    func occurrences(of quote: [Unicode.Scalar]) -> [Range<Int>] {
        guard let first = quote.first, quote.count <= text.count else { return [] }
        return (0...text.count - quote.count)
            .filter { text[$0] == first && text[$0..<$0 + quote.count].elementsEqual(quote) }
            .map { $0..<$0 + quote.count }
    }

    /// Where a quote of an older text stands now; nil when that is gone or in doubt.
    ///
    /// The quote with its whole context is best, then with the most of it, then alone; where that leaves several
    /// places, the one nearest to the old place. A quote that no longer stands there word for word is looked for
    /// with few differences, and only taken where one place is better than all others.
    func place(of quote: TextQuote) -> Range<Int>? {
        let exact = Array(quote.exact.unicodeScalars)
        let prefix = Array(quote.prefix.unicodeScalars)
        let suffix = Array(quote.suffix.unicodeScalars)
        let occurrences = occurrences(of: exact)
        guard occurrences.isEmpty else {
            let old = min(max(0, quote.start ?? 0), text.count)
            return occurrences.min { a, b in
                let (contextA, contextB) = (agreement(a, prefix, suffix), agreement(b, prefix, suffix))
                if contextA != contextB { return contextA > contextB }
                return abs(a.lowerBound - old) < abs(b.lowerBound - old)
            }
        }
        return similar(to: exact, limit: min(8, exact.count / 5))
    }

    /// How many scalars of the context stand around a place; one or two may be chance and count as none.
    private func agreement(_ place: Range<Int>, _ prefix: [Unicode.Scalar], _ suffix: [Unicode.Scalar]) -> Int
    {
        let before = zip(prefix.reversed(), text[..<place.lowerBound].reversed()).prefix { $0 == $1 }.count
        let after = zip(suffix, text[place.upperBound...]).prefix { $0 == $1 }.count
        return (before > 2 ? before : 0) + (after > 2 ? after : 0)
    }

    /// The only place with the least differences from `quote`; nil where there are more than `limit`, or where
    /// another place that does not overlap it is as good.
    private func similar(to quote: [Unicode.Scalar], limit: Int) -> Range<Int>? {
        guard limit > 0 else { return nil }
        let ends = nearEnds(of: quote).filter { $0.distance <= limit }
        guard let least = ends.map(\.distance).min() else { return nil }
        let best = ends.filter { $0.distance == least }
        // Of places that overlap, the one of the quote's length is the same passage without its neighbours.
        let chosen = best.min { abs($0.range.count - quote.count) < abs($1.range.count - quote.count) }
        guard let chosen, best.allSatisfy({ $0.range.overlaps(chosen.range) }) else { return nil }
        return chosen.range
    }

    /// The place most like `quote`, however different; nil when nothing is alike, or looking would take long.
    func nearest(to quote: [Unicode.Scalar]) -> Range<Int>? {
        let best = nearEnds(of: quote).min { $0.distance < $1.distance }
        guard let best, best.distance < quote.count, !best.range.isEmpty else { return nil }
        return best.range
    }

    /// For each end of a place in the text, the fewest edits that make the quote of a place with this end.
    ///
    /// Sellers, “The theory and computation of evolutionary distances”, J. Algorithms 1 (1980): a table of edit
    /// distances whose first row is free. Beside each cost stands where its place begins.
    private func nearEnds(of quote: [Unicode.Scalar]) -> [(range: Range<Int>, distance: Int)] {
        guard !quote.isEmpty, text.count <= Self.mostCells / quote.count else { return [] }
        var column = (0...quote.count).map { Cell(cost: $0, start: 0) }
        var result: [(range: Range<Int>, distance: Int)] = []
        result.reserveCapacity(text.count)
        for end in text.indices {
            var diagonal = column[0]
            column[0] = Cell(cost: 0, start: end + 1)
            for row in 1...quote.count {
                let left = column[row]
                let above = column[row - 1]
                let step = Cell(
                    cost: diagonal.cost + (quote[row - 1] == text[end] ? 0 : 1), start: diagonal.start)
                let shorter = left.cost < above.cost ? left : above
                let gap = Cell(cost: shorter.cost + 1, start: shorter.start)
                column[row] = step.cost <= gap.cost ? step : gap
                diagonal = left
            }
            let last = column[quote.count]
            if last.start <= end { result.append((last.start..<end + 1, last.cost)) }
        }
        return result
    }

    private struct Cell {
        var cost: Int
        var start: Int
    }

    /// About a tenth of a second of work; a quote in a text beyond that is not looked for inexactly.
    private static let mostCells = 20_000_000
}
