import KBPresentation

/// The lines of a configuration file as they are written, with their comments.
struct ConfigLines {
    /// Without line feeds; the last is empty where the file ends with one.
    private var lines: [String]

    init(_ text: String) {
        lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
    }

    /// The whole text.
    var text: String { lines.joined(separator: "\n") }

    /// What each line says.
    var contents: [ConfigLine] { lines.map { ConfigLine($0) } }

    /// Puts a setting in the place of an earlier one, whose comment stays, or at the end.
    ///
    /// - Parameters:
    ///   - assignment: A line that sets it, such as `limit = 20`.
    ///   - key: Its name.
    mutating func set(_ assignment: String, for key: ConfigKey) {
        if let index = index(of: key.rawValue) {
            lines[index] = assignment + ConfigLine(lines[index]).tail
        } else {
            // What stands after the head of a table is of the table.
            guard end == lines.count else { return lines.insert(assignment, at: end) }
            let hasEnd = lines.last?.isEmpty == true
            lines.insert(assignment, at: hasEnd ? lines.count - 1 : lines.count)
            if !hasEnd { lines.append("") }
        }
    }

    /// Takes a setting out; false where it is not there.
    mutating func unset(_ key: String) -> Bool {
        guard let index = index(of: key) else { return false }
        lines.remove(at: index)
        return true
    }

    private func index(of key: String) -> Int? { lines[..<end].lastIndex { ConfigLine($0).key == key } }

    /// Where the first table begins.
    private var end: Int { lines.firstIndex { ConfigLine($0).table != nil } ?? lines.count }
}
