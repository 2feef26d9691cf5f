import GRDB

/// What the index takes of a code.
struct IndexedRow: Sendable {
    var id: Int64
    var isRetired: Bool
    /// The name, the qualifier and the aliases, each a text of its own.
    var titles: [String]
    var description: String

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
    /// Names, qualifiers and aliases. A boundary stands before the first, between them, and after the last.
    case title = 0
    /// The description.
    case description = 1
    /// Single Han characters of titles: entries only, without positions.
    case titleCharacter = 2
    /// Single Han characters of descriptions: entries only, without positions.
    case descriptionCharacter = 3

    /// The term that marks where a title begins and ends.
    static let boundary = "\u{E000}"
}
