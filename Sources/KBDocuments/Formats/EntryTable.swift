/// An entry as the row of a table.
enum EntryTable {
    /// The header of every table.
    static let header = ["code", "name", "qualifier", "description"]

    /// Returns the cells of an entry's row; `fields` names the columns after those of the header.
    static func cells(of entry: Entry, fields: [String] = []) -> [String] {
        [entry.code, entry.name, entry.qualifier ?? "", entry.description]
            + fields.map { name in entry.fields.first { $0.name == name }?.text ?? "" }
    }

    /// Whether a column of this name would be taken for one of the header's.
    static func isTaken(_ field: String) -> Bool {
        let key = ColumnName.key(field)
        return header.contains { ColumnName.key($0) == key }
    }
}
