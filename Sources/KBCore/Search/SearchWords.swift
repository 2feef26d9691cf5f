import KBIndex
import KBText

/// The words of the file as one search asks for them: each is looked up once, in however many books it is searched.
final class SearchWords {
    let vocabulary: Vocabulary
    let synonyms: SynonymGroups
    /// The words of the synonyms, where initials are looked for.
    let synonymRuns: HanRuns

    private var known: [String: Bool] = [:]
    private var spellings: [String: [Spelling.Candidate]] = [:]
    private var readings: [String: [String]] = [:]
    private var phrases: [String: [WordForm]] = [:]
    /// The pairs as pinyin is looked up in them.
    let pinyinVocabulary: PinyinVocabulary
    private lazy var spelt = PinyinForms(pinyinVocabulary, synonyms, runs: [])
    private var occurrences: [String: [SynonymGroups.Occurrence]] = [:]
    private var shortened: [String: [String]] = [:]
    private var pairs: [String: [String]] = [:]
    private var slips: [String: [WordForm]] = [:]
    private var homophones: [String: [(changes: Int, forms: [WordForm])]] = [:]
    private var variants: [String: [WordForm]] = [:]

    /// How alike homophones must sound; each is a step further from the text than the one before.
    enum Likeness: Int {
        case same = 1
        case similar = 100

        fileprivate var homophones: Homophones { self == .same ? .same : .similar }
    }

    init(_ index: IndexSearcher) {
        vocabulary = Vocabulary(index)
        pinyinVocabulary = PinyinVocabulary(vocabulary, entries: index.documentCount)
        synonyms = SynonymGroups(index.db)
        synonymRuns = HanRuns(index.db, book: nil, [.synonyms])
    }

    /// Tells whether a pair or a word occurs somewhere.
    func occurs(_ text: String) throws -> Bool {
        if let known = known[text] { return known }
        let occurs = try vocabulary.contains(text)
        known[text] = occurs
        return occurs
    }

    /// Tells whether all pairs and words of a text occur somewhere.
    func holdsAll(of text: String) throws -> Bool {
        try Vocabulary.terms(of: text).allSatisfy { try occurs($0.text) }
    }

    /// The words that one which does not occur may have been meant as.
    func spellings(of word: String) throws -> [Spelling.Candidate] {
        if let known = spellings[word] { return known }
        let found = try Spelling.candidates(for: word, in: vocabulary)
        spellings[word] = found
        return found
    }

    /// The words of Han characters that a Latin one of two syllables or more may be read as.
    func readings(of word: String) throws -> [String] {
        if let known = readings[word] { return known }
        // Shorter words are syllables by chance.
        var found: [String] = []
        if word.utf8.count >= 5 {
            found = try pinyin(SearchQuery(word), .full).map(\.text)
        }
        readings[word] = found
        return found
    }

    /// The phrases that a query in pinyin may stand for, in a reading that is spelt.
    func pinyin(_ query: SearchQuery, _ reading: PinyinForms.Reading) throws -> [WordForm] {
        let key = query.text + (reading == .begun ? "\0" : "")
        if let known = phrases[key] { return known }
        let found = try spelt.forms(query, reading)
        phrases[key] = found
        return found
    }

    /// The places of a text where terms of groups stand.
    func occurrences(in text: String) throws -> [SynonymGroups.Occurrence] {
        if let known = occurrences[text] { return known }
        let found = try synonyms.occurrences(in: text)
        occurrences[text] = found
        return found
    }

    /// The words that two characters may be short for.
    func shortened(to first: Unicode.Scalar, _ last: Unicode.Scalar) throws -> [String] {
        let key = String(scalars: [first, last])
        if let known = shortened[key] { return known }
        let found = try vocabulary.words(shortenedTo: first, last)
        shortened[key] = found
        return found
    }

    /// Pairs that sound like one that does not occur.
    func pairs(like first: Unicode.Scalar, _ second: Unicode.Scalar, entries: Int) throws -> [String] {
        let key = String(scalars: [first, second]) + Self.size(entries)
        if let known = pairs[key] { return known }
        let found = try HomophoneForms(vocabulary, synonyms, .same, entries: entries)
            .pairs(like: first, second)
        pairs[key] = found
        return found
    }

    /// What Han text may have been meant as two of whose characters are swapped, or one of which stands twice.
    func slips(in text: String) throws -> [WordForm] {
        if let known = slips[text] { return known }
        let found = try HanSlips(vocabulary).forms(of: text)
        slips[text] = found
        return found
    }

    /// What Han text may have been meant as some of whose characters are wrong.
    func homophones(
        of text: String, _ likeness: Likeness, entries: Int
    ) throws -> [(changes: Int, forms: [WordForm])] {
        let key = "\(text)\(likeness.rawValue)\(Self.size(entries))"
        if let known = homophones[key] { return known }
        let found = try HomophoneForms(vocabulary, synonyms, likeness.homophones, entries: entries)
            .forms(of: text)
        homophones[key] = found
        return found
    }

    /// Other forms of a query.
    func variants(of query: SearchQuery, scriptsOnly: Bool) throws -> [WordForm] {
        let key = query.text + (scriptsOnly ? "\0" : "")
        if let known = variants[key] { return known }
        let found = try VariantForms(query, self, scriptsOnly: scriptsOnly).forms
        variants[key] = found
        return found
    }

    /// In a large file fewer words are looked for.
    private static func size(_ entries: Int) -> String { entries > HomophoneForms.mostEntries ? "+" : "" }
}
