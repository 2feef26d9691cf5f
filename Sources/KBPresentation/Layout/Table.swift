import KBText

/// Rows in aligned columns, by the width that text takes on a terminal.
///
/// Columns stand two spaces apart. What a table does where there is too little room is its ``Overflow``; columns that
/// may be narrowed or left out say so themselves, see ``Column``.
package struct Table {
    /// What becomes of a line that is too wide.
    package enum Overflow {
        /// It is cut at the end of a terminal's line; where there is no terminal, it stays whole.
        case cut
        /// The last column is wrapped in its own width; below the cells before it where these need more room.
        case wrap
        /// On a terminal, all rows have their cells one under the other as soon as one row is too wide.
        case stack
    }

    /// The columns between two cells.
    static let gap = 2

    private let rows: [[Cell]]
    private let columns: [Column]
    private let indent: Int
    private let overflow: Overflow

    /// Makes a table of stored text.
    package init(_ rows: [[String]], overflow: Overflow = .cut) {
        self.init(rows.map { $0.map { Cell($0) } }, overflow: overflow)
    }

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - rows: The cells.
    ///   - columns: How the columns may be set; those at the end that are not named may have any width.
    ///   - indent: The spaces before a row.
    ///   - overflow: What becomes of a line that is too wide.
    package init(
        _ rows: [[Cell]], columns: [Column] = [], indent: Int = 0, overflow: Overflow = .cut
    ) {
        self.rows = rows
        self.columns = columns
        self.indent = indent
        self.overflow = overflow
    }

    /// The rows as lines.
    package func lines(on terminal: Terminal) -> [String] {
        switch overflow {
        case .cut:
            let widths = widths(in: terminal.width)
            return rows.map { row in
                let line = line(row, widths, on: terminal)
                // A line that has styles is as wide as its columns already.
                return terminal.isInteractive && columns.isEmpty ? Self.cut(line, to: terminal.width) : line
            }
        case .wrap:
            let widths = widths(in: terminal.width)
            return rows.flatMap { wrapped($0, widths, on: terminal) }
        case .stack:
            let widths = widths(in: .max)
            let lines = rows.map { line($0, widths, on: terminal) }
            guard terminal.isInteractive, lines.contains(where: { DisplayWidth.of($0) > terminal.width })
            else {
                return lines
            }
            return rows.flatMap { stacked($0, on: terminal) }
        }
    }

    /// Returns a line, cut and ended with `…` where it is wider than `width` columns.
    package static func cut(_ line: String, to width: Int) -> String {
        guard DisplayWidth.of(line) > width else { return line }
        var columns = 1
        var end = line.startIndex
        while end < line.endIndex {
            columns += DisplayWidth.of(line[end])
            if columns > width { break }
            end = line.index(after: end)
        }
        return line[..<end] + "…"
    }

    private func widths(in room: Int) -> [Int] {
        var widths: [(short: Int, whole: Int)] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append((0, 0)) }
                // Nothing follows the last column, unless it is a column of its own kind.
                if index == row.count - 1, index >= columns.count { continue }
                let width = cell.width
                // A label that is wider than its column may be stands on a line of its own.
                if overflow == .wrap, index < columns.count, width.whole > columns[index].most { continue }
                widths[index] = (max(widths[index].short, width.short), max(widths[index].whole, width.whole))
            }
        }
        return Column.widths(of: columns, for: widths, in: room - indent)
    }

    /// A row on one line; columns of no width are left out.
    private func line(_ row: [Cell], _ widths: [Int], on terminal: Terminal) -> String {
        var parts: [String] = []
        var index = 0
        while index < row.count {
            defer { index += 1 }
            if index == row.count - 1, index >= columns.count {
                parts.append(row[index].text(in: nil, on: terminal))
                continue
            }
            var width = widths[index]
            let cell = row[index]
            if case .across = cell {
                while index + 1 < row.count, row[index + 1].isEmpty {
                    index += 1
                    if widths[index] > 0 { width += Self.gap + widths[index] }
                }
            }
            guard width > 0 else { continue }
            let isRight = index < columns.count && columns[index].isRight
            parts.append(cell.text(in: width, isRight: isRight, on: terminal))
        }
        var line = String(repeating: " ", count: indent)
        line += parts.joined(separator: String(repeating: " ", count: Self.gap))
        if !columns.isEmpty { while line.last == " " { line.removeLast() } }
        return line
    }

    private func wrapped(_ row: [Cell], _ widths: [Int], on terminal: Terminal) -> [String] {
        guard let last = row.last else { return [] }
        let margin = indent + widths.dropLast().reduce(0) { $0 + $1 + Self.gap }
        let text = last.plain.isEmpty ? [] : LineWrapping.wrap(last.plain, width: terminal.width - margin)
        let label = line(row.dropLast() + [.text("")], widths, on: terminal)
        let space = String(repeating: " ", count: margin)
        let isTooWide = zip(row, widths).dropLast().contains { $0.width.whole > $1 }
        guard !isTooWide else {
            let label = row.dropLast().map(\.plain).joined(separator: String(repeating: " ", count: Self.gap))
            return LineWrapping.wrap(label, width: terminal.width - indent)
                .map { String(repeating: " ", count: indent) + $0 } + text.map { space + $0 }
        }
        guard let first = text.first else { return [label] }
        return [DisplayWidth.padded(label, to: margin) + first] + text.dropFirst().map { space + $0 }
    }

    private func stacked(_ row: [Cell], on terminal: Terminal) -> [String] {
        row.enumerated().flatMap { index, cell in
            index == 0 ? [cell.plain] : CodeText.indented(cell.plain, terminal: terminal)
        }
    }
}
