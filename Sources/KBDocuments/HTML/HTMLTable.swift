/// A table of an HTML document while its rows are read: cells of several rows or columns stand in each of them.
struct HTMLTable {
    private(set) var table: PageTable
    // Texts of cells that go on in the next rows, by their columns.
    private var spans: [Int: (text: String, rows: Int)] = [:]

    init(mapping: ColumnMapping?) {
        table = PageTable(mapping: mapping)
    }

    /// Reads a row into a register.
    mutating func read(
        _ row: HTMLRows.Row, line: Int, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) {
        table.read(texts(of: row), line: line, into: register, body)
    }

    private mutating func texts(of row: HTMLRows.Row) -> [String] {
        var texts: [String] = []
        func takeSpans() {
            while let span = spans[texts.count], span.rows > 0 {
                spans[texts.count] = span.rows > 1 ? (span.text, span.rows - 1) : nil
                texts.append(span.text)
            }
        }
        for cell in row.cells {
            takeSpans()
            for _ in 0..<cell.columns {
                if cell.rows > 1 { spans[texts.count] = (cell.text, cell.rows - 1) }
                texts.append(cell.text)
            }
        }
        takeSpans()
        return texts
    }
}
