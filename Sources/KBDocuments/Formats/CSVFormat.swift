/// Comma-separated and tab-separated values with a header row, see ``CSVReader``.
struct CSVFormat: Format {
    let isTabbed: Bool

    var fileExtensions: [String] { isTabbed ? ["tsv", "tab"] : ["csv"] }

    var frame: DocumentFrame { frame(EntryColumns()) }
    var fields: FieldPlace { .columns }

    func frame(_ columns: EntryColumns) -> DocumentFrame {
        let header = row(columns.header) + "\n"
        return DocumentFrame(opening: header, empty: header)
    }

    private var delimiter: Unicode.Scalar { isTabbed ? "\t" : "," }

    /// The first rows have one with two names of columns or more, and one is the code's; or the table is said to have none.
    func isFormat(of beginning: DocumentBeginning) -> Bool {
        let table = TableBeginning(
            beginning.bytes, from: beginning.start, isTabbed: isTabbed, mapping: beginning.mapping)
        // By whatever sign fields are parted but a tab, which is TSV's.
        if table.saysSeparator { return true }
        if !isTabbed, table.records.delimiter == 0x09 || table.isRuled { return false }
        if beginning.mapping?.hasHeader == false, (table.rows.first?.count ?? 0) > 1 { return true }
        guard isTabbed else { return table.hasKnownHeader(beginning.mapping) || table.isListOfCodes }
        // A tab may stand in a field of a table whose fields something else parts.
        return table.hasKnownHeader(beginning.mapping)
            && TableBeginning(
                beginning.bytes, from: beginning.start, isTabbed: false, mapping: beginning.mapping
            ).records.delimiter == 0x09
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let reader = CSVReader(
            bytes: text.bytes, start: text.start, isTabbed: isTabbed, mapping: text.mapping)
        reader.parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String { try written(entry, EntryColumns()) }

    func written(_ entry: Entry, _ columns: EntryColumns) throws(UnwritableEntry) -> String {
        let cells = columns.cells(of: entry)
        if isTabbed, cells.contains(where: { $0.utf8.contains(0x09) && $0.utf8.contains(0x0A) }) {
            throw UnwritableEntry(.tabAndLineEnd)
        }
        return row(cells)
    }

    /// Joins fields into a row, quoting those that need it (RFC 4180).
    private func row(_ fields: [String]) -> String {
        fields.map { quoted(SpreadsheetText.written($0)) }.joined(separator: String(delimiter))
    }

    private func quoted(_ field: String) -> String {
        // What begins like a formula is marked as text, for people who open the file in a spreadsheet.
        let needsQuotes =
            field.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } == true
            || field.unicodeScalars.contains {
                $0 == delimiter || $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == "\t" || $0 == ";"
            }
        guard needsQuotes else { return field }
        var result = "\"".unicodeScalars
        for scalar in field.unicodeScalars {
            if scalar == "\"" { result.append(scalar) }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}
