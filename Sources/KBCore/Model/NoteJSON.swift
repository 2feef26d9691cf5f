import Foundation

/// JSON as kb writes it: one line, keys sorted, and nothing in it that could drive a terminal.
public enum NoteJSON {
    /// The number that every object carries as `format`; it grows when a key changes its meaning.
    public static let format = 1

    /// Returns a value as JSON on one line.
    ///
    /// Control, invisible and bidirectional characters are written as `\u` escapes (RFC 8259 §7).
    public static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings, integers and booleans always encode.
        guard let data = try? encoder.encode(value) else { return "null" }
        return escaped(String(decoding: data, as: UTF8.self))
    }

    /// Outside its strings JSON is ASCII without controls, so that every harmful scalar stands in a string.
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: isHarmful) else { return json }
        var result = ""
        for scalar in json.unicodeScalars {
            if isHarmful(scalar) {
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }
}
