/// A table of a page while its rows are read, as web pages and reStructuredText have them.
///
/// The header is the first one of a table of codes among the first rows: above it a table may have titles.
struct PageTable {
    private static let mostTitles = 3
    // The number of rows that decide which column may have the codes.
    private static let sampleSize = 8

    private let mapping: ColumnMapping?
    private var header: [String] = []
    /// The columns; nil where no header has been found, or it was refused.
    private var columns: TableColumns?
    private var firstRows: [[String]] = []
    private var firstLine = 0
    private var rowCount = 0

    init(mapping: ColumnMapping?) {
        self.mapping = mapping
    }

    /// Whether a header has been found.
    var hasHeader: Bool { !header.isEmpty }

    /// What is wrong with a table without such a header; nil where there is no row.
    var fault: Diagnostic? {
        firstRows.first.map {
            ColumnSample(Array(firstRows.dropFirst())).fault(of: $0, line: firstLine, mapping: mapping)
        }
    }

    /// Reads a row into a register.
    mutating func read(
        _ row: [String], line: Int, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) {
        if row.allSatisfy(\.isEmpty) { return }
        guard hasHeader else { return lookForHeader(row, line, register) }
        // A table that goes on has its header again.
        guard let columns, let layout = columns.layout, row != header else { return }
        guard let cells = columns.cells(of: row) else {
            return register.report(.raggedRow(fields: row.count, expected: columns.width), line: line)
        }
        register.look(at: cells, of: columns.names)
        register.admit(layout.draft(from: cells, line: line), body)
    }

    /// Notes a table that has ended without a header of codes.
    func end(_ register: EntryRegister) {
        guard !hasHeader, let first = firstRows.first, first.count > 1 else { return }
        register.leaveOut(
            LeftOutTable(line: firstLine, rows: rowCount - 1, header: first),
            hasCodes: ColumnSample(Array(firstRows.dropFirst())).codeColumn == 0)
    }

    private mutating func lookForHeader(_ row: [String], _ line: Int, _ register: EntryRegister) {
        if firstRows.isEmpty { firstLine = line }
        rowCount += 1
        if firstRows.count < Self.mostTitles, ColumnLayout.isHeader(row, mapping: mapping) {
            header = row
            register.readTable(width: row.count)
            do throws(ColumnFault) {
                columns = try TableColumns(header: row, mapping: mapping)
            } catch {
                register.report(error.kind, line: line)
            }
        } else if firstRows.count <= Self.sampleSize {
            firstRows.append(row)
        }
    }
}
