/// How a text stands in a document; lower is better.
package enum MatchLevel: Int, CaseIterable, Sendable {
    /// The text is a title.
    case exact
    /// A title begins with it.
    case prefix
    /// It stands inside a title.
    case inside
    /// It stands in the description.
    case description
    /// All of its words stand in the document.
    case allWords
    /// It, or all of its words, stand in a note.
    case note

    /// Whether a document may be at this level without holding the text in one piece.
    package var isOfWords: Bool { self == .allWords || self == .note }
}
