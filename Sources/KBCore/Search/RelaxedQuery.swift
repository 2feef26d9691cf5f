import Glibc
import KBIndex
import KBText

/// A query as the parts that an entry may hold some of: Han characters, and Latin words.
struct RelaxedQuery {
    /// A Han character or a Latin word.
    struct Unit {
        var text: String
        var isHan: Bool
        /// How much of the query it is; 0 for words that carry no meaning of their own.
        var weight = 0.0
        /// Whether the unit before it stands directly before it.
        var isJoined = false
    }

    /// Something that, where it stands in an entry, answers for some units.
    struct Feature {
        /// The units that it answers for.
        var units: Range<Int>
        /// The words to look for, in simplified characters and folded.
        var term: String
        let needle: FoldedNeedle
        /// The pairs and words that the term consists of.
        let parts: [UInt64]
        /// How well it answers for them, up to 1.
        var factor: Double
        /// How the words of the query became these.
        var step: SearchResult.Step?
        /// The number of entries that hold it.
        var frequency: Int
        /// The term as it stands in the index.
        var phrase: IndexPhrase
        /// Whether it is another word than the one that was typed.
        var isOther: Bool { step.map { $0.kind != .script } ?? false }

        init(
            units: Range<Int>, term: String, factor: Double, step: SearchResult.Step?, frequency: Int,
            phrase: IndexPhrase
        ) {
            self.units = units
            self.term = term
            self.factor = factor
            self.step = step
            self.frequency = frequency
            self.phrase = phrase
            needle = FoldedNeedle(term)
            parts = TextParts(term).keys
        }
    }

    /// A Han character of the query by itself, which says less than a pair.
    struct Single {
        var scalar: Unicode.Scalar
        var rarity: Double
        /// The number of entries that hold it.
        var frequency: Int
        var phrase: IndexPhrase
    }

    private(set) var units: [Unit] = []
    /// The Han characters that carry meaning, each once.
    private(set) var singles: [Single] = []
    private(set) var features: [Feature] = []
    /// The sum of the units' weights.
    private(set) var weight = 0.0
    /// The weight of each unit.
    private(set) var weights: [Double] = []
    /// In how many ways each unit is answered for: a pair is one, a word that says the same for three characters another.
    private var answers: [Int] = []
    /// How much of it are units that nothing answers for, from 0 to 1.
    private(set) var unknownShare = 0.0
    /// The characters of all features: a text without two of them holds none.
    private(set) var characters: Set<Unicode.Scalar> = []
    /// The features, to be looked for in a text.
    private(set) var table = FeatureTable([])
    /// The Han characters that stand by themselves, and so are parts of nothing.
    private(set) var loneCharacters: [(unit: Int, scalar: Unicode.Scalar)] = []

    /// More units than these make a text, not a query; the first ones count.
    private static let mostUnits = 96
    /// A character that is in more entries, or in more than one of twenty, is not looked for: about the time that it takes.
    private static let commonest = 60...2_000
    /// Fewer letters are the beginning of too much.
    private static let shortestBeginning = 3
    /// A word of so many letters has many neighbours.
    private static let shortWord = 6
    /// The number of documents among which a part is rare or common.
    private let documents: Int
    /// The units that carry no meaning of their own.
    private let stops: [Bool]

