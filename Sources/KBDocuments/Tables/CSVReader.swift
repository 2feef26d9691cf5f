import KBText

/// The reader of CSV and TSV: a header row, then one entry a row; or no header, and columns by their number.
///
/// Rows may be shorter than the header, and longer by empty fields, as spreadsheets write them.
struct CSVReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let isTabbed: Bool
    let mapping: ColumnMapping?

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let beginning = TableBeginning(bytes, from: start, isTabbed: isTabbed, mapping: mapping)
        var records = beginning.records
        let table: TableColumns
        do {
            table = try TableColumns(rows: beginning.rows, mapping: mapping)
            register.columns = table.mapping
        } catch {
            register.report(error.kind, line: beginning.lines[error.row])
            // The rest is checked all the same.
            table = TableColumns(width: beginning.rows.first?.count ?? 0)
        }
        var skipped = table.firstRow
        while register.failure == nil, let record = records.next() {
            register.pass(record.start)
            guard let row = fields(of: record, into: register) else { continue }
            if row.allSatisfy({ $0.collapsingWhiteSpace.isEmpty }) { continue }
            if skipped > 0 {
                skipped -= 1
            } else if let cells = table.cells(of: row) {
                if table.isTitle(cells) {
                    register.skippedLines += 1
                    continue
                }
                if let layout = table.layout {
                    let draft = layout.draft(from: cells, line: record.line)
                    if draft.code.isEmpty, let hint = layout.otherCode(in: cells, of: table.names) {
                        register.report(.missingCode(found: draft.name, suggestion: hint), line: record.line)
                    } else {
                        if table.hasHeader { register.look(at: cells, of: table.names) }
                        register.admit(draft, body)
                    }
                }
            } else {
                register.report(.raggedRow(fields: row.count, expected: table.width), line: record.line)
            }
        }
    }

    private func fields(of record: CSVRecord, into register: EntryRegister) -> [String]? {
        switch record.fault {
        case .unclosedQuote(let line):
            register.report(.unclosedQuote, line: line)
            return nil
        case .misplacedQuote(let line):
            register.report(.misplacedQuote, line: line)
            return nil
        case nil where record.end - record.start > Entry.longest:
            register.report(.tooLong(bytes: record.end - record.start), line: record.line)
            return nil
        case nil:
            break
        }
        return record.texts(in: bytes)
    }
}
