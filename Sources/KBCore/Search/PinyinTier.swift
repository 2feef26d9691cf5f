import KBIndex
import KBText

/// Tier 5, too: words whose pinyin, or its initials, the query may be.
struct PinyinTier: SearchTier {
    let depth = StoppingRule.Depth.guesses
    /// In a file of more entries than these initials must be those of a synonym.
    private static let mostEntriesToGuess = 20_000

    /// How many initials fit something in the descriptions of so many entries one time in ten or less: with twenty letters
    /// and twenty places in each.
    private static func fewestLetters(in entries: Int) -> Int {
        var letters = 1
        var combinations = 20
        while combinations < entries * 20 * 10 {
            letters += 1
            combinations *= 20
        }
        return letters
    }

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let query = search.query
        guard query.text.unicodeScalars.contains(where: { !Han.contains($0) && $0.properties.isAlphabetic })
        else { return TierAnswer() }
        let index = try search.index()
        // In a large file some text fits any initials.
        let isLarge = index.documentCount > Self.mostEntriesToGuess
        let shared = try search.words()
        let runs =
            isLarge
            ? [shared.synonymRuns]
            : [
                HanRuns(search.db, book: search.book, [.names, .aliases], besides: shared.synonymRuns),
                HanRuns(
                    search.db, book: search.book, [.descriptions],
                    fewestLetters: Self.fewestLetters(in: index.documentCount)),
            ]
        var pinyin = PinyinForms(shared.pinyinVocabulary, shared.synonyms, runs: runs) { words in
            let words = words.filter { IndexPhrase($0) != nil }
            return try words.isEmpty || !index.entries(holdingAll: words, limit: 1).isEmpty
                || search.notes()?.entries(holdingAll: words, limit: 1).isEmpty == false
        }
        for (number, reading) in [PinyinForms.Reading.full, .begun, .mixed, .initials].enumerated() {
            let forms = try reading.isSpelt ? shared.pinyin(query, reading) : pinyin.forms(query, reading)
            // Initials fit much that is no word: two characters must be a word that people are known to use.
            let words =
                reading.isSpelt
                ? forms
                : try forms.filter { try $0.text.unicodeScalars.count > 2 || shared.synonyms.isTerm($0.text) }
            // Words that people are known to use come before chains that may be parts of two; then comes the
            // beginning of a name.
            let isKnown: (WordForm) -> Bool = { $0.weight == 1 }
            // A note may be about anything, so that some chain of its characters fits any initials.
            let levels = MatchLevel.allCases.filter { reading != .initials || $0 != .note }
            var choices = [
                (words.filter(isKnown), MatchLevel.allCases), (words.filter { !isKnown($0) }, levels),
            ]
            if !reading.isSpelt { choices.append((forms, [.exact, .prefix])) }
            for (choice, (forms, levels)) in choices.enumerated() {
                let entries = EntrySearch(search: search, forms: forms, tier: .variant)
                let stage = number * 3 + choice
                let results = try entries.results(limit: limit, found: &found, levels: levels, stage: stage)
                if !results.isEmpty { return TierAnswer(results: results) }
            }
        }
        return TierAnswer()
    }
}
