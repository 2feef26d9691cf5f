/// A table between `+---+---+`: of reStructuredText and Pandoc, and as `mysql` prints it.
///
/// Cells of several columns or rows stand in each of them. Where nothing but the header is parted from the rest, each
/// line is a row.
struct RSTGrid {
    private static let mostColumns = 128

    // Where the columns begin and end.
    private let bounds: [Int]
    private let hasLines: Bool
    // The cells of the row that is read, by the columns; the lines of each; and the rows that wait for cells to end.
    private var cells: [Int]
    private var lines: [[String]]
    private var rows: [(cells: [Int], line: Int)] = []
    private var rowLine: Int?

    /// Looks at all lines of a table; nil where they are none.
    init?(_ lines: some Sequence<RSTLine>) {
        var bounds: Set<Int> = []
        var (full, hasHeaderLine) = (0, false)
        for line in lines where line[0] == "+" {
            let places = line.columns.indices.filter { line[$0] == "+" }
            if line.consists(of: "+-=:", in: 0..<line.columns.count) {
                full += 1
                hasHeaderLine = hasHeaderLine || line[1] == "="
                bounds.formUnion(places)
            } else {
                bounds.formUnion(places.filter { line[$0 + 1] == "-" || line[$0 - 1] == "-" })
            }
        }
        guard bounds.count > 2, bounds.count <= Self.mostColumns, full > 1 else { return nil }
        self.bounds = bounds.sorted()
        hasLines = full > 3 || hasHeaderLine
        cells = Array(0..<(bounds.count - 1))
        self.lines = cells.map { _ in [] }
    }

    /// Reads a line; `body` gets each row that is complete.
    mutating func read(_ line: RSTLine, _ body: ([String], _ line: Int) -> Void) {
        let parts = zip(bounds, bounds.dropFirst()).map { line.consists(of: "-=:", in: ($0 + 1)..<$1) }
        if parts.contains(true) {
            endRow()
            for column in parts.indices where parts[column] {
                cells[column] = lines.count
                lines.append([])
            }
            if !parts.contains(false) { flush(body) }
        }
        guard parts.contains(false) else { return }
        if !parts[0] { rowLine = rowLine ?? line.number }
        add(line, parts)
        if !hasLines {
            endRow()
            flush(body)
        }
    }

    /// Adds the texts of a line to the cells.
    private mutating func add(_ line: RSTLine, _ parts: [Bool]) {
        // As many bars as columns part them wherever they stand.
        let texts = line.columns.split(separator: "|", omittingEmptySubsequences: false)
        if texts.count == bounds.count + 1, texts.first?.isEmpty == true, !parts.contains(true) {
            for (column, text) in texts.dropFirst().dropLast().enumerated() {
                lines[cells[column]].append(String(text.compactMap(\.self)).collapsingOuterWhiteSpace)
            }
            return
        }
        var column = 0
        while column < parts.count {
            var end = column + 1
            while end < parts.count, !parts[column], line[bounds[end]] != "|", line[bounds[end]] != "+" {
                cells[end] = cells[column]
                end += 1
            }
            if !parts[column] {
                lines[cells[column]].append(line.text((bounds[column] + 1)..<bounds[end]))
            }
            column = end
        }
    }

    private mutating func endRow() {
        if let rowLine { rows.append((cells, rowLine)) }
        rowLine = nil
    }

    /// Hands on the rows, of which all cells have ended.
    private mutating func flush(_ body: ([String], _ line: Int) -> Void) {
        for row in rows { body(row.cells.map { RSTCell(lines[$0]).text }, row.line) }
        rows = []
        cells = Array(0..<(bounds.count - 1))
        lines = cells.map { _ in [] }
    }
}
