/// Writes entries as rows of CSV, TSV and Markdown tables.
enum TableWriter {
    /// The header of every table.
    static let header = ["code", "name", "qualifier", "description"]

    /// Returns the fields of an entry's row.
    static func fields(of entry: Entry) -> [String] {
        [entry.code, entry.name, entry.qualifier ?? "", entry.description]
    }

    /// Joins fields into a row of CSV or TSV, quoting those that need it (RFC 4180).
    static func row(_ fields: [String], delimiter: Unicode.Scalar) -> String {
        fields.map { quoted($0, delimiter: delimiter) }.joined(separator: String(delimiter))
    }

    /// Joins fields into a row of a Markdown table.
    static func markdownRow(_ fields: [String]) -> String {
        "|" + fields.map { " \(MarkdownCell.cell(for: $0)) |" }.joined()
    }

    private static func quoted(_ field: String, delimiter: Unicode.Scalar) -> String {
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
