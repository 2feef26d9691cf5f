import KBText

/// A line of a table by the columns that it takes on a screen, by which reStructuredText tells its cells apart.
struct RSTLine {
    /// A character for each column; nil for the second column of a wide one.
    let columns: [Character?]
    let number: Int

    init(_ text: String, number: Int) {
        var columns: [Character?] = []
        columns.reserveCapacity(text.utf8.count)
        for character in text {
            columns.append(character)
            if DisplayWidth.of(character) == 2 { columns.append(nil) }
        }
        self.columns = columns
        self.number = number
    }

    /// The character in a column; nil behind the end.
    subscript(column: Int) -> Character? { columns.indices.contains(column) ? columns[column] : nil }

    /// What stands in some columns, without white space around it.
    func text(_ range: Range<Int>) -> String {
        String(columns[range.clamped(to: columns.indices)].compactMap(\.self)).collapsingOuterWhiteSpace
    }

    /// Whether all of some columns have one of these characters, and there is one.
    func consists(of characters: String, in range: Range<Int>) -> Bool {
        !range.isEmpty && range.upperBound <= columns.count
            && columns[range].allSatisfy { $0.map(characters.contains) == true }
    }
}