    /// Takes a query apart and looks up how common its parts are.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - words: The words that occur, and those that say the same.
    ///   - indexes: The documents among which a part is rare or common.
    ///   - books: The only book that is searched, and the one that the query names.
    /// - Throws: `DatabaseError`.
    init(_ query: SearchQuery, _ words: SearchWords, in indexes: [IndexSearcher], books: [String?]) throws {
        documents = max(1, indexes.reduce(0) { $0 + $1.documentCount })
        let text = SynonymGroups.key(ChineseVariants.mainland(query.withoutNoise.text))
        let units = Self.units(of: try Self.withoutDenials(text, words))
        var stops = StopWords.units(units.map(\.text))
        // That it is about the book goes without saying.
        for index in units.indices where books.contains(units[index].text) { stops[index] = true }
        // Who says a word twice does not say more.
        var said: Set<String> = []
        for index in units.indices
        where !units[index].isHan && !said.insert(units[index].text).inserted { stops[index] = true }
        (self.units, self.stops) = (units, stops)
        features = try RelaxedFeatures(units, stops: stops, words, in: indexes).all()
        weigh(isOfCode: query.looksLikeCode)
        // An entry that holds nothing else is no match.
        for (index, unit) in units.enumerated()
        where unit.isHan && !stops[index] && !features.isEmpty {
            guard let scalar = unit.text.unicodeScalars.first,
                !singles.contains(where: { $0.scalar == scalar }),
                let phrase = IndexPhrase(unit.text)
            else { continue }
            let frequency = try indexes.reduce(0) { try $0 + $1.frequency(of: Term(unit.text)) }
            singles.append(
                Single(scalar: scalar, rarity: rarity(frequency), frequency: frequency, phrase: phrase))
        }
        for feature in features { characters.formUnion(feature.term.unicodeScalars) }
        table = FeatureTable(features)
        loneCharacters = units.indices.filter(isLone).compactMap { index in
            units[index].text.unicodeScalars.first.map { (index, $0) }
        }
        for unit in units { characters.formUnion(unit.text.unicodeScalars) }
    }

    /// A query without the pieces that say what is not meant, which no text has so: `网关错误 不是超时`.
    private static func withoutDenials(_ text: String, _ words: SearchWords) throws -> String {
        guard text.holdsBytes(of: "不是") else { return text }
        let pieces = text.split(whereSeparator: { $0.isWhitespace || $0.isPunctuation })
        let kept = try pieces.enumerated().filter { index, piece in
            guard index > 0, let denial = piece.range(of: "不是"), denial.lowerBound == piece.startIndex,
                let next = piece[denial.upperBound...].first, piece.count > 3
            else { return true }
            return try words.occurs("是\(next)")
        }
        return kept.count == pieces.count ? text : kept.map(\.element).joined(separator: " ")
    }

    private static func units(of text: String) -> [Unit] {
        var units: [Unit] = []
        var word = ""
        var isJoined = false
        func endWord() {
            guard !word.isEmpty else { return }
            units.append(Unit(text: word, isHan: false))
            word = ""
        }
        for scalar in text.unicodeScalars where units.count < mostUnits {
            if Han.contains(scalar) {
                endWord()
                units.append(Unit(text: String(scalar), isHan: true, isJoined: isJoined))
                isJoined = true
            } else {
                isJoined = false
                if Word.contains(scalar) {
                    word.unicodeScalars.append(scalar)
                } else {
                    endWord()
                }
            }
        }
        endWord()
        return units
    }

    /// How rare something is, from 0 for what stands in every entry.
    private func rarity(_ frequency: Int) -> Double {
        log(1 + Double(documents) / (Double(frequency) + 0.5))
    }

    /// A unit weighs as much as the rarest feature that answers for it; one that nothing answers for weighs about
    /// as much as a rare one, so that a query of which little occurs finds nothing.
    private mutating func weigh(isOfCode: Bool) {
        let unknown = 0.75 * rarity(0)
        let isLine = units.count { !$0.isHan } >= SearchQuery.fewestOfLine
        for index in units.indices {
            // The rarest feature has the lowest frequency.
            var lowest: Int?
            var (isMeant, isAnswered) = (false, false)
            for feature in features.indices where features[feature].units.contains(index) {
                isAnswered = true
                if features[feature].step?.kind == .synonym {
                    isMeant = true
                } else {
                    lowest = min(lowest ?? .max, features[feature].frequency)
                }
            }
            var weight = lowest.map { rarity($0) } ?? (isMeant ? 0.6 * unknown : unknown)
            if !units[index].isHan { weight *= 2 }
            // A pasted line has words of its own: times, addresses, names of hosts.
            if isLine, units[index].text.contains(where: \.isNumber) {
                weight = 0
            } else if isLine, !isAnswered {
                weight *= 0.3
            }
            units[index].weight = stops[index] ? 0 : weight
        }
        // A number in a sentence is none of a code: 等了 13 秒.
        if !isOfCode {
            for index in units.indices where units[index].text.allSatisfy(\.isWholeNumber) && units.count > 1
            {
                units[index].weight = 0
            }
        }
        weights = units.map(\.weight)
        weight = weights.reduce(0, +)
        answers = Array(repeating: 0, count: units.count)
        var ways: [Range<Int>] = []
        for feature in features where !ways.contains(feature.units) {
            ways.append(feature.units)
            for unit in feature.units { answers[unit] += 1 }
        }
        let rest = units.indices.reduce(0) { answers[$1] > 0 ? $0 : $0 + units[$1].weight }
        unknownShare = weight > 0 ? rest / weight : 0
    }

