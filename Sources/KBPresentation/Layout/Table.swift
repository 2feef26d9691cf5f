/// Rows in aligned columns, by the width that text takes on a terminal.
package struct Table {
    private let rows: [[String]]

    /// Makes a table of stored text, which is escaped.
    package init(_ rows: [[String]]) {
        self.rows = rows.map { $0.map { TerminalText.escaped($0, keepingNewlines: false) } }
    }

    /// The rows as lines: the columns two spaces apart, and cut to the terminal's width where it is one.
    package func lines(on terminal: Terminal) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, text) in row.dropLast().enumerated() {
                let width = DisplayWidth.of(text)
                if column < widths.count {
                    widths[column] = max(widths[column], width)
                } else {
                    widths.append(width)
                }
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                column == row.count - 1 ? text : DisplayWidth.padded(text, to: widths[column])
            }
            let line = cells.joined(separator: "  ")
            return terminal.isInteractive ? Self.cut(line, to: terminal.width) : line
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
}
