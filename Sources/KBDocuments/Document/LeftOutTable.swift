/// A table of a page that is not read, beside others that are.
public struct LeftOutTable: Hashable, Sendable {
    /// The line on which it begins.
    public let line: Int

    /// The number of its rows below the header.
    public internal(set) var rows: Int

    /// What its columns are called.
    public let header: [String]

    /// Whether another one is a further part of this table: its header has been given the lines above its rows.
    func isContinued(by other: LeftOutTable) -> Bool {
        header == other.header && line + rows == other.line
    }
}
