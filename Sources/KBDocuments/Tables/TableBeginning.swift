import KBText

/// The first rows of a table, and what separates their fields.
struct TableBeginning {
    // Enough for a header and some rows.
    private static let reach = 65_536
    /// The maximum number of rows inspected.
    private static let most = 12

    /// The first rows that are not empty.
    let rows: [[String]]
    /// The lines on which they start.
    let lines: [Int]
    /// All records, from the first.
    let records: CSVRecords
    /// Whether the first line says what separates fields.
    private(set) var saysSeparator = false

    /// Reads the beginning of a table that starts at a place.
    ///
    /// What separates fields is what a first line `sep=;` says, as Excel writes it; else the sign by which the first row
    /// that can be a header has columns that are known; else the one that parts the first rows into the most fields, as
    /// many in each.
    init(_ bytes: UnsafeRawBufferPointer, from start: Int, isTabbed: Bool, mapping: ColumnMapping?) {
        self.init(bytes, from: start, isTabbed: isTabbed, mapping: mapping, reach: Self.reach)
        // A header may be longer than most documents.
        if rows.isEmpty, bytes.count > start + Self.reach {
            self.init(bytes, from: start, isTabbed: isTabbed, mapping: mapping, reach: Entry.longest)
        }
    }

    private init(
        _ bytes: UnsafeRawBufferPointer, from start: Int, isTabbed: Bool, mapping: ColumnMapping?, reach: Int
    ) {
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(start + reach))
        let isCut = part.count < bytes.count
        func beginning(_ delimiter: UInt8, from start: Int, line: Int) -> TableBeginning {
            TableBeginning(
                part, isCut: isCut, CSVRecords(part, from: start, line: line, delimiter: delimiter),
                all: CSVRecords(bytes, from: start, line: line, delimiter: delimiter))
        }
        if !isTabbed, let line = Self.separatorLine(part, from: start) {
            self = beginning(line.separator, from: line.next, line: line.number + 1)
            saysSeparator = true
            return
        }
        let signs: [UInt8] = isTabbed ? [0x09] : [0x2C, 0x3B, 0x09, 0x7C]
        let all = signs.map { beginning($0, from: start, line: 1) }
        let headed = all.compactMap { table in table.knownHeader(mapping).map { (table: table, row: $0) } }
        self =
            headed.min { $0.row < $1.row }?.table
            ?? all.filter(\.isEven).max { $0.width < $1.width }
            ?? all.first { $0.width > 1 } ?? all[0]
    }

    private init(_ bytes: UnsafeRawBufferPointer, isCut: Bool, _ first: CSVRecords, all: CSVRecords) {
        var first = first
        var rows: [[String]] = []
        var lines: [Int] = []
        while rows.count < Self.most, let record = first.next() {
            // What is cut off at the end of the beginning is no row.
            if record.fault != nil || record.end == bytes.count && isCut { continue }
            let row = record.texts(in: bytes)
            if row.allSatisfy({ $0.collapsingWhiteSpace.isEmpty }) { continue }
            rows.append(row)
            lines.append(record.line)
        }
        (self.rows, self.lines, records) = (rows, lines, all)
    }

    private var width: Int { rows.first?.count ?? 0 }

    /// Whether the rows have as many fields each, and several.
    private var isEven: Bool { width > 1 && rows.allSatisfy { $0.count == width } }

    /// Whether several rows have as many fields each, and a code as the first of them.
    var isListOfCodes: Bool {
        guard rows.count > 1, isEven else { return false }
        let sample = ColumnSample(rows)
        return sample.codeColumn == 0 && sample.firstRowIsData
    }

    /// Whether pipes part the fields, and the header is underlined as in Markdown or stands between `+---+---+`.
    var isRuled: Bool {
        guard records.delimiter == 0x7C else { return false }
        return rows.prefix(8).contains { row in
            row.count == 1 && row[0].collapsingWhiteSpace.hasPrefix("+-")
                || row.allSatisfy { $0.allSatisfy { "-: \r".contains($0) } }
                    && row.contains { $0.contains("-") }
        }
    }

    /// Whether a first row has a column for codes and another that is known.
    func hasKnownHeader(_ mapping: ColumnMapping?) -> Bool { knownHeader(mapping) != nil }

    private func knownHeader(_ mapping: ColumnMapping?) -> Int? {
        guard let header = TableColumns.headerRow(of: rows, mapping: mapping),
            rows[header].count(where: { ColumnLayout.isColumnName($0, mapping: mapping) }) > 1
        else { return nil }
        return header
    }

    /// The line `sep=;`, with or without quotation marks: what it says, and where the next one starts.
    private static func separatorLine(
        _ bytes: UnsafeRawBufferPointer, from start: Int
    ) -> (separator: UInt8, next: Int, number: Int)? {
        var lines = Lines(bytes, from: start)
        while let line = lines.next() {
            // A tab there may be what separates fields.
            let text = copied(bytes, from: line.start, to: line.end).trimmed { $0 == " " }
            if text.isEmpty { continue }
            let bare = text.filter { $0 != "\"" }.lowercased()
            guard bare.hasPrefix("sep="), let sign = text.filter({ $0 != "\"" }).utf8.dropFirst(4).first,
                bare.utf8.count == 5
            else { return bare == "sep=" ? lines.next().map { (0x09, $0.start, line.number) } : nil }
            guard let next = lines.next() else { return nil }
            return (sign, next.start, line.number)
        }
        return nil
    }
}
