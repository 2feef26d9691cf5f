import GRDB
import KBIndex
import KBText

/// What a query typed in pinyin may stand for: chains of characters that the vocabulary has as pairs.
struct PinyinForms {
    /// More phrases than this are no longer a reading but noise.
    private static let mostForms = 32
    private static let mostChains = 2_000
    /// As many words of a query may be syllables of one.
    private static let mostJoined = 4
    private static let mostSteps = 100_000

    private let known: PinyinVocabulary
    private var vocabulary: Vocabulary { known.vocabulary }
    private let synonyms: SynonymGroups
    /// Where initials are looked for, one after the other.
    private let runs: [HanRuns]

    /// Tells whether some entry may hold all of several words.
    private let holdsTogether: ([String]) throws -> Bool

    /// - Parameters:
    ///   - vocabulary: The words that occur.
    ///   - synonyms: The groups of synonyms.
    ///   - runs: Where initials are looked for: the next only where the one before has nothing.
    ///   - holdsTogether: Tells whether some entry or note may hold all of several words.
    init(
        _ vocabulary: PinyinVocabulary, _ synonyms: SynonymGroups, runs: [HanRuns],
        holdsTogether: @escaping ([String]) throws -> Bool = { _ in true }
    ) {
        known = vocabulary
        self.synonyms = synonyms
        self.runs = runs
        self.holdsTogether = holdsTogether
    }

    /// How pinyin is read.
    enum Reading {
        /// Every syllable is spelt out: `xieyi`, `xie yi`, `chóngdìngxiàng`.
        case full
        /// Full syllables, and the beginning of the last one: `chongdingxi`.
        case begun
        /// Full syllables and initials: `chongdx`.
        case mixed
        /// Initials only: `cdx`.
        case initials

        /// Whether every syllable is spelt, but perhaps for the last one: what it stands for is the same in every book.
        var isSpelt: Bool { self == .full || self == .begun }
    }

    /// The phrases that a query may stand for in one reading, words that people are known to use first.
    mutating func forms(_ query: SearchQuery, _ reading: Reading) throws -> [WordForm] {
        guard query.text.utf8.count <= 128 else { return [] }
        var isReadable = [Bool](repeating: true, count: query.words.count)
        if !reading.isSpelt, query.words.count > 1 {
            isReadable = query.words.map { Pinyin.mayBePart($0, ofInitials: reading == .initials) }
            // What can be no pinyin is meant as it is; the last word may go on in a name.
            let literal = zip(query.words, isReadable).dropLast().filter { !$0.1 }.map(\.0)
            if !literal.isEmpty, !Pinyin.mayBePart(query.text, ofInitials: reading == .initials),
                try !holdsTogether(literal)
            {
                return []
            }
        }
        let whole = try phrases(query.text, reading)
        if query.words.count < 2 { return whole }
        // Several words in pinyin, perhaps beside others that are not.
        // The likeliest choices of all words come before unlikely ones of one.
        var forms = [(form: WordForm(text: ""), rank: 0)]
        var rest = query.words[...]
        while let word = rest.first {
            // A word of one syllable goes with the next: `bu zai SPF jilu`.
            var choices: [WordForm] = []
            var count = 0
            while choices.isEmpty, count < min(rest.count, Self.mostJoined),
                isReadable[rest.startIndex + count]
            {
                count += 1
                let joined = rest.prefix(count).joined(separator: " ")
                choices = try phrases(joined, reading)
                // Who shortens one word may have spelt the others out.
                if choices.isEmpty, reading == .mixed { choices = try phrases(joined, .full) }
            }
            if choices.isEmpty { count = 1 }
            // What is a word of the texts may be meant as it is.
            if count == 1, !choices.isEmpty, try vocabulary.contains(TextFolding.fold(word)) {
                choices.insert(WordForm(text: word), at: 0)
            }
            if choices.isEmpty { choices = [WordForm(text: word)] }
            rest = rest.dropFirst(count)
            forms = forms.flatMap { form, rank in
                choices.enumerated().map { (form.adding($0.element), rank + $0.offset) }
            }
            forms = Array(forms.sorted { $0.rank < $1.rank }.prefix(Self.mostForms))
        }
        // A chain of several words need not stand in one piece anywhere.
        return whole + forms.map(\.form).filter { !$0.steps.isEmpty }
    }

    private mutating func phrases(_ text: String, _ reading: Reading) throws -> [WordForm] {
        if !reading.isSpelt, try runs.allSatisfy({ try $0.isEmpty() }) { return [] }
        let parses =
            switch reading {
            case .full: Pinyin.fullParses(text)
            case .begun: Pinyin.begunParses(text)
            case .mixed: Pinyin.mixedParses(text)
            case .initials: Pinyin.initialParses(text)
            }
        let kind: SearchResult.Step.Kind = reading == .initials ? .initials : .pinyin
        var terms: [WordForm] = []
        var others: [WordForm] = []
        var seen: Set<String> = []
        if !reading.isSpelt {
            let parses = try parses.filter { try $0.count >= 2 && known.mayHold($0) }
            // Any letters are the initials of some chain of characters: words of texts count.
            for place in runs.indices where terms.isEmpty && others.isEmpty {
                for units in parses {
                    for word in try runs[place].words(units, known.characters(units)).prefix(
                        2 * Self.mostForms)
                    where try seen.insert(word.text).inserted && vocabulary.holdsAll(of: word.text) {
                        let step = SearchResult.Step(kind: kind, from: text, to: word.text)
                        let form = WordForm(text: word.text, steps: [step], weight: word.isWhole ? 1 : 0.5)
                        word.isWhole ? terms.append(form) : others.append(form)
                    }
                }
            }
            return Array((terms + others).prefix(Self.mostForms))
        }
        for units in parses where units.count >= 2 {
            for phrase in try chains(units) where seen.insert(phrase).inserted {
                var form = WordForm(
                    text: phrase, steps: [SearchResult.Step(kind: kind, from: text, to: phrase)])
                if try synonyms.isTerm(phrase) {
                    terms.append(form)
                } else {
                    // A chain that is no known word may be parts of two.
                    form.weight = 0.5
                    others.append(form)
                }
            }
        }
        return Array((terms + others).prefix(Self.mostForms))
    }

    /// The chains of characters that are read so and whose neighbours are pairs of the vocabulary.
    private mutating func chains(_ units: [Pinyin.Unit]) throws -> [String] {
        var search = ChainSearch(units: known.characters(units))
        for first in beginnings(units[0]) {
            search.chain = [first]
            _ = try extend(&search)
        }
        return search.found
    }

    private struct ChainSearch {
        let units: [PinyinCharacters]
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
        let next = try known.followers(of: last)
        for scalar in isLast ? next : next.reversed() where !search.isOver {
            search.steps += 1
            guard search.units[place].contains(scalar) else { continue }
            search.chain.append(scalar)
            if isLast {
                search.found.append(String(scalars: search.chain))
                goesOn = true
            } else if try extend(&search) {
                goesOn = true
            }
            search.chain.removeLast()
        }
        if !goesOn && !search.isOver { search.deadEnds.insert(state) }
        return goesOn
    }

    private func beginnings(_ unit: Pinyin.Unit) -> [Unicode.Scalar] {
        if case .han(let scalar) = unit { return ChineseVariants.variants(of: scalar) }
        return Pinyin.characters(for: unit)
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
