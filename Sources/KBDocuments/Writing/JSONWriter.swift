/// Writes entries as JSON objects.
enum JSONWriter {
    /// Returns an entry as an object on one line; without a qualifier there is no such key.
    static func object(for entry: Entry) -> String {
        var members = [("code", entry.code), ("name", entry.name)]
        if let qualifier = entry.qualifier { members.append(("qualifier", qualifier)) }
        members.append(("description", entry.description))
        return "{" + members.map { "\"\($0)\": \(string($1))" }.joined(separator: ", ") + "}"
    }

    /// Returns a text as a JSON string; only what RFC 8259 requires is escaped.
    private static func string(_ text: String) -> String {
        // Not append(contentsOf:) of a view of scalars, which copies the text each time.
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
