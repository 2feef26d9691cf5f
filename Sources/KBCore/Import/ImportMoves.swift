/// Where the places of codes in a document differ from those in the edition before: runs of codes that come as many
/// places later.
struct ImportMoves {
    /// From `place` on, codes come so many places later than before.
    struct Run: Hashable {
        var place: Int
        var shift: Int
    }

    /// In order; empty where every code has its place still, nil for a document whose order is another altogether.
    private(set) var runs: [Run]? = []

    private static let most = 100_000
    /// Codes in the order that they had, as many as there can be: of each number of them, the last one's place before.
    private var kept: [Int] = []
    private var count = 0

    /// The fewest codes that stand elsewhere among the others: one that only comes later because others came before it is
    /// none.
    var outOfOrder: Int { count - kept.count }

    init() {}

    init(runs: [Run]) {
        self.runs = runs
    }

    /// Notes the place of a code and the one that it had; in the order of the document.
    mutating func add(_ place: Int, before: Int) {
        count += 1
        if kept.last.map({ before > $0 }) ?? true {
            kept.append(before)
        } else {
            // The longest increasing subsequence, by Fredman (1975).
            var (low, high) = (0, kept.count)
            while low < high {
                let middle = (low + high) / 2
                if kept[middle] < before { low = middle + 1 } else { high = middle }
            }
            kept[low] = before
        }
        let (shift, isFar) = place.subtractingReportingOverflow(before)
        // No document gives such a place, but any tool can.
        guard !isFar, let last = runs, shift != (last.last?.shift ?? 0) else { return }
        if last.count == Self.most { runs = nil } else { runs?.append(Run(place: place, shift: shift)) }
    }
}
