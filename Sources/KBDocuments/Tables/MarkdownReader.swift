/// The reader of Markdown: the first pipe table whose header has a code column.
///
/// What is outside that table is not read. The table ends at a blank line, or where a heading, a quote or a
/// fence starts; every other line of it must be a row. Further tables with a code column are counted.
struct MarkdownReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var lines = MarkdownLines(bytes, from: start)
        guard let header = nextHeader(&lines) else {
            register.report(.missingTable, line: 1)
            return
        }
        let layout: ColumnLayout
        do {
            layout = try ColumnLayout(header: header.cells, mapping: mapping)
        } catch {
            register.report(error.kind, line: header.line)
            return
        }
        while register.failure == nil, let row = lines.nextTableLine() {
            admit(row, layout, header.cells.count, into: register, body)
        }
        while register.failure == nil, nextHeader(&lines) != nil { register.skippedTables += 1 }
    }

    /// Tells whether the first lines of a document hold a table with a code column.
    func hasTable(within limit: Int) -> Bool {
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(limit))
        var lines = MarkdownLines(part, from: start)
        return MarkdownReader(bytes: part, start: start, mapping: mapping).nextHeader(&lines) != nil
    }

    private func admit(
        _ line: Line, _ layout: ColumnLayout, _ width: Int, into register: EntryRegister,
        _ body: (Entry) throws -> Void
    ) {
        register.pass(line.start)
        guard line.end - line.start <= Entry.longest else {
            return register.report(.tooLong(bytes: line.end - line.start), line: line.number)
        }
        let row = MarkdownRow(copied(bytes, from: line.start, to: line.end))
        let count = row?.cells.count ?? 1
        if let row, count == width {
            let texts = row.texts(codeColumn: layout.code)
            if texts.allSatisfy(\.isEmpty) { return }
            register.admit(layout.draft(from: texts, line: line.number), body)
        } else {
            register.report(.raggedRow(fields: count, expected: width), line: line.number)
        }
    }

    /// Moves after the row of dashes of the next table with a code column.
    private func nextHeader(_ lines: inout MarkdownLines) -> (cells: [String], line: Int)? {
        var header: (cells: [String], line: Int)?
        while let line = lines.next() {
            guard line.end - line.start <= Entry.longest,
                let row = MarkdownRow(copied(bytes, from: line.start, to: line.end))
            else {
                header = nil
                continue
            }
            if let header, row.isDelimiterRow, row.cells.count == header.cells.count,
                ColumnLayout.hasCodeColumn(header.cells, mapping: mapping)
            {
                return header
            }
            header = (row.texts(codeColumn: nil), line.number)
        }
        return nil
    }
}
