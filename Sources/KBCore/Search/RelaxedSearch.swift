import GRDB
import KBIndex
import KBText

/// Tier 6: entries that hold most of a query.
struct RelaxedSearch {
    /// The share of the query's weight that is enough in any case.
    static let largeShare = 0.55
    /// The share that is enough when it is made up of three characters or words at least.
    static let goodShare = 0.38
    /// The share that is enough when it is made up of four characters or words at least.
    static let fairShare = 0.25
    /// The share that is enough when a name or an alias stands wholly in the query.
    static let leastShare = 0.2
    /// How many of the entries that hold the rarest features are looked at closely first; all blocks up to one together
    /// are as large as the next one.
    private static let firstBlock = 14

    let index: IndexSearcher
    let query: RelaxedQuery
    let checkTime: () throws -> Void

    /// The entries that hold enough of the query, best first, and those that hold less, for suggestions.
    ///
    /// Candidates are looked at in blocks whose size does not depend on the limit: the first block is ranked, then the
    /// next one after it, as long as two thirds of a block are results. The index is asked once for as many blocks as
    /// the limit may need.
    func results(limit: Int, besides found: Set<Int64>) throws -> (
        results: [SearchResult], near: [SearchResult]
    ) {
        guard query.weight > 0 else { return ([], []) }
        var results: [SearchResult] = []
        var near: [SearchResult] = []
        // What is much worse than the best is noise.
        var least: Double?
        var (start, end) = (0, Self.firstBlock)
        var most = Self.firstBlock
        while most < limit { most *= 2 }
        var candidates = try candidates(most)
        while true {
            if end > most {
                most = end
                candidates = try self.candidates(most)
            }
            var block: [EntryMatch] = []
            for id in candidates.prefix(end).dropFirst(start) where !found.contains(id) {
                try checkTime()
                if let code = try Codes.find(index.db, id: id), let match = EntryMatch(query, code) {
                    block.append(match)
                }
            }
            block.sort(by: EntryMatch.isBetter)
            let enough = block.filter(\.isEnough)
            let lowest = least ?? (enough.first?.result.score ?? 0) * 0.6
            least = lowest
            let shown = enough.prefix { $0.result.score >= lowest }
            results += shown.prefix(limit - results.count).map { $0.resultWithMarks(query) }
            if start == 0 { near = block.filter { !$0.isEnough }.prefix(3).map(\.result) }
            let isLast = candidates.count < end || shown.count * 3 < (end - start) * 2
            if isLast || results.count >= limit { return (results, near) }
            (start, end) = (end, end * 2)
        }
    }

    /// The entries that hold most of the rarest features.
    private func candidates(_ most: Int) throws -> [Int64] {
        let drivers = query.drivers(reaching: Self.leastShare)
        return try index.entries(
            holdingSome: drivers.map { ($0.phrase, 1 / Double($0.frequency)) }, limit: most
        ).map(\.id)
    }
}

/// How much of a query an entry holds.
struct EntryMatch {
    /// The result, without its marks.
    private(set) var result: SearchResult
    private let coverage: Coverage
    /// Whether it is enough to be shown.
    private(set) var isEnough: Bool

