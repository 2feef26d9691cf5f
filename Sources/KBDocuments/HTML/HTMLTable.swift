/// A table of an HTML document while its rows are read.
struct HTMLTable {
    // Above the header a table may have a title.
    private static let mostTitles = 3

    private let mapping: ColumnMapping?
    private(set) var header: [String]?
    private var layout: ColumnLayout?
    /// The first row, where no header has been found.
    private(set) var first: (cells: [String], line: Int)?
    private var titles = 0
    // Texts of cells that go on in the next rows, by their columns.
    private var spans: [Int: (text: String, rows: Int)] = [:]

    init(mapping: ColumnMapping?) {
        self.mapping = mapping
    }

    /// Reads a row into a register.
    mutating func read(
        _ row: HTMLRows.Row, line: Int, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) {
        var cells = texts(of: row)
        if cells.allSatisfy(\.isEmpty) { return }
        guard let header else {
            if titles < Self.mostTitles { lookForHeader(cells, line, register) }
            titles += 1
            return
        }
        guard let layout, cells != header else { return }
        while cells.count > header.count, cells.last?.isEmpty == true { cells.removeLast() }
        guard cells.count <= header.count else {
            return register.report(.raggedRow(fields: cells.count, expected: header.count), line: line)
        }
        cells += Array(repeating: "", count: header.count - cells.count)
        register.admit(layout.draft(from: cells, line: line), body)
    }

    private mutating func lookForHeader(_ cells: [String], _ line: Int, _ register: EntryRegister) {
        if first == nil { first = (cells, line) }
        guard ColumnLayout.hasCodeColumn(cells, mapping: mapping) else { return }
        header = cells
        do throws(ColumnFault) {
            layout = try ColumnLayout(header: cells, mapping: mapping)
        } catch {
            register.report(error.kind, line: line)
        }
    }

    /// The texts of the columns: a cell of several columns or rows stands in each of them.
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
