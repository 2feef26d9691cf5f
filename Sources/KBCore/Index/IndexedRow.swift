import GRDB

/// What the index takes of a code.
struct IndexedRow: Sendable {
    var id: Int64
    var isRetired: Bool
    /// The name, the qualifier and the aliases, each a text of its own.
    var titles: [String]
    var description: String

    /// The length of its texts.
    var bytes: Int { titles.reduce(description.utf8.count) { $0 + $1.utf8.count } }

    init(id: Int64, isRetired: Bool, titles: [String], description: String) {
        self.id = id
        self.isRetired = isRetired
        self.titles = titles
        self.description = description
    }

    init(_ code: Code) {
        self.init(
            id: code.id, isRetired: code.state == .retired,
            titles: [code.name] + (code.qualifier.map { [$0] } ?? []) + code.aliases,
            description: code.description)
    }
}

/// The part of an entry that a list of the index is about.
enum IndexedField: Int, Sendable {
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
enum TitlePosition {
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
