import KBText

/// How much of a query an entry holds.
struct EntryMatch {
    /// The result, without its marks.
    private(set) var result: SearchResult
    private let coverage: Coverage
    /// How much of the query's single characters the entry holds, by their rarity, from 0 to 1; 0 for a note.
    private let characters: Double
    /// Whether it is enough to be shown.
    private(set) var isEnough: Bool
    /// How much of the query's weight the entry answers for, from 0 to 1.
    let share: Double
    /// The length of the description, or of the note, in bytes.
    private let length: Int

    /// Returns nil when the entry holds nothing of the query.
    init?(_ query: RelaxedQuery, _ code: Code) {
        let title = SynonymGroups.key(code.title)
        let name = TextParts(title)
        let description = TextParts(SynonymGroups.key(code.text))
        let words = (CodeWords.title(of: code.reference.code).map { [TextParts($0)] } ?? [])
        // All aliases are folded at once: there are many.
        let keys = SynonymGroups.key(code.aliases.joined(separator: "\n"))
        let aliases = Self.aliases(code.aliases, folded: keys, answering: query)
        var union = Coverage(query)
        var best: (coverage: Coverage, field: SearchResult.Field, alias: String?) = (union, .description, nil)
        var bestWeight = 0.0
        var alias = 0.0
        var isNamed = false
        for (parts, field, name, worth) in [
            (name, SearchResult.Field.name, nil as String?, 1.0), (description, .description, nil, 0.9),
        ]
            + words.map({ ($0, SearchResult.Field.code, nil as String?, 1.0) })
            + aliases.map({ ($0.parts, SearchResult.Field.alias, $0.text as String?, 1.0) })
        {
            guard let coverage = Coverage(query, in: parts, worth: worth) else { continue }
            let weight = coverage.weight
            union.add(coverage)
            if weight > bestWeight { (best, bestWeight) = ((coverage, field, name), weight) }
            guard field == .name || field == .alias, weight > 0 else { continue }
            // A name that stands in the query as a whole says more than words found here and there, and the more of
            // the query it is, the more it says.
            let whole = coverage.share(of: parts)
            isNamed = isNamed || whole == 1 && !coverage.isOfPieces
            guard whole >= 0.6 else { continue }
            alias = max(alias, whole * whole * min(1, weight / query.weight))
        }
        let weight = union.weight
        guard weight > 0 else { return nil }
        let share = weight / query.weight
        let nearest = bestWeight / query.weight
        let order = best.coverage.order
        let singles = query.shareOfSingles(in: [name, description])
        let score = 0.5 * singles + 0.6 * share + 0.4 * nearest + 0.45 * alias + 0.15 * order
        result = SearchResult(
            code: code, tier: .relaxed, field: best.field, steps: union.steps, alias: best.alias,
            score: score,
            parts: [
                SearchResult.ScorePart(name: "share", value: share),
                SearchResult.ScorePart(name: "field", value: nearest),
                SearchResult.ScorePart(name: "alias", value: alias),
                SearchResult.ScorePart(name: "order", value: order),
                SearchResult.ScorePart(name: "characters", value: singles),
            ])
        self.share = share
        (coverage, characters, length) = (union, singles, code.text.utf8.count)
        isEnough =
            Self.isEnough(union, characters: singles, isNamed: isNamed, of: query)
            || query.begins(someLineOf: title) || query.begins(someLineOf: keys)
    }

    /// The aliases that may hold some of a query; most need not be taken apart.
    private static func aliases(
        _ aliases: [String], folded: String, answering query: RelaxedQuery
    ) -> [(text: String, parts: TextParts)] {
        var folded = folded
        return folded.withUTF8 { bytes in
            var rest = bytes[...]
            var found: [(text: String, parts: TextParts)] = []
            var keys: [UInt64] = []
            for alias in aliases {
                let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
                let line = UnsafeBufferPointer(rebasing: rest[..<end])
                rest = rest[end...].dropFirst()
                keys.removeAll(keepingCapacity: true)
                var mayAnswer = !query.loneCharacters.isEmpty
                TextParts.forEachKey(of: line) { key in
                    keys.append(key)
                    if !mayAnswer { mayAnswer = query.table.isBeginning(key) }
                }
                guard mayAnswer else { continue }
                let text = String(decoding: line, as: UTF8.self)
                if query.mayOccur(in: text) { found.append((alias, TextParts(text, keys: keys))) }
            }
            return found
        }
    }

