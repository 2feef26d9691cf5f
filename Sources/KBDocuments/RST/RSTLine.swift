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
            if character.unicodeScalars.contains(where: Self.isWide) { columns.append(nil) }
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

    /// East Asian Wide and Fullwidth (UAX #11), as far as texts in tables have them.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
