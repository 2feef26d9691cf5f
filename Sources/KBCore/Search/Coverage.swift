/// The units of a query that a text answers for.
struct Coverage {
    /// How well a unit is answered for, up to 1.
    private struct Answer {
        var best = 0.0
        /// The same by words that are the query's own or say the same, and those that are misspelt.
        var firm = 0.0
        /// The same by words that are the query's own or say the same.
        var sure = 0.0

        mutating func raise(to other: Answer) {
            best = max(best, other.best)
            firm = max(firm, other.firm)
            sure = max(sure, other.sure)
        }
    }

    private let table: FeatureTable
    /// The features that stand in the text, as numbers.
    private var held: [Int] = []
    private var units: [Answer]
    private let weights: [Double]
    /// Of which features one with the same term and units is held, once others were added.
    private var known: [Bool] = []

    /// No text yet.
    init(_ query: RelaxedQuery) {
        table = query.table
        units = Array(repeating: Answer(), count: query.units.count)
        weights = query.weights
    }

    /// Returns nil where the text answers for nothing.
    init?(_ query: RelaxedQuery, in parts: TextParts, worth: Double) {
        let held = query.table.held(by: parts)
        if held.isEmpty, query.loneCharacters.isEmpty { return nil }
        self.init(query)
        self.held = held
        for number in held { answer(with: table.worths[number], worth: worth) }
        // Single characters between words that carry no meaning.
        for (index, scalar) in query.loneCharacters where units[index].best == 0 && parts.holds(scalar) {
            units[index] = Answer(best: 0.5 * worth, firm: 0.5 * worth, sure: 0.5 * worth)
        }
    }

    private mutating func answer(with feature: FeatureTable.Worth, worth: Double) {
        let best = feature.factor * worth
        let firm = feature.isLoose ? 0 : best
        let sure = feature.isSpelling ? 0 : firm
        for unit in feature.units { units[unit].raise(to: Answer(best: best, firm: firm, sure: sure)) }
    }

    mutating func add(_ other: Coverage) {
        for index in units.indices { units[index].raise(to: other.units[index]) }
        if known.isEmpty {
            known = Array(repeating: false, count: table.features.count)
            for number in held { known[table.firsts[number]] = true }
        }
        let new = other.held.filter { !known[table.firsts[$0]] }
        for number in new { known[table.firsts[number]] = true }
        held += new
    }

    private var features: [RelaxedQuery.Feature] { held.map { table.features[$0] } }

    var weight: Double { weight { $0.best } }

    /// The weight, what only sounds like the text or is a piece of a word counting half.
    var firmWeight: Double { (weight + weight { $0.firm }) / 2 }

    /// The weight, what is spelt, sounds or stands otherwise counting half.
    var sureWeight: Double { (weight + weight { $0.sure }) / 2 }

    @inline(__always)
    private func weight(_ answer: (Answer) -> Double) -> Double {
        var weight = 0.0
        for index in units.indices { weight += answer(units[index]) * weights[index] }
        return weight
    }

    /// How much of a name stands in the query, from 0 to 1: of the name whose coverage this is.
    func share(of parts: TextParts) -> Double {
        guard parts.count > 0 else { return 0 }
        var found: [UInt64] = []
        for number in held {
            for part in table.features[number].parts where !found.contains(part) { found.append(part) }
        }
        return min(1, Double(found.count) / Double(parts.count))
    }

    /// Whether pieces of words or misspelt ones are all that answered: `train` in `constraint`, `singing` for `ringing`.
    var isOfPieces: Bool { held.allSatisfy { table.worths[$0].isPartial || table.worths[$0].isSpelling } }

    /// The number of units that carry meaning and are answered for.
    var unitCount: Int { units.indices.count { units[$0].best > 0 && weights[$0] > 0 } }

    /// The number of pieces of the query that are answered for and apart from each other: runs of Han characters, and
    /// Latin words.
    func pieceCount(_ query: RelaxedQuery) -> Int {
        var count = 0
        var isRunning = false
        for (index, unit) in query.units.enumerated() {
            let isAnswered = units[index].best > 0 && weights[index] > 0
            if isAnswered, !(isRunning && unit.isHan && unit.isJoined) { count += 1 }
            isRunning = isAnswered
        }
        return count
    }

    /// How words of the query became those of the text, for units that no word of the query itself answers for.
    var steps: [SearchResult.Step] {
        let features = features
        var literal = [Bool](repeating: false, count: units.count)
        for feature in features where feature.step == nil {
            for unit in feature.units { literal[unit] = true }
        }
        var steps: [SearchResult.Step] = []
        for feature in features.sorted(by: { $0.factor > $1.factor }) {
            guard let step = feature.step, !feature.units.allSatisfy({ literal[$0] }),
                !steps.contains(where: { $0.from == step.from })
            else { continue }
            steps.append(step)
        }
        return steps
    }

    /// How much of the query stands in one piece, from 0 to 1: the longest run of neighbouring pairs.
    var order: Double {
        var isPair = [Bool](repeating: false, count: units.count)
        for number in held where table.worths[number].units.count == 2 {
            isPair[table.worths[number].units.lowerBound] = true
        }
        var (longest, run) = (0, 0)
        for isPair in isPair {
            run = isPair ? run + 1 : 0
            longest = max(longest, run)
        }
        return units.count > 2 ? Double(max(0, longest - 1)) / Double(units.count - 2) : 0
    }

    /// The words that answered, neighbouring pairs as one where the text has them so.
    func terms(_ query: RelaxedQuery, standing: (String) -> Bool) -> [String] {
        var terms: [String] = []
        var run = ""
        var runEnd = -1
        let features = features
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
    var isLoose: Bool {
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
