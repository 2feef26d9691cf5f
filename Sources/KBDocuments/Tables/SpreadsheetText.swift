/// A field that spreadsheets are kept from taking for a number: `="0051"`, a formula of nothing but a text.
enum SpreadsheetText {
    /// The text of such a field; any other field as it stands.
    static func read(_ field: String) -> String {
        guard isFormula(field) else { return field }
        let inner = field.utf8.dropFirst(2).dropLast()
        // In a formula two quotation marks are one; one alone ends the text, and something else follows.
        var text: [UInt8] = []
        var rest = inner[...]
        while let byte = rest.popFirst() {
            if byte == quote, rest.popFirst() != quote { return field }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// How a text is written so that it is read as it is.
    static func written(_ text: String) -> String {
        isFormula(text) ? "=\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    private static let quote = UInt8(ascii: "\"")

    @inline(__always)
    private static func isFormula(_ field: String) -> Bool {
        let bytes = field.utf8
        return bytes.first == UInt8(ascii: "=") && bytes.count > 2 && bytes.last == quote
            && bytes.dropFirst().first == quote
    }
}
