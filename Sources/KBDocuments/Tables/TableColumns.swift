/// What the columns of a table hold, detected from its first rows.
struct TableColumns {
    /// A fault of a row, by its place among the first rows.
    struct Fault: Error {
        let kind: Diagnostic.Kind
        let row: Int
    }

    /// Where the parts of an entry stand; nil where the header was refused.
    let layout: ColumnLayout?
    /// What the columns are called.
    let names: [String]
    /// The number of columns.
    let width: Int
    /// The number of rows before the first entry.
    let firstRow: Int
    /// What every column was taken for.
    let mapping: ColumnMapping?

    /// Whether the first row names the columns.
    var hasHeader: Bool { firstRow > 0 }

    /// Finds the header among the first rows, or finds that there is none.
    ///
    /// A title above the header is left out: a row with one field in use. There is no header where the first row looks
    /// like the next ones: codes of the same kind stand in one column of all.
    init(rows: [[String]], mapping: ColumnMapping?) throws(Fault) {
        let first = rows.first ?? []
        guard !first.isEmpty else {
            (layout, self.names, width, firstRow, self.mapping) = (nil, [], 0, 0, nil)
            return
        }
        let known = Self.headerRow(of: rows, mapping: mapping)
        let header = known ?? Self.titles(of: rows)
        // What is remembered of an earlier edition yields to what this one shows.
        let isNumbered = mapping?.hasHeader == false
        let mapping = mapping?.isLenient == true && isNumbered && known != nil ? nil : mapping
        let sample = ColumnSample(Array(rows.prefix(8)))
        let isBare: Bool =
            switch mapping?.hasHeader {
            case true? where mapping?.isLenient != true: false
            case false?: true
            case true?, nil: header == 0 && !Self.isHeader(first, mapping) && sample.firstRowIsData
            }
        var wanted = mapping
        let names = isBare ? first.indices.map { "column \($0 + 1)" } : rows[header]
        if isBare {
            wanted = Self.numbered(mapping, sample)
        }
        do throws(ColumnFault) {
            let layout = try ColumnLayout(header: names, mapping: wanted)
            self.layout = layout
            self.names = names
            width = isBare ? rows.map(\.count).max() ?? 0 : names.count
            firstRow = isBare ? 0 : header + 1
            self.mapping = layout.mapping(names, hasHeader: !isBare)
        } catch {
            guard case .missingColumn(let role, let names, _) = error.kind else {
                throw Fault(kind: error.kind, row: header)
            }
            let rest = ColumnSample(rows.dropFirst(header + 1).filter { !Self.isTitle($0) })
            let hint = rest.suggestion(for: names, mapping: mapping)
            throw Fault(kind: .missingColumn(role, header: names, suggestion: hint), row: header)
        }
    }

    /// The columns of a table whose header is known.
    init(header: [String], mapping: ColumnMapping?) throws(ColumnFault) {
        let layout = try ColumnLayout(header: header, mapping: mapping)
        (self.layout, names, width, firstRow) = (layout, header, header.count, 1)
        self.mapping = layout.mapping(header, hasHeader: true)
    }

    /// Columns of which nothing is known.
    init(width: Int) {
        (layout, names, firstRow, mapping) = (nil, [], 1, nil)
        self.width = width
    }

    /// Returns as many cells as there are columns; nil where a row has more, and text in them.
    func cells(of row: [String]) -> [String]? {
        if row.count == width { return row }
        if row.count < width { return row + [String](repeating: "", count: width - row.count) }
        return row[width...].allSatisfy(\.collapsingWhiteSpace.isEmpty) ? Array(row[..<width]) : nil
    }

    /// The first row whose columns are known, where all above it are titles.
    static func headerRow(of rows: [[String]], mapping: ColumnMapping?) -> Int? {
        for (place, row) in rows.prefix(6).enumerated() {
            if isHeader(row, mapping) { return place }
            guard isTitle(row) else { return nil }
        }
        return nil
    }

    /// How many of the first rows are titles; 0 where nothing else follows.
    private static func titles(of rows: [[String]]) -> Int {
        rows.prefix(6).firstIndex { !isTitle($0) } ?? 0
    }

    /// Whether one field of a row is in use.
    private static func isTitle(_ row: [String]) -> Bool {
        row.count { !$0.collapsingWhiteSpace.isEmpty } == 1
    }

    /// Whether a row among the entries is a title, or a remark below them.
    ///
    /// It has no code and one field in use, in a table of three columns or more; or each of its fields says what it is
    /// about: `制表：信息科,,审核：`.
    func isTitle(_ cells: [String]) -> Bool {
        guard width > 2, let layout, CodeShape(of: cells[layout.code].collapsingWhiteSpace) == nil else {
            return false
        }
        if Self.isTitle(cells) { return true }
        let used = cells.map(\.collapsingWhiteSpace).filter { !$0.isEmpty }
        return used.count < width && cells[layout.name].collapsingWhiteSpace.isEmpty
            && used.allSatisfy { $0.contains("：") || $0.contains(":") }
    }

    private static func isHeader(_ row: [String], _ mapping: ColumnMapping?) -> Bool {
        ColumnLayout.hasCodeColumn(row, mapping: mapping)
            && (try? ColumnLayout(header: row, mapping: mapping)) != nil
    }

    /// The mapping of a table without a header, by numbers.
    private static func numbered(_ mapping: ColumnMapping?, _ sample: ColumnSample) -> ColumnMapping {
        var wanted = mapping ?? ColumnMapping()
        func number(_ role: ColumnRole) -> Int? { wanted[role].flatMap { Int($0) }.map { $0 - 1 } }
        let code = number(.code) ?? sample.codeColumn ?? 0
        var texts = sample.textColumns(besides: [
            code, number(.name), number(.description), number(.qualifier),
        ])
        wanted.code = wanted.code ?? "\(code + 1)"
        if wanted.name == nil, !texts.isEmpty { wanted.name = "\(texts.removeFirst() + 1)" }
        if wanted.description == nil, !texts.isEmpty { wanted.description = "\(texts.removeFirst() + 1)" }
        return wanted
    }
}
