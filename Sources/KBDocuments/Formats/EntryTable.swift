/// An entry as the row of a table.
enum EntryTable {
    /// The header of every table.
    static let header = ["code", "name", "qualifier", "description"]

    /// Returns the fields of an entry's row.
    static func fields(of entry: Entry) -> [String] {
        [entry.code, entry.name, entry.qualifier ?? "", entry.description]
    }
}
