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
        var result = "\"".unicodeScalars
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result.append(contentsOf: "\\\"".unicodeScalars)
            case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                let zeros = String(repeating: "0", count: 4 - digits.count)
                result.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
            default: result.append(scalar)
            }
        }
        result.append("\"")
        return String(result)
    }
}
