import KBText

/// What the index takes of a row.
package struct IndexDocument: Sendable {
    package var id: Int64
    package var book: String
    package var isRetired: Bool
    /// Short texts that name it, each a text of its own.
    package var titles: [String]
    package var description: String
    /// What it is picked by, such as who wrote it: see ``IndexKey``.
    package var keys: [IndexKey]

    /// The length of its texts.
    var bytes: Int { titles.reduce(description.utf8.count) { $0 + $1.utf8.count } }

    package init(
        id: Int64, book: String, isRetired: Bool, titles: [String], description: String,
        keys: [IndexKey] = []
    ) {
        self.id = id
        self.book = book
        self.isRetired = isRetired
        self.titles = titles
        self.description = description
        self.keys = keys
    }
}

/// A value by which documents are picked whatever their texts say.
///
/// Values that differ only in case, or more than 60 bytes behind their beginnings, may be one key: whoever picks documents
/// looks at each.
package struct IndexKey: Hashable, Sendable {
    /// No text has terms that begin with this byte.
    static let mark: UInt8 = 1
    private static let longest = 60

    let term: Term

    /// The key of a value of a property.
    package init(_ property: String, _ value: String = "") {
        let folded = TextFolding.fold(value.lowercased())
        term = Term(
            bytes: [Self.mark] + property.utf8 + [UInt8(ascii: ":")] + folded.utf8.prefix(Self.longest))
    }
}

/// The part of an entry that a list of the index is about.
package enum IndexField: Int, Sendable {
    /// Names, qualifiers and aliases; their positions are ``TitlePosition``.
    case title = 0
    /// The description.
    case description = 1
    /// Single Han characters of titles: entries only, without positions.
    case titleCharacter = 2
    /// Single Han characters of descriptions: entries only, without positions.
    case descriptionCharacter = 3
    /// Keys.
    case key = 4
}

/// A position in the titles of an entry: which title it is, how long that is, and the place in it.
///
/// The tokens of a title follow each other by one, as those of a description do. Of a title 1,023 tokens are
/// indexed, of an entry 4,096 titles.
package enum TitlePosition {
    static let mostTokens = 1023
    static let mostTitles = 4096

    static func make(title: Int, length: Int, place: Int) -> UInt32 {
        UInt32(title) << 20 | UInt32(length) << 10 | UInt32(place)
    }

    @inline(__always)
    static func title(_ position: UInt32) -> UInt32 { position >> 20 }

    /// The number of tokens of the title.
    @inline(__always)
    static func length(_ position: UInt32) -> UInt32 { position >> 10 & 1023 }

    @inline(__always)
    static func place(_ position: UInt32) -> UInt32 { position & 1023 }
}
