/// A table of a Markdown document, or a part of it.
struct MarkdownTable {
    // The number of rows that decide which column may have the codes.
    private static let sampleSize = 8

    let header: [String]
    let line: Int
    private let table: MarkdownNode
    private let block: MarkdownBlocks.Block

    init(_ table: MarkdownNode, in block: MarkdownBlocks.Block) {
        self.table = table
        self.block = block
        header = table.firstChild.map { $0.children.map(\.text) } ?? []
        // cmark-gfm takes the line of a paragraph that stands directly above for the header's.
        let firstRow = table.firstChild?.next
        line = firstRow.map { block.line(of: $0) - 2 } ?? block.line(of: table)
    }

    /// Calls `body` with the texts of each row and its line, or with nil and the number of cells of one too long.
    func forEachRow(
        in bytes: UnsafeRawBufferPointer, _ body: (_ texts: [String]?, _ cells: Int, _ line: Int) -> Bool
    ) {
        var row = table.firstChild?.next
        while let node = row {
            let line = block.line(of: node)
            let cells = node.children
            let more = more(after: cells.last, line, in: bytes)
            let texts = more == 0 ? cells.map(\.text) : nil
            guard body(texts, cells.count + more, line) else { return }
            row = node.next
        }
    }

    /// What is wrong with a table that has no codes.
    func fault(in bytes: UnsafeRawBufferPointer, mapping: ColumnMapping?) -> Diagnostic {
        sample(in: bytes).fault(of: header, line: line, mapping: mapping)
    }

    /// Notes that the table is not read.
    func leaveOut(_ register: EntryRegister, in bytes: UnsafeRawBufferPointer) {
        guard header.count > 1 else { return }
        register.leaveOut(
            LeftOutTable(line: line, rows: table.children.count - 1, header: header),
            hasCodes: sample(in: bytes).codeColumn == 0)
    }

    private func sample(in bytes: UnsafeRawBufferPointer) -> ColumnSample {
        var rows: [[String]] = []
        forEachRow(in: bytes) { texts, _, _ in
            if let texts { rows.append(texts) }
            return rows.count < Self.sampleSize
        }
        return ColumnSample(rows)
    }

    /// How many cells a row has that the header has not: cmark-gfm leaves them out.
    private func more(after last: MarkdownNode?, _ line: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let last, !last.isFilledIn, let start = block.start(ofLine: line) else { return 0 }
        var lines = Lines(bytes, from: start + last.endColumn)
        guard start + last.endColumn < bytes.count, let rest = lines.next() else { return 0 }
        let end = WhiteSpace.trimEnd(in: bytes, from: rest.start, end: rest.end)
        let first = WhiteSpace.skip(in: bytes, from: rest.start, end: end)
        guard first < end, bytes[first] == 0x7C, first + 1 < end else { return 0 }
        var bars = 0
        for index in first + 1..<end where bytes[index] == 0x7C && bytes[index - 1] != 0x5C { bars += 1 }
        return bars + (bytes[end - 1] == 0x7C ? 0 : 1)
    }
}
