import KBText

/// Objects as rows of a table (RFC 4180).
enum CSV {
    /// The line with the names of the columns.
    static func header(_ columns: [String]) -> String { columns.joined(separator: ",") + "\r\n" }

    /// An object as a line: the members that the columns name.
    static func row(_ object: JSONValue, _ columns: [String]) -> String {
        columns.map { cell(object[$0] ?? .null) }.joined(separator: ",") + "\r\n"
    }

    private static func cell(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): return quoted(text)
        case .array(let items):
            let texts = items.map { $0.string ?? $0.text }
            return quoted(texts.joined(separator: "; "))
        case .null: return ""
        case .number, .real, .bool: return value.text
        case .object(let members): return members.isEmpty ? "" : quoted(value.text)
        }
    }

    /// A text as a field.
    ///
    /// Spreadsheets take what begins with `=` or `@`, or a sign before no number, for a formula, which may start programs:
    /// such a text gets an apostrophe before it.
    private static func quoted(_ text: String) -> String {
        let first = text.unicodeScalars.first { $0 != " " && $0 != "\t" }
        let second = text.unicodeScalars.dropFirst().first
        let isFormula =
            switch first {
            case "=", "@": true
            case "+", "-": !(second.map { ("0"..."9").contains($0) || $0 == "." } ?? true)
            default: false
            }
        let text = isFormula ? "'" + text : text
        let isPlain = !text.unicodeScalars.contains { ",\"\n\r;\t".unicodeScalars.contains($0) }
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
