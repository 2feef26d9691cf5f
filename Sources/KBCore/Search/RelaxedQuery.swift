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
        let parts: Set<UInt64>
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

    private(set) var units: [Unit] = []
    private(set) var features: [Feature] = []
    /// The sum of the units' weights.
    private(set) var weight = 0.0
    /// The characters of all features: a text without two of them holds none.
    private(set) var characters: Set<Unicode.Scalar> = []

    /// More units than these make a text, not a query; the first ones count.
    private static let mostUnits = 96
    /// A text of as many Latin words is a pasted line or a long sentence.
    private static let fewestOfLine = 10
    /// For as many pairs that occur nowhere others are looked for.
    private static let mostUnheard = 6
    /// As many words are taken that one may be short for.
    private static let mostShort = 12

    private let vocabulary: Vocabulary
    private let entries: Int
    private let frequency: (Term) throws -> Int
    private let stands: (IndexPhrase) throws -> Bool
    /// The units that carry no meaning of their own.
    private var stops: Set<Int> = []

    /// Takes a query apart and looks up how common its parts are.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - vocabulary: The words that occur.
    ///   - synonyms: The groups of synonyms.
    ///   - indexes: The documents among which a part is rare or common.
    ///   - book: The only book that is searched.
    /// - Throws: `DatabaseError`.
    init(
        _ query: SearchQuery, vocabulary: Vocabulary, synonyms: SynonymGroups, in indexes: [IndexSearcher],
        book: String?
    ) throws {
        self.vocabulary = vocabulary
        entries = max(1, indexes.reduce(0) { $0 + $1.documentCount })
        frequency = { term in try indexes.reduce(0) { try $0 + $1.frequency(of: term) } }
        stands = { phrase in try indexes.contains { try $0.holds(phrase) } }
        let text = SynonymGroups.key(ChineseVariants.mainland(query.text))
        split(text)
        stops = StopWords.units(units.map(\.text))
        // That it is about the book goes without saying.
        stops.formUnion(units.indices.filter { units[$0].text == book })
        try addPairs()
        try addUnheard(synonyms)
        try addWords()
        try addSynonyms(synonyms, text: text)
        weigh()
        for feature in features { characters.formUnion(feature.term.unicodeScalars) }
        for unit in units { characters.formUnion(unit.text.unicodeScalars) }
    }

    private mutating func split(_ text: String) {
        var word = ""
        var isJoined = false
        func endWord(_ units: inout [Unit]) {
            guard !word.isEmpty else { return }
            units.append(Unit(text: word, isHan: false))
            word = ""
        }
        for scalar in text.unicodeScalars where units.count < Self.mostUnits {
            if Han.contains(scalar) {
                endWord(&units)
                units.append(Unit(text: String(scalar), isHan: true, isJoined: isJoined))
                isJoined = true
            } else {
                isJoined = false
                if Word.contains(scalar) {
                    word.unicodeScalars.append(scalar)
                } else {
                    endWord(&units)
                }
            }
        }
        endWord(&units)
    }

    /// How rare something is, from 0 for what stands in every entry.
    private func rarity(_ frequency: Int) -> Double {
        log(1 + Double(entries) / (Double(frequency) + 0.5))
    }

    private mutating func addPairs() throws {
        for index in units.indices where index > 0 && units[index].isHan && units[index].isJoined {
            let pair = units[index - 1].text + units[index].text
            for form in try occurring(pair) {
                let frequency = try frequency(Term(form))
                guard frequency > 0, let phrase = IndexPhrase(form) else { continue }
                features.append(
                    Feature(
                        units: index - 1..<index + 1, term: pair,
                        // A pair of half a word and a particle says little about the half.
                        factor: stops.contains(index - 1) || stops.contains(index) ? 0.4 : 1,
                        step: form == pair ? nil : SearchResult.Step(kind: .script, from: pair, to: form),
                        frequency: frequency,
                        phrase: phrase))
            }
        }
    }

    /// For pairs that occur nowhere, words that they may be short for, and pairs that sound like them.
    private mutating func addUnheard(_ synonyms: SynonymGroups) throws {
        // Of three characters or fewer both are words of their own, and searched as such.
        guard units.count(where: \.isHan) > 3, !features.isEmpty else { return }
        let homophones = HomophoneForms(vocabulary, synonyms, .same, entries: entries)
        var looked = 0
        for index in units.indices where index > 0 && units[index].isHan && units[index].isJoined {
            let (first, second) = (units[index - 1].text, units[index].text)
            guard looked < Self.mostUnheard,
                !features.contains(where: { $0.units == index - 1..<index + 1 }),
                !stops.contains(index - 1), !stops.contains(index),
                let left = first.unicodeScalars.first, let right = second.unicodeScalars.first
            else { continue }
            looked += 1
            for word in try vocabulary.words(shortenedTo: left, right).prefix(Self.mostShort) {
                guard let phrase = IndexPhrase(word) else { continue }
                let frequency = try phrase.parts.map { try self.frequency($0.term) }.min() ?? 0
                guard frequency > 0, try stands(phrase) else { continue }
                features.append(
                    Feature(
                        units: index - 1..<index + 1, term: word, factor: 0.8,
                        step: SearchResult.Step(kind: .partial, from: first + second, to: word),
                        frequency: frequency, phrase: phrase))
            }
            for pair in try homophones.pairs(like: left, right) {
                let frequency = try frequency(Term(pair))
                guard frequency > 0, let phrase = IndexPhrase(pair) else { continue }
                features.append(
                    Feature(
                        units: index - 1..<index + 1, term: pair, factor: 0.8,
                        step: SearchResult.Step(kind: .homophone, from: first + second, to: pair),
                        frequency: frequency, phrase: phrase))
            }
        }
    }

    /// The forms of a pair, in either script, that may occur.
    private func occurring(_ pair: String) throws -> [String] {
        var forms: [String] = []
        if try vocabulary.contains(pair) { forms.append(pair) }
        let scalars = Array(pair.unicodeScalars)
        for first in ChineseVariants.variants(of: scalars[0]).prefix(4) {
            for second in ChineseVariants.variants(of: scalars[1]).prefix(4) {
                let form = String(scalars: [first, second])
                if form != pair, try vocabulary.contains(form) { forms.append(form) }
            }
        }
        return forms
    }

    private mutating func addWords() throws {
        for index in units.indices where !units[index].isHan {
            let word = units[index].text
            if try vocabulary.contains(word) || word.allSatisfy(\.isNumber) {
                try addWord(word, at: index, factor: 1, step: nil)
                continue
            }
            for candidate in try Spelling.candidates(for: word, in: vocabulary) {
                let step = SearchResult.Step(kind: candidate.kind, from: word, to: candidate.word)
                try addWord(candidate.word, at: index, factor: candidate.weight, step: step)
            }
        }
    }

    private mutating func addWord(_ word: String, at index: Int, factor: Double, step: SearchResult.Step?)
        throws
    {
        let frequency = try frequency(Term(word))
        guard frequency > 0, let phrase = IndexPhrase(word) else { return }
        features.append(
            Feature(
                units: index..<index + 1, term: word, factor: factor, step: step, frequency: frequency,
                phrase: phrase))
    }

    private mutating func addSynonyms(_ synonyms: SynonymGroups, text: String) throws {
        // Where each unit stands in the text.
        var starts: [Int] = []
        let scalars = Array(text.unicodeScalars)
        var place = 0
        for unit in units {
            let length = unit.text.unicodeScalars.count
            while place + length <= scalars.count,
                String(scalars: scalars[place..<place + length]) != unit.text
            { place += 1 }
            starts.append(place)
            place += length
        }
        for occurrence in try synonyms.occurrences(in: text).prefix(12) {
            let covered = units.indices.filter { occurrence.range.contains(starts[$0]) }
            guard let first = covered.first, let last = covered.last else { continue }
            for other in occurrence.others where try vocabulary.holdsAll(of: other) {
                guard let phrase = IndexPhrase(other) else { continue }
                let frequencies = try phrase.parts.map { try frequency($0.term) }
                guard let frequency = frequencies.min(), frequency > 0 else { continue }
                features.append(
                    Feature(
                        units: first..<last + 1, term: SynonymGroups.key(other), factor: 0.9,
                        step: SearchResult.Step(kind: .synonym, from: occurrence.term, to: other),
                        frequency: frequency,
                        phrase: phrase))
            }
        }
    }

    /// A unit weighs as much as the rarest feature that answers for it; one that nothing answers for weighs about
    /// as much as a rare one, so that a query of which little occurs finds nothing.
    private mutating func weigh() {
        let unknown = 0.75 * rarity(0)
        let isLine = units.count { !$0.isHan } >= Self.fewestOfLine
        for index in units.indices {
            let rarities = features.filter {
                $0.units.contains(index) && $0.step?.kind != .synonym
            }
            .map { rarity($0.frequency) }
            let isMeant = features.contains { $0.units.contains(index) && $0.step?.kind == .synonym }
            var weight = rarities.max() ?? (isMeant ? 0.6 * unknown : unknown)
            if !units[index].isHan { weight *= 2 }
            // A pasted line has words of its own: times, addresses, names of hosts.
            if isLine,
                features.allSatisfy({
                    !$0.units.contains(index) || units[index].text.contains(where: \.isNumber)
                })
            {
                weight *= units[index].text.contains(where: \.isNumber) ? 0 : 0.3
            }
            units[index].weight = stops.contains(index) ? 0 : weight
        }
        // A number in a sentence is none of a code: 等了 13 秒.
        for index in units.indices where units[index].text.allSatisfy(\.isWholeNumber) && units.count > 1 {
            units[index].weight = 0
        }
        self.weight = units.reduce(0) { $0 + $1.weight }
    }

    /// Tells whether a folded text may hold a feature: whether it has two characters of any.
    func mayOccur(in text: Substring) -> Bool {
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
        let byFrequency = features.sorted { $0.frequency > $1.frequency }
        var covered = Set<Int>()
        for (index, feature) in byFrequency.enumerated() {
            covered.formUnion(feature.units)
            let reachable = covered.reduce(0) { $0 + units[$1].weight }
            if reachable >= share * weight { return Array(byFrequency[index...]) }
        }
        return []
    }
}
