import GRDB
import KBIndex
import KBText

/// What a query typed in pinyin may stand for: chains of characters that the vocabulary has as pairs.
struct PinyinForms {
    /// More phrases than this are no longer a reading but noise.
    private static let mostForms = 32
    private static let mostChains = 2_000
    private static let mostSteps = 100_000

    private let vocabulary: Vocabulary
    private let synonyms: SynonymGroups
    /// Whether initials may stand for words that no synonym is.
    private let guessesWords: Bool
    private var terms: [Int: [String]] = [:]
    private var followers: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var allPairs: [Unicode.Scalar: [Unicode.Scalar]]?

    /// In a file of more entries than these, some chain of characters fits any initials.
    static let mostEntriesToGuess = 20_000

    init(_ vocabulary: Vocabulary, _ synonyms: SynonymGroups, entries: Int) {
        guessesWords = entries <= Self.mostEntriesToGuess
        self.vocabulary = vocabulary
        self.synonyms = synonyms
    }

    /// How pinyin is read.
    enum Reading {
        /// Every syllable is spelt out: `xieyi`, `xie yi`, `chóngdìngxiàng`.
        case full
        /// Full syllables and initials: `chongdx`.
        case mixed
        /// Initials only: `cdx`.
        case initials
    }

    /// The phrases that a query may stand for in one reading, words that people are known to use first.
    mutating func forms(_ query: SearchQuery, _ reading: Reading) throws -> [WordForm] {
        guard query.text.utf8.count <= 128, try reading == .full || guessesWords || !synonyms.isEmpty() else {
            return []
        }
        let whole = try phrases(query.text, reading)
        if !whole.isEmpty || query.words.count < 2 { return whole }
        // Several words in pinyin, perhaps beside others that are not.
        var forms = [WordForm(text: "")]
        for word in query.words {
            var choices = try phrases(word, reading)
            if choices.isEmpty { choices = [WordForm(text: word)] }
            forms = forms.flatMap { form in
                choices.map { form.adding($0) }
            }
            forms = Array(forms.prefix(Self.mostForms))
        }
        return forms.filter { !$0.steps.isEmpty }
    }

    private mutating func phrases(_ text: String, _ reading: Reading) throws -> [WordForm] {
        let parses =
            switch reading {
            case .full: Pinyin.fullParses(text)
            case .mixed: Pinyin.mixedParses(text)
            case .initials: Pinyin.initialParses(text)
            }
        let kind: SearchResult.Step.Kind = reading == .initials ? .initials : .pinyin
        var known: [WordForm] = []
        var unknown: [WordForm] = []
        var seen: Set<String> = []
        for units in parses where units.count >= 2 {
            // Initials have so many chains that the known words among them are looked up by themselves.
            let words = reading == .full ? [] : try knownTerms(units)
            for word in words where seen.insert(word).inserted {
                known.append(
                    WordForm(text: word, steps: [SearchResult.Step(kind: kind, from: text, to: word)]))
            }
            for phrase in reading == .full || guessesWords ? try chains(units) : []
            where seen.insert(phrase).inserted {
                var form = WordForm(
                    text: phrase, steps: [SearchResult.Step(kind: kind, from: text, to: phrase)])
                if reading == .full, try synonyms.isTerm(phrase) {
                    known.append(form)
                } else {
                    // A chain that is no known word may be parts of two.
                    form.weight = reading == .full ? 0.5 : 0.2
                    unknown.append(form)
                }
            }
        }
        return Array((known + unknown).prefix(Self.mostForms))
    }

    /// The chains of characters that are read so and whose neighbours are pairs of the vocabulary.
    private mutating func chains(_ units: [Pinyin.Unit]) throws -> [String] {
        var search = ChainSearch(units: units)
        for first in try beginnings(units[0]) {
            search.chain = [first]
            _ = try extend(&search)
        }
        return search.found
    }

    private struct ChainSearch {
        let units: [Pinyin.Unit]
        var chain: [Unicode.Scalar] = []
        var found: [String] = []
        var steps = 0
        /// Places and characters from which no chain goes on to the end.
        var deadEnds: Set<UInt64> = []

        var isOver: Bool { steps >= PinyinForms.mostSteps || found.count >= PinyinForms.mostChains }
    }

    /// Adds every way to go on from the last character of the chain; false when there is none.
    private mutating func extend(_ search: inout ChainSearch) throws -> Bool {
        guard let last = search.chain.last else { return false }
        let place = search.chain.count
        let state = UInt64(place) << 32 | UInt64(last.value)
        if search.deadEnds.contains(state) { return false }
        let isLast = place + 1 == search.units.count
        var goesOn = false
        let next = try following(last)
        for scalar in isLast ? next : next.reversed() where !search.isOver {
            search.steps += 1
            guard Self.matches(search.units[place], scalar) else { continue }
            search.chain.append(scalar)
            if isLast {
                search.found.append(String(String.UnicodeScalarView(search.chain)))
                goesOn = true
            } else if try extend(&search) {
                goesOn = true
            }
            search.chain.removeLast()
        }
        if !goesOn && !search.isOver { search.deadEnds.insert(state) }
        return goesOn
    }

    private mutating func beginnings(_ unit: Pinyin.Unit) throws -> [Unicode.Scalar] {
        if case .han(let scalar) = unit { return ChineseVariants.variants(of: scalar) }
        if case .syllable = unit { return Pinyin.characters(for: unit) }
        let pairs = try self.pairs()
        return pairs.keys.filter { Pinyin.matches(unit, $0) }.sorted { $0.value < $1.value }
    }

    /// The terms of synonyms that are read so.
    private mutating func knownTerms(_ units: [Pinyin.Unit]) throws -> [String] {
        let all = try terms[units.count] ?? synonyms.terms(ofLength: units.count)
        terms[units.count] = all
        return all.filter { term in zip(units, term.unicodeScalars).allSatisfy { Self.matches($0, $1) } }
    }

    private static func matches(_ unit: Pinyin.Unit, _ scalar: Unicode.Scalar) -> Bool {
        if case .han(let wanted) = unit { return ChineseVariants.variants(of: wanted).contains(scalar) }
        return Pinyin.matches(unit, scalar)
    }

    private mutating func pairs() throws -> [Unicode.Scalar: [Unicode.Scalar]] {
        if let allPairs { return allPairs }
        let pairs = try vocabulary.pairs()
        allPairs = pairs
        return pairs
    }

    private mutating func following(_ scalar: Unicode.Scalar) throws -> [Unicode.Scalar] {
        if let allPairs { return allPairs[scalar] ?? [] }
        if let known = followers[scalar] { return known }
        let found = try vocabulary.followers(of: scalar)
        followers[scalar] = found
        return found
    }
}

extension WordForm {
    /// The two forms one after the other.
    fileprivate func adding(_ other: WordForm) -> WordForm {
        WordForm(
            text: SearchQuery(text + " " + other.text).text, steps: steps + other.steps,
            weight: weight * other.weight)
    }
}
