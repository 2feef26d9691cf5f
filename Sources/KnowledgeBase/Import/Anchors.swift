import GRDB

/// Moves annotations along when the text that they quote changes.
enum Anchors {
    /// Finds the quotes of a code's annotations in its new text.
    ///
    /// - Returns: The code, once for each annotation whose quote was lost with this change.
    static func follow(_ db: Database, from before: Code, to after: Code) throws -> [CodeReference] {
        []
    }
}