    private static func isEnough(
        _ coverage: Coverage, characters: Double, isNamed: Bool, of query: RelaxedQuery
    ) -> Bool {
        // One word of a query of which the file does not know the rest says what field it is of, not what is meant.
        if query.unknownShare > RelaxedSearch.mostUnknown,
            query.singles.count >= RelaxedSearch.fewestOfField,
            coverage.pieceCount(query) == 1
        {
            return false
        }
        if query.units.count == 1 { return coverage.weight >= query.weight * query.shareOfOneWord }
        let share = coverage.firmWeight / query.weight
        let count = coverage.unitCount
        return share >= RelaxedSearch.largeShare
            || (share >= RelaxedSearch.goodShare && count >= 3)
            || (share >= RelaxedSearch.fairShare && count >= 4)
            || (share >= RelaxedSearch.leastShare && isNamed)
            || (share >= RelaxedSearch.shareOfGuess && characters >= RelaxedSearch.mostCharacters
                && query.singles.count >= RelaxedSearch.fewestCharacters
                && query.unknownShare <= RelaxedSearch.littleUnknown)
    }

    /// Compares a note on a code with a query; nil when it holds nothing of it.
    ///
    /// A note has no name that says what it is about, and may be about much: so less than half of the query is enough
    /// only when several words answer for it.
    init?(_ query: RelaxedQuery, _ note: Note, on code: Code) {
        var union = Coverage(query)
        var best = union
        for text in [note.body, note.anchor?.exact ?? "", note.tags.joined(separator: "\n")]
        where !text.isEmpty {
            guard let coverage = Coverage(query, in: TextParts(SynonymGroups.key(text)), worth: 0.9)
            else { continue }
            union.add(coverage)
            if coverage.weight > best.weight { best = coverage }
        }
        guard union.weight > 0 else { return nil }
        let share = union.weight / query.weight
        let nearest = best.weight / query.weight
        result = SearchResult(
            code: code, tier: .relaxed, field: .note, steps: union.steps, note: note,
            score: 0.6 * share + 0.4 * nearest + 0.15 * best.order,
            parts: [
                SearchResult.ScorePart(name: "share", value: share),
                SearchResult.ScorePart(name: "field", value: nearest),
                SearchResult.ScorePart(name: "order", value: best.order),
            ])
        self.share = share
        (coverage, characters, length) = (union, 0, note.body.utf8.count)
        isEnough =
            share >= RelaxedSearch.largeShare || (share >= RelaxedSearch.goodShare && union.unitCount >= 3)
    }

    static func isBetter(_ left: EntryMatch, _ right: EntryMatch) -> Bool {
        if left.result.score != right.result.score { return left.result.score > right.result.score }
        let (codes, lengths) = ((left.result.code, right.result.code), (left.length, right.length))
        return (lengths.0, codes.0.position, codes.0.id) < (lengths.1, codes.1.position, codes.1.id)
    }

    /// The match as a guess, if it holds pieces of the query that hardly stand together by chance.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - next: The next best match.
    /// - Returns: The result; nil if the pieces may be together by chance.
    func guess(_ query: RelaxedQuery, before next: EntryMatch?) -> SearchResult? {
        let share = coverage.sureWeight / query.weight
        let isOfPieces = coverage.pieceCount(query) >= 2 && share >= RelaxedSearch.shareOfGuess
        let isOfCharacters =
            characters >= RelaxedSearch.manyCharacters
            && query.singles.count >= RelaxedSearch.fewestCharacters
            && share >= RelaxedSearch.shareOfCharacters && query.unknownShare <= RelaxedSearch.littleUnknown
        guard isOfPieces || isOfCharacters,
            result.score >= RelaxedSearch.marginOfGuess * (next?.result.score ?? 0)
        else { return nil }
        var guess = resultWithMarks(query)
        guess.tier = .guess
        return guess
    }

    /// The result with its marks, which only results that are shown need.
    func resultWithMarks(_ query: RelaxedQuery) -> SearchResult {
        var result = result
        let text = EntryText(result.code, note: result.note, simplifying: true)
        let terms = coverage.terms(query, standing: { text.holds($0, alias: result.alias) })
        result.marks = text.marks(of: terms.map(FoldedNeedle.init), alias: result.alias)
        result.tellFields()
        return result
    }
}
