/// The text of a cell in a Markdown table, as kb writes it.
enum MarkdownCell {
    /// Returns the cell that reads as a text, on one line.
    static func cell(for text: String) -> String {
        // Not append(contentsOf:) of a view of scalars, which copies the text each time.
        var result = ""
        var rest = text.unicodeScalars[...]
        var previous: Unicode.Scalar?
        while let scalar = rest.popFirst() {
            if scalar == "\n" {
                result += "<br>"
            } else {
                if isMark(scalar, previous, rest.first) { result += "\\" }
                result.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return result
    }

    /// Whether a character would be a mark where it stands.
    private static func isMark(
        _ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?
    ) -> Bool {
        switch scalar {
        case "\\", "|", "`", "<", "*", "[", "~": true
        // Inside a word such as NOT_FOUND it is none.
        case "_": previous.map(isWord) != true || next.map(isWord) != true
        case "&": next.map { $0 == "#" || $0.isASCII && $0.properties.isAlphabetic } == true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
}