    /// About how much of the query's weight a feature answers for: what several answer for is parted among them.
    func worth(of feature: Feature) -> Double {
        feature.units.reduce(0) { $0 + units[$1].weight / Double(max(1, answers[$1])) }
            * feature.factor * feature.factor
    }

    /// Tells whether a unit is a Han character next to none.
    func isLone(_ index: Int) -> Bool {
        units[index].isHan && !units[index].isJoined
            && (index + 1 == units.count || !units[index + 1].isJoined)
    }

    /// Tells whether the words of the query are the beginnings of words of a folded name, one after the other: `precon fai`.
    ///
    /// - Parameter names: Names in lines.
    /// - Returns: True where one of them has words that begin so.
    func begins(someLineOf names: String) -> Bool {
        // A word that stands in full is more than a beginning, and one of two letters says too little.
        guard units.count > 1,
            units.allSatisfy({ !$0.isHan && $0.text.utf8.count >= Self.shortestBeginning }),
            features.contains(where: { $0.step?.kind == .partial })
        else { return false }
        guard names.holdsBytes(of: units[0].text) else { return false }
        return names.utf8.split(separator: UInt8(ascii: "\n")).contains { name in
            let words = SearchQuery.words(of: String(Substring(name)))
            guard words.count >= units.count else { return false }
            return (0...words.count - units.count).contains { start in
                units.indices.allSatisfy { words[start + $0].hasPrefix(units[$0].text) }
            }
        }
    }

    /// The characters that are rare enough to look for entries that hold them.
    var rareSingles: [Single] {
        let most = max(Self.commonest.lowerBound, min(documents / 20, Self.commonest.upperBound))
        return singles.filter { $0.frequency > 0 && $0.frequency <= most }
    }

    /// The share that is enough of a query of one word: two slips in six letters make another word.
    var shareOfOneWord: Double {
        units[0].text.utf8.count <= Self.shortWord && features.contains { $0.step?.kind == .spelling }
            ? RelaxedSearch.shareOfShortWord : RelaxedSearch.largeShare
    }

    /// How much of the query's single characters stand in some of the texts, by their rarity, from 0 to 1.
    func shareOfSingles(in texts: [TextParts]) -> Double {
        let all = singles.reduce(0) { $0 + $1.rarity }
        guard all > 0 else { return 0 }
        return singles.reduce(0) { sum, single in
            texts.contains { $0.holds(single.scalar) } ? sum + single.rarity : sum
        } / all
    }

    /// Tells whether a folded text may hold a feature: whether it has two characters of any.
    func mayOccur(in text: String) -> Bool {
        var count = 0
        for scalar in text.unicodeScalars where characters.contains(scalar) {
            count += 1
            if count == 2 { return true }
        }
        return false
    }

    /// The features that an entry must hold one of to reach a share of the query's weight.
    ///
    /// The commonest features are left out as long as all of them together cannot reach it, so that common pairs,
    /// which most entries hold, need not be visited (the idea of MaxScore: Turtle and Flood, 1995).
    func drivers(reaching share: Double) -> [Feature] {
        // What carries no meaning is nothing to look for.
        let byFrequency = features.filter { $0.units.contains { units[$0].weight > 0 } }
            .sorted { $0.frequency > $1.frequency }
        var isCovered = [Bool](repeating: false, count: units.count)
        for (index, feature) in byFrequency.enumerated() {
            for unit in feature.units { isCovered[unit] = true }
            let reachable = units.indices.reduce(0) { isCovered[$1] ? $0 + units[$1].weight : $0 }
            if reachable >= share * weight { return Array(byFrequency[index...]) }
        }
        return []
    }
}
