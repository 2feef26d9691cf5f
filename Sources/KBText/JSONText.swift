/// Strings as JSON.
///
/// Besides what RFC 8259 §7 asks for, ``HarmfulCharacters`` are written as `\uXXXX`: programs read the same text, and a
/// terminal that shows it is not misled.
package enum JSONText {
    /// Appends `string` in quotation marks.
    package static func append(_ string: String, to text: inout String) {
        text += "\""
        if isPlain(string) {
            text += string
            text += "\""
            return
        }
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
                    for unit in String(scalar).utf16 {
                        text += "\\u" + String(unit, radix: 16).zeroPadded(to: 4)
                    }
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text += "\""
    }

    /// Whether nothing in a text needs an escape.
    private static func isPlain(_ string: String) -> Bool {
        var string = string
        return string.withUTF8 { bytes in
            !bytes.contains { $0 == 0x22 || $0 == 0x5C } && !HarmfulCharacters.occur(in: bytes)
        }
    }
}
