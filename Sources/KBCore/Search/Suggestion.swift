/// What a person may have meant.
public enum Suggestion: Hashable, Sendable {
    /// A code that is near in number, or that holds a part of the query.
    case code(Code)
    /// A word that is spelt nearly so.
    case word(String)
}
