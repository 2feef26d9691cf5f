/// What the index takes of a row.
package struct IndexDocument: Sendable {
    package var id: Int64
    package var book: String
    package var isRetired: Bool
    /// Short texts that name it, each a text of its own.
    package var titles: [String]
    package var description: String

    /// The length of its texts.
    var bytes: Int { titles.reduce(description.utf8.count) { $0 + $1.utf8.count } }

    package init(id: Int64, book: String, isRetired: Bool, titles: [String], description: String) {
        self.id = id
        self.book = book
        self.isRetired = isRetired
        self.titles = titles
        self.description = description
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
