/// The units of a query that a text answers for.
struct Coverage {
    private(set) var features: [RelaxedQuery.Feature] = []
    private var units: [Double]
    /// The same by words that are the query's own or say the same, and those that are misspelt.
    private var firm: [Double]
    /// The same by words that are the query's own or say the same.
    private var sure: [Double]
    private let weights: [Double]

    init(_ query: RelaxedQuery) {
        units = Array(repeating: 0, count: query.units.count)
        (firm, sure) = (units, units)
        weights = query.weights
    }

    init(_ query: RelaxedQuery, in parts: TextParts, worth: Double) {
        self.init(query)
        for feature in query.features where parts.holds(feature) {
            features.append(feature)
            for unit in feature.units {
                let worth = feature.factor * worth
                units[unit] = max(units[unit], worth)
                if feature.isLoose { continue }
                firm[unit] = max(firm[unit], worth)
                if feature.step?.kind != .spelling { sure[unit] = max(sure[unit], worth) }
            }
        }
        // Single characters between words that carry no meaning.
        for (index, unit) in query.units.enumerated() where units[index] == 0 && unit.isHan {
            if query.isLone(index), let scalar = unit.text.unicodeScalars.first, parts.holds(scalar) {
                units[index] = 0.5 * worth
                (firm[index], sure[index]) = (units[index], units[index])
            }
        }
    }

    mutating func add(_ other: Coverage) {
        for index in units.indices {
            units[index] = max(units[index], other.units[index])
            firm[index] = max(firm[index], other.firm[index])
            sure[index] = max(sure[index], other.sure[index])
        }
        features += other.features.filter { new in
            !features.contains { $0.units == new.units && $0.term == new.term }
        }
    }

    var weight: Double { weight(of: units) }

    /// The weight, what only sounds like the text or is a piece of a word counting half.
    var firmWeight: Double { (weight + weight(of: firm)) / 2 }

    /// The weight, what is spelt, sounds or stands otherwise counting half.
    var sureWeight: Double { (weight + weight(of: sure)) / 2 }

    private func weight(of units: [Double]) -> Double { zip(units, weights).reduce(0) { $0 + $1.0 * $1.1 } }

    /// Whether pieces of words are all that answered: `train` in `constraint`.
    var isOfPieces: Bool { features.allSatisfy { $0.step?.kind == .partial } }

    /// The number of units that carry meaning and are answered for.
    var unitCount: Int { zip(units, weights).count { $0 > 0 && $1 > 0 } }

    /// The number of pieces of the query that are answered for and apart from each other: runs of Han characters, and
    /// Latin words.
    func pieceCount(_ query: RelaxedQuery) -> Int {
        var count = 0
        var isRunning = false
        for (index, unit) in query.units.enumerated() {
            let isAnswered = units[index] > 0 && weights[index] > 0
            if isAnswered, !(isRunning && unit.isHan && unit.isJoined) { count += 1 }
            isRunning = isAnswered
        }
        return count
    }

    /// How words of the query became those of the text, for units that no word of the query itself answers for.
    var steps: [SearchResult.Step] {
        let literal = Set(features.filter { $0.step == nil }.flatMap(\.units))
        var steps: [SearchResult.Step] = []
        for feature in features.sorted(by: { $0.factor > $1.factor }) {
            guard let step = feature.step, !literal.isSuperset(of: feature.units),
                !steps.contains(where: { $0.from == step.from })
            else { continue }
            steps.append(step)
        }
        return steps
    }

    /// How much of the query stands in one piece, from 0 to 1: the longest run of neighbouring pairs.
    var order: Double {
        let pairs = Set(features.filter { $0.units.count == 2 }.map(\.units.lowerBound))
        var longest = 0
        for start in pairs where !pairs.contains(start - 1) {
            var end = start
            while pairs.contains(end) { end += 1 }
            longest = max(longest, end - start)
        }
        return units.count > 2 ? Double(max(0, longest - 1)) / Double(units.count - 2) : 0
    }

    /// The words that answered, neighbouring pairs as one where the text has them so.
    func terms(_ query: RelaxedQuery, standing: (String) -> Bool) -> [String] {
        var terms: [String] = []
        var run = ""
        var runEnd = -1
        let pairs = features.filter { $0.isPair(of: query) }.sorted {
            $0.units.lowerBound < $1.units.lowerBound
        }
        for pair in pairs {
            let longer = run + query.units[pair.units.upperBound - 1].text
            if pair.units.upperBound == runEnd {
                continue
            } else if pair.units.lowerBound == runEnd - 1, standing(longer) {
                run = longer
            } else {
                if !run.isEmpty { terms.append(run) }
                run = pair.term
            }
            runEnd = pair.units.upperBound
        }
        if !run.isEmpty { terms.append(run) }
        for feature in features where !feature.isPair(of: query) && !terms.contains(feature.term) {
            terms.append(feature.term)
        }
        return terms
    }
}

extension RelaxedQuery.Feature {
    /// Whether chance brings it about more easily than the words themselves: it sounds alike, or is a piece of a word.
    fileprivate var isLoose: Bool {
        switch step?.kind {
        case .homophone, .partial, .pinyin: true
        // Swapped characters.
        case .spelling: units.count == 2
        default: false
        }
    }

    /// Whether this is a pair of the query's own characters.
    fileprivate func isPair(of query: RelaxedQuery) -> Bool {
        units.count == 2 && query.units[units.lowerBound].isHan && step?.kind != .synonym
            && step?.kind != .homophone
    }
}
