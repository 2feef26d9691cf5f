import KBIndex

/// The features of a query by the first of the parts that each consists of.
///
/// A text has few parts and a long query many features, so what a text holds is found from its parts.
struct FeatureTable {
    /// What counts of a feature in every text that holds it.
    struct Worth {
        var units: Range<Int>
        var factor: Double
        /// Whether chance brings it about more easily than the words themselves.
        var isLoose: Bool
        var isSpelling: Bool
        var isPartial: Bool
    }

    let features: [RelaxedQuery.Feature]
    /// The same of each feature without its texts, which cost more to copy than to count.
    let worths: [Worth]
    /// For each feature the first one of the same term and units.
    let firsts: [Int]
    /// First parts, in order, and the features that begin with them.
    private let beginnings: [(part: UInt64, feature: Int, isWhole: Bool)]
    /// Tells of most parts that no feature begins with them.
    private var filter = KeyFilter()

    init(_ features: [RelaxedQuery.Feature]) {
        self.features = features
        worths = features.map {
            Worth(
                units: $0.units, factor: $0.factor, isLoose: $0.isLoose,
                isSpelling: $0.step?.kind == .spelling, isPartial: $0.step?.kind == .partial)
        }
        firsts = features.map { feature in
            features.firstIndex { $0.units == feature.units && $0.term == feature.term } ?? 0
        }
        var beginnings: [(part: UInt64, feature: Int, isWhole: Bool)] = []
        for (number, feature) in features.enumerated() {
            guard let part = feature.parts.first else { continue }
            beginnings.append((part, number, feature.parts.count == 1))
            filter.insert(part)
        }
        beginnings.sort { ($0.part, $0.feature) < ($1.part, $1.feature) }
        self.beginnings = beginnings
    }

    /// Tells whether some feature begins with a part.
    func isBeginning(_ part: UInt64) -> Bool {
        guard filter.mayContain(part) else { return false }
        let place = place(of: part)
        return place < beginnings.count && beginnings[place].part == part
    }

    /// The features that stand in a text, as numbers, in order.
    func held(by text: TextParts) -> [Int] {
        var held: [Int] = []
        for part in text.keys where filter.mayContain(part) {
            var place = place(of: part)
            while place < beginnings.count, beginnings[place].part == part {
                let (_, number, isWhole) = beginnings[place]
                if isWhole || text.holds(features[number]) { held.append(number) }
                place += 1
            }
        }
        held.sort()
        return held
    }

    /// Where a part stands in the table, or would.
    private func place(of part: UInt64) -> Int {
        var (low, high) = (0, beginnings.count)
        while low < high {
            let middle = (low + high) / 2
            if beginnings[middle].part < part { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
