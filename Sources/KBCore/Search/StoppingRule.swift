import KBIndex
import KBText

/// Decides how far a search goes from the query's own words.
///
/// It looks at what was found, never at how many results are asked for: the first results of an answer do not depend
/// on its limit. (A tier that is not asked since the limit is reached would only add results after those.)
struct StoppingRule {
    /// How far a tier goes; deeper ones are asked later.
    enum Depth: Int, Comparable {
        /// The codes that the query names.
        case codes
        /// The query as it stands.
        case literal
        /// The same words in other characters, and other words for them.
        case variants
        /// Words that the letters of the query may stand for.
        case guesses
        /// Most of the query.
        case relaxed
        /// The entry that is nearest, where nothing was found.
        case guess

        static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
    }

    /// As many results make synonyms and the relaxed tier noise.
    private static let enough = 3
    /// A run of Han characters longer than this is a sentence.
    private static let longestPhrase = 7

    /// Whether codes that the query names answer all of it.
    private var isOver = false
    /// Whether the query names codes, and says something besides.
    private var namesCodes = false
    private var count = 0
    /// Whether an entry holds the query in one piece.
    private var isHeld = false
    /// Whether the query is a name.
    private var isName = false

    /// Whether nothing was found so far.
    var isEmpty: Bool { count == 0 && !namesCodes }

    /// Takes note of what a tier has found.
    mutating func add(_ answer: TierAnswer, of depth: Depth) {
        isOver = isOver || answer.isConclusive
        if depth == .codes {
            namesCodes = !answer.results.isEmpty
            return
        }
        count += answer.results.count
        guard depth == .literal else { return }
        isHeld = isHeld || answer.results.contains { $0.level.map { !$0.isOfWords } ?? false }
        isName = isName || answer.results.contains { $0.level == .exact }
    }

    /// Tells whether tiers of a depth are asked about a query.
    func asks(_ depth: Depth, about query: SearchQuery) -> Bool {
        guard isOpen(to: depth, about: query) else { return false }
        switch depth {
        case .guesses: return count == 0
        // A number that is no code is not nearly one.
        case .relaxed: return query.words.contains { $0.contains(where: \.isAnyLetter) }
        default: return true
        }
    }

    /// Tells whether tiers of a depth are asked in some book, whatever was found in others.
    ///
    /// Once they are not, no later tier is: so what is found in a book is the beginning of what it has by itself.
    func isOpen(to depth: Depth, about query: SearchQuery) -> Bool {
        switch depth {
        case .codes, .literal: !isOver
        // Next to a code that the query names, what only may be meant is noise.
        case .variants: !isOver && !namesCodes
        // So it is next to an entry that holds the query as it stands.
        case .guesses, .relaxed: !isOver && !namesCodes && isWanting(query)
        case .guess: !isOver && !namesCodes && count == 0
        }
    }

    /// Whether there is too little yet for a query of this length.
    private func isWanting(_ query: SearchQuery) -> Bool {
        count == 0 || count < Self.enough && query.text.unicodeScalars.count >= 4 && !isHeld
    }

    /// Tells whether other words for those of the query are tried, or only the same ones in other characters.
    func takesOtherWords(for query: SearchQuery) -> Bool {
        // A sentence with a word replaced stands nowhere; the relaxed tier has the synonyms of its words.
        let isSentence =
            query.words.count == 1
            && query.text.unicodeScalars.count(where: Han.contains) > Self.longestPhrase
        return !isName && !isSentence && count < Self.enough
    }
}
