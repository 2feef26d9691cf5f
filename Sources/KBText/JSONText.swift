/// Strings as JSON.
///
/// Besides what RFC 8259 §7 asks for, ``HarmfulCharacters`` are written as `\uXXXX`: programs read the same text, and a
/// terminal that shows it is not misled.
enum JSONText {
    /// Appends `string` in quotation marks.
    static func append(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{8}": text += "\\b"
            case "\u{C}": text += "\\f"
            default:
                if HarmfulCharacters.contains(scalar.value) {
                    text += "\\u" + String(scalar.value, radix: 16).zeroPadded(to: 4)
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }
}
