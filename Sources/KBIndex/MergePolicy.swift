/// Decides which segments of a book are rewritten when documents are indexed.
///
/// It is a log-structured merge: new documents take along every segment that is not more than twice as large as what
/// they have taken along so far, the smallest first. Each segment is then more than twice as large as the next smaller
/// one, so that a book of n documents has at most log₂ n segments, next to those that are full; and a document is
/// rewritten only into a segment at least half as large again, so about log n times.
package struct MergePolicy: Sendable {
    /// What the policy knows of a segment.
    package struct Segment: Hashable, Sendable {
        package var id: Int64
        /// The number of rows, and how many of them are deleted, or indexed elsewhere.
        package var rows: Int
        package var removed: Int
        /// The length of the texts of all rows.
        package var bytes: Int
        /// The number of different terms.
        package var terms: Int

        package init(id: Int64, rows: Int, removed: Int, bytes: Int, terms: Int) {
            (self.id, self.rows, self.removed, self.bytes, self.terms) = (id, rows, removed, bytes, terms)
        }

        /// The rows that count.
        package var live: Int { max(0, rows - removed) }

        /// Whether more than a quarter of it is gone.
        package var isWorn: Bool { removed * 4 > rows }

        /// How full a segment would be with its live rows alone: 1 for as many as it may have.
        package var fill: Double {
            let share = rows > 0 ? Double(live) / Double(rows) : 0
            return max(
                Double(live) / Double(SegmentLimits.rows),
                Double(bytes) * share / Double(SegmentLimits.bytes),
                Double(terms) * share / Double(SegmentLimits.terms))
        }
    }

    /// The segments to rewrite.
    package struct Merge: Hashable, Sendable {
        /// Those that are rewritten together with the new documents.
        package var withNew: [Int64] = []
        /// Those that are each rewritten alone.
        package var alone: [Int64] = []
    }

    package init() {}

    /// Plans the rewriting of a book's segments.
    ///
    /// - Parameters:
    ///   - segments: All segments of the book, in any order.
    ///   - count: How many new documents there are.
    /// - Returns: The segments to rewrite, the smallest first.
    package func merge(_ segments: [Segment], adding count: Int) -> Merge {
        var merge = Merge()
        var rows = count
        var fill = Double(count) / Double(SegmentLimits.rows)
        for segment in segments.sorted(by: { ($0.live, $0.id) < ($1.live, $1.id) }) {
            if fill + segment.fill <= 1, segment.isWorn || segment.live <= 2 * rows {
                merge.withNew.append(segment.id)
                rows += segment.live
                fill += segment.fill
            } else if segment.isWorn {
                merge.alone.append(segment.id)
            }
        }
        return merge
    }
}