    /// Returns nil when the entry holds nothing of the query.
    init?(_ query: RelaxedQuery, _ code: Code) {
        let name = TextParts(SynonymGroups.key(code.title))
        let description = TextParts(SynonymGroups.key(code.description))
        // All aliases are folded at once, and those that cannot match are left out.
        let keys = SynonymGroups.key(code.aliases.joined(separator: "\n")).split(separator: "\n")
        let aliases = zip(code.aliases, keys).filter { query.mayOccur(in: $0.1) }
            .map { (text: $0.0, parts: TextParts(String($0.1))) }
        var union = Coverage(query)
        var best: (coverage: Coverage, field: SearchResult.Field, alias: String?) = (union, .description, nil)
        for (parts, field, alias, worth) in [
            (name, SearchResult.Field.name, nil as String?, 1.0), (description, .description, nil, 0.9),
        ]
            + aliases.map({ ($0.parts, SearchResult.Field.alias, $0.text as String?, 1.0) })
        {
            let coverage = Coverage(query, in: parts, worth: worth)
            union.add(coverage)
            if coverage.weight > best.coverage.weight { best = (coverage, field, alias) }
        }
        guard union.weight > 0 else { return nil }
        let share = union.weight / query.weight
        let nearest = best.coverage.weight / query.weight
        // A name that stands in the query as a whole says more than words found here and there.
        let whole = ([name] + aliases.map(\.parts)).map { Self.share(of: $0, in: query) }.max() ?? 0
        let alias = whole >= 0.6 ? whole * whole : 0
        let order = best.coverage.order
        let score = 0.6 * share + 0.4 * nearest + 0.45 * alias + 0.15 * order
        result = SearchResult(
            code: code, tier: .relaxed, field: best.field, steps: union.steps, alias: best.alias,
            score: score,
            parts: [
                SearchResult.ScorePart(name: "share", value: share),
                SearchResult.ScorePart(name: "field", value: nearest),
                SearchResult.ScorePart(name: "alias", value: alias),
                SearchResult.ScorePart(name: "order", value: order),
            ])
        coverage = union
        isEnough =
            share >= RelaxedSearch.largeShare
            || (share >= RelaxedSearch.goodShare && union.unitCount >= 3)
            || (share >= RelaxedSearch.fairShare && union.unitCount >= 4)
            || (share >= RelaxedSearch.leastShare && alias == 1)
    }

    static func isBetter(_ left: EntryMatch, _ right: EntryMatch) -> Bool {
        if left.result.score != right.result.score { return left.result.score > right.result.score }
        let (left, right) = (left.result.code, right.result.code)
        return (left.position, left.id) < (right.position, right.id)
    }

    /// The result with its marks, which only results that are shown need.
    func resultWithMarks(_ query: RelaxedQuery) -> SearchResult {
        var result = result
        let text = EntryText(result.code, simplifying: true)
        result.marks = text.marks(of: coverage.terms(query, standing: text.holds), alias: result.alias)
        return result
    }

    /// How much of a name stands in the query, from 0 to 1.
    private static func share(of parts: TextParts, in query: RelaxedQuery) -> Double {
        guard parts.count > 0 else { return 0 }
        var pairs: Set<UInt64> = []
        for feature in query.features where parts.holds(feature) { pairs.formUnion(feature.parts) }
        return min(1, Double(pairs.count) / Double(parts.count))
    }
}

/// The units of a query that a text answers for.
private struct Coverage {
    private(set) var features: [RelaxedQuery.Feature] = []
    private var units: [Double]
    private let weights: [Double]

    init(_ query: RelaxedQuery) {
        units = Array(repeating: 0, count: query.units.count)
        weights = query.units.map(\.weight)
    }

    init(_ query: RelaxedQuery, in parts: TextParts, worth: Double) {
        self.init(query)
        for feature in query.features where parts.holds(feature) {
            features.append(feature)
            for unit in feature.units { units[unit] = max(units[unit], feature.factor * worth) }
        }
        // Single characters between words that carry no meaning.
        for (index, unit) in query.units.enumerated() where units[index] == 0 && unit.isHan {
            let isAlone =
                !unit.isJoined && (index + 1 == query.units.count || !query.units[index + 1].isJoined)
            if isAlone, let scalar = unit.text.unicodeScalars.first, parts.holds(scalar) {
                units[index] = 0.5 * worth
            }
        }
    }

    mutating func add(_ other: Coverage) {
        for index in units.indices { units[index] = max(units[index], other.units[index]) }
        features += other.features.filter { new in
            !features.contains { $0.units == new.units && $0.term == new.term }
        }
    }

    var weight: Double { zip(units, weights).reduce(0) { $0 + $1.0 * $1.1 } }

    /// The number of units that carry meaning and are answered for.
    var unitCount: Int { zip(units, weights).count { $0 > 0 && $1 > 0 } }

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
    /// Whether this is a pair of the query's own characters.
    fileprivate func isPair(of query: RelaxedQuery) -> Bool {
        units.count == 2 && query.units[units.lowerBound].isHan && step?.kind != .synonym
    }
}
