import KBIndex

/// A code that a query has found, and why.
public struct SearchResult: Sendable {
    /// How directly a query led to a result; lower tiers come first.
    public enum Tier: Int, Hashable, Comparable, Sendable, CaseIterable {
        /// The query names the code, its class or its beginning.
        case code = 1
        /// The query stands in the name or in an alias.
        case name
        /// The query stands in the description, or all of its words in the entry.
        case description
        /// The query stands in a note or an annotation.
        case note
        /// Another form of the query stands in the entry: another script, a synonym, pinyin.
        case variant
        /// Most of the query stands in the entry, or words spelt nearly so.
        case relaxed
        /// No entry holds enough of the query, and this one holds the most: perhaps it is meant.
        case guess

        /// Orders by directness.
        public static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
    }

    /// The part of an entry in which a query was found.
    public enum Field: String, Hashable, Sendable {
        case code, name, alias, description, note
        /// A field that the document has besides, such as 级别; ``TextMark/name`` says which.
        case field
        /// The description in a further language; ``TextMark/name`` says in which.
        case translation
        /// The quote of an annotation; only a mark has this field.
        case quote
    }

    /// One step from the words of the query to the words of the text.
    public struct Step: Hashable, Sendable {
        /// What was done to the words.
        public enum Kind: String, Hashable, Sendable {
            /// Simplified and traditional characters.
            case script
            /// Vocabulary of Taiwan, Hong Kong and the mainland.
            case region
            /// Full-width and other compatibility forms.
            case form
            /// A group of the table `synonyms`.
            case synonym
            /// Full pinyin.
            case pinyin
            /// The initials of pinyin.
            case initials
            /// Characters that sound alike.
            case homophone
            /// The beginning, the end or the stem of a word.
            case partial
            /// A typo.
            case spelling
            /// Words written together or apart.
            case spacing
        }

        /// What was done.
        public var kind: Kind
        /// The words of the query.
        public var from: String
        /// The words of the text.
        public var to: String
    }

    /// A part of a score, for people who want to know.
    public struct ScorePart: Hashable, Sendable {
        /// What the part measures: `level`, `rank`, `share`, `alias`, `order`.
        public var name: String
        /// Its value.
        public var value: Double
    }

    /// The code.
    public var code: Code
    /// How directly the query led here.
    public var tier: Tier
    /// Where the words were found.
    public var field: Field
    /// How the words of the query became those of the text; empty where they are the same.
    public var steps: [Step] = []
    /// The parts of the texts that answered, by field, then from left to right, without overlaps.
    public var marks: [TextMark] = []
    /// The alias that answered, or in which some of the words stand.
    public var alias: String?
    /// The note that answered, when `field` is ``Field/note``.
    public var note: Note?
    /// Higher is better, within one tier.
    public var score: Double = 0
    /// What the score is made of.
    public var parts: [ScorePart] = []
    /// Which of the ways of a tier found it: earlier ones come first.
    var stage = 0
    /// How the words stand in the entry, in tiers 2 to 5.
    var level: MatchLevel?

    /// The marked parts of one text, as offsets of its Unicode scalars.
    public func marks(in field: Field) -> [Range<Int>] {
        marks.filter { $0.field == field }.map(\.range)
    }

    /// The marked parts of a field of ``Code/fields``.
    public func marks(inField name: String) -> [Range<Int>] {
        marks.filter { $0.field == .field && $0.name == name }.map(\.range)
    }

    /// The marked parts of the description in a further language.
    public func marks(inLanguage language: String) -> [Range<Int>] {
        marks.filter { $0.field == .translation && $0.name == language }.map(\.range)
    }

    /// What was found in the description, in fields or in another language, which are searched as one text, says by its
    /// marks where it was.
    mutating func tellFields() {
        guard field == .description, !marks.contains(where: { $0.field == .description }) else { return }
        let other = marks.first { $0.field == .field } ?? marks.first { $0.field == .translation }
        if let other { field = other.field }
    }
}
