/// Counts the typos between two words.
public enum EditDistance {
    /// Returns the number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
    ///
    /// Optimal string alignment: no part is edited twice (`ca` → `abc` is 3). Only the band of width
    /// `2 × limit + 1` is computed, and the search ends as soon as the limit is out of reach: some ten
    /// nanoseconds a pair that differs much in length, about a tenth of a microsecond for words.
    ///
    /// - Returns: The distance, at most `limit`; nil when it is greater, or `limit` is negative.
    @inlinable
    public static func damerauLevenshtein<Element: Equatable>(
        _ a: [Element], _ b: [Element], limit: Int
    ) -> Int? {
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in distance(a, b, limit: limit) }
        }
    }

    /// The same for any two collections of elements, such as the `utf8` or `unicodeScalars` of a string.
    @inlinable
    public static func damerauLevenshtein<A: Collection, B: Collection>(
        _ a: A, _ b: B, limit: Int
    ) -> Int? where A.Element: Equatable, A.Element == B.Element {
        damerauLevenshtein(Array(a), Array(b), limit: limit)
    }

    @inlinable
    static func distance<Element: Equatable>(
        _ first: UnsafeBufferPointer<Element>, _ second: UnsafeBufferPointer<Element>, limit: Int
    ) -> Int? {
        guard limit >= 0, abs(first.count - second.count) <= limit else { return nil }
        // What both begin and end with costs nothing.
        var start = 0
        var firstEnd = first.count
        var secondEnd = second.count
        while start < firstEnd && start < secondEnd && first[start] == second[start] {
            start += 1
        }
        while start < firstEnd && start < secondEnd && first[firstEnd - 1] == second[secondEnd - 1] {
            firstEnd -= 1
            secondEnd -= 1
        }
        let a = UnsafeBufferPointer(rebasing: first[start..<firstEnd])
        let b = UnsafeBufferPointer(rebasing: second[start..<secondEnd])
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        return banded(a, b, limit: min(limit, max(a.count, b.count)))
    }

    @inlinable
    static func banded<Element: Equatable>(
        _ a: UnsafeBufferPointer<Element>, _ b: UnsafeBufferPointer<Element>, limit: Int
    ) -> Int? {
        let width = b.count + 1
        let beyond = limit + 1
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * width) { cells -> Int? in
            cells.initialize(repeating: beyond)
            // Three rows that take turns: the one being filled, the one before, and the one before that.
            var current = 2 * width
            var previous = width
            var earlier = 0
            for column in 0...min(limit, b.count) {
                cells[previous + column] = column
            }
            for row in 1...a.count {
                let low = max(1, row - limit)
                let high = min(b.count, row + limit)
                guard low <= high else { return nil }
                cells[current + low - 1] = low == 1 ? min(row, beyond) : beyond
                var best = cells[current + low - 1]
                for column in low...high {
                    let same = a[row - 1] == b[column - 1]
                    var cost = cells[previous + column - 1] + (same ? 0 : 1)
                    cost = min(cost, cells[previous + column] + 1, cells[current + column - 1] + 1)
                    if row > 1 && column > 1 && a[row - 1] == b[column - 2] && a[row - 2] == b[column - 1] {
                        cost = min(cost, cells[earlier + column - 2] + 1)
                    }
                    cost = min(cost, beyond)
                    cells[current + column] = cost
                    best = min(best, cost)
                }
                if high < b.count { cells[current + high + 1] = beyond }
                // A swap reaches back two rows, but never below the best of the row before.
                if best > limit { return nil }
                (earlier, previous, current) = (previous, current, earlier)
            }
            let result = cells[previous + b.count]
            return result <= limit ? result : nil
        }
    }
}
