import KBText

/// The reader of CSV and TSV: a header row, then one entry a row.
struct CSVReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let isTabbed: Bool
    let mapping: ColumnMapping?

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let delimiter = self.delimiter
        var records = CSVRecords(bytes, from: start, delimiter: delimiter)
        var header: [String]?
        var layout: ColumnLayout?
        while register.failure == nil, let record = records.next() {
            register.pass(record.start)
            guard let row = fields(of: record, delimiter: delimiter, into: register) else { continue }
            if row.allSatisfy({ $0.collapsingWhiteSpace.isEmpty }) { continue }
            guard let header else {
                header = row
                do {
                    layout = try ColumnLayout(header: row, mapping: mapping)
                } catch {
                    register.report(error.kind, line: record.line)
                }
                continue
            }
            if row.count != header.count {
                register.report(.raggedRow(fields: row.count, expected: header.count), line: record.line)
            } else if let layout {
                register.admit(layout.draft(from: row, line: record.line), body)
            }
        }
    }

    /// The byte that separates fields: a tab in TSV; in CSV a semicolon if the header has no comma.
    private var delimiter: UInt8 {
        if isTabbed { return 0x09 }
        var lines = Lines(bytes, from: start)
        while let line = lines.next() {
            if WhiteSpace.skip(in: bytes, from: line.start, end: line.end) == line.end { continue }
            let hasComma = bytes.firstIndex(of: 0x2C, from: line.start, to: line.end) != nil
            let hasSemicolon = bytes.firstIndex(of: 0x3B, from: line.start, to: line.end) != nil
            return !hasComma && hasSemicolon ? 0x3B : 0x2C
        }
        return 0x2C
    }

    private func fields(
        of record: CSVRecord, delimiter: UInt8, into register: EntryRegister
    ) -> [String]? {
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
