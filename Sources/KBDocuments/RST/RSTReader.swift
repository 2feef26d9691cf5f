/// The reader of reStructuredText: every table whose header has a code column.
///
/// A document without tables has its codes in headings or lists, which Markdown writes alike.
/// Tables are those between `+---+---+` and under `=====  ====`, and those of `list-table` and `csv-table`. Other programs
/// print the former, too.
struct RSTReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    private enum Table {
        case directive(RSTDirective)
        case grid(RSTGrid, [Line])
        case simple(RSTSimpleTable, indent: Int)
    }

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let (hasTable, fault) = readTables(into: register, body)
        if hasTable { return }
        if let fault { return register.report(fault) }
        MarkdownReader(bytes: bytes, start: start, mapping: mapping).parse(into: register, body)
    }

    /// Returns whether there is a table of codes, and what keeps another from being one.
    private func readTables(
        into register: EntryRegister, _ body: (Entry) throws -> Void
    ) -> (hasTable: Bool, fault: Diagnostic?) {
        var fault: Diagnostic?
        var hasTable = false
        var lines = Lines(bytes, from: start)
        while register.failure == nil, let line = lines.next() {
            register.pass(line.start)
            guard let table = self.table(at: line, &lines) else { continue }
            var page = PageTable(mapping: mapping)
            forEachRow(of: table, &lines) { cells, line in
                if register.failure == nil { page.read(cells, line: line, into: register, body) }
            }
            hasTable = hasTable || page.hasHeader
            fault = fault.orHelpful(page.fault)
            page.end(register)
        }
        return (hasTable, fault)
    }

    /// Whether a table with a code column and an entry below it begins in the first lines.
    func hasEntry(within limit: Int) -> Bool {
        struct Found: Error {}
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(limit))
        let register = EntryRegister(skipsRanges: true, progress: { _ in })
        _ = RSTReader(bytes: part, start: start, mapping: mapping)
            .readTables(into: register) { _ in throw Found() }
        return register.failure is Found
    }

    /// The table that begins on a line; nil where there is none.
    private func table(at line: Line, _ lines: inout Lines) -> Table? {
        let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
        guard first < line.end else { return nil }
        if let kind = RSTDirective.kind(bytes, line) {
            let below = take(&lines) { indent, _ in indent.map { $0 > first - line.start } ?? true }
            return .directive(RSTDirective(kind, below, in: bytes))
        }
        if bytes[first] == 0x2B {
            let table = [line] + take(&lines) { _, byte in byte == 0x2B || byte == 0x7C }
            return RSTGrid(table.lazy.map(text)).map { .grid($0, table) }
        }
        guard bytes[first] == 0x3D else { return nil }
        return RSTSimpleTable(text(line)).map { .simple($0, indent: first - line.start) }
    }

    private func forEachRow(
        of table: Table, _ lines: inout Lines, _ body: ([String], _ line: Int) -> Void
    ) {
        switch table {
        case .directive(let directive): directive.forEachRow(body)
        case .grid(var grid, let table):
            for line in table { grid.read(text(line), body) }
        case .simple(var table, let indent):
            while !table.isAtEnd {
                var ahead = lines
                guard let line = ahead.next() else { break }
                var next = ahead
                let isLast = next.next().map(isBlank) ?? true
                table.read(text(line, from: indent), isLast: isLast, body)
                lines = ahead
            }
            table.flush(body)
        }
    }

    private func isBlank(_ line: Line) -> Bool {
        WhiteSpace.skip(in: bytes, from: line.start, end: line.end) == line.end
    }

    /// Takes the lines that are so by their indent and first byte, which are nil for a blank line.
    private func take(_ lines: inout Lines, while isSo: (_ indent: Int?, _ byte: UInt8?) -> Bool) -> [Line] {
        var taken: [Line] = []
        var ahead = lines
        while let line = ahead.next() {
            let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            guard isSo(first < line.end ? first - line.start : nil, first < line.end ? bytes[first] : nil)
            else { break }
            taken.append(line)
            lines = ahead
        }
        return taken
    }

    /// A line without the white space around it, or without so much before it.
    private func text(_ line: Line) -> RSTLine {
        let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
        return text(line, from: first - line.start)
    }

    private func text(_ line: Line, from indent: Int) -> RSTLine {
        let end = WhiteSpace.trimEnd(in: bytes, from: line.start, end: line.end)
        return RSTLine(
            copied(bytes, from: min(end, line.start + indent), to: min(end, line.start + Entry.longest)),
            number: line.number)
    }
}
