/// Comma-separated and tab-separated values with a header row, see ``CSVReader``.
struct CSVFormat: Format {
    let isTabbed: Bool

    var fileExtensions: [String] { isTabbed ? ["tsv", "tab"] : ["csv"] }

    var frame: DocumentFrame {
        let header = row(EntryTable.header) + "\n"
        return DocumentFrame(opening: header, empty: header)
    }

    private var delimiter: Unicode.Scalar { isTabbed ? "\t" : "," }

    /// The first record has two names of columns or more, and one is the code's.
    func isFormat(of beginning: DocumentBeginning) -> Bool {
        let part = UnsafeRawBufferPointer(rebasing: beginning.bytes[..<beginning.end])
        let delimiters: [UInt8] = isTabbed ? [0x09] : [0x2C, 0x3B]
        return delimiters.contains { delimiter in
            var records = CSVRecords(part, from: beginning.first, delimiter: delimiter)
            guard let record = records.next(), record.fault == nil, record.fields.count > 1 else {
                return false
            }
            let fields = record.texts(in: part)
            let known = fields.count { ColumnLayout.isColumnName($0, mapping: beginning.mapping) }
            return known > 1 && ColumnLayout.hasCodeColumn(fields, mapping: beginning.mapping)
        }
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let reader = CSVReader(
            bytes: text.bytes, start: text.start, isTabbed: isTabbed, mapping: text.mapping)
        reader.parse(into: register, body)
    }

    func written(_ entry: Entry) throws(UnwritableEntry) -> String {
        if isTabbed, entry.description.utf8.contains(0x09), entry.description.utf8.contains(0x0A) {
            throw UnwritableEntry(.tabAndLineEnd)
        }
        return row(EntryTable.fields(of: entry))
    }

    /// Joins fields into a row, quoting those that need it (RFC 4180).
    private func row(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: String(delimiter))
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
