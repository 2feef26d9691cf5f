/// Why a query cannot be searched.
public enum SearchError: Error, Hashable, Sendable {
    /// There is nothing but white space.
    case empty
    /// The query is longer than this many bytes.
    case tooLong(bytes: Int, most: Int)
    /// A raw query is not an expression of FTS5; SQLite's own words.
    case syntax(message: String)
    /// A raw query needs the index for other tools, which the file lacks.
    case noPortableIndex
}
