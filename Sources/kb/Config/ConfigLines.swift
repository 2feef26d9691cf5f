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

    /// The first line that has a NUL.
    var firstWithNUL: Int? { lines.firstIndex { $0.utf8.contains(0) }.map { $0 + 1 } }

    /// The number, from 1, of the line that gives a setting or opens a table of that name.
    func number(of key: String) -> Int? {
        lines.lastIndex { Self.key($0) == key }.map { $0 + 1 }
    }

    /// A line by its number.
    func text(of number: Int) -> String { lines[number - 1] }

    /// Puts a setting in the place of an earlier one, whose comment stays, or at the end.
    ///
    /// - Parameters:
    ///   - assignment: A line that sets it, such as `limit = 20`.
    ///   - key: Its name.
    mutating func set(_ assignment: String, for key: ConfigKey) {
        if let number = number(of: key.rawValue) {
            lines[number - 1] = assignment + Self.comment(lines[number - 1])
        } else {
            let hasEnd = lines.last?.isEmpty == true
            lines.insert(assignment, at: hasEnd ? lines.count - 1 : lines.count)
            if !hasEnd { lines.append("") }
        }
    }

    /// Takes a setting out; false where it is not there.
    mutating func unset(_ key: ConfigKey) -> Bool {
        guard let number = number(of: key.rawValue) else { return false }
        lines.remove(at: number - 1)
        return true
    }

    /// The name that a line begins with.
    private static func key(_ line: String) -> String? {
        let start = line.drop { " \t[".contains($0) }
        guard let quote = start.first, "\"'".contains(quote) else {
            let key = start.prefix { !" \t=.]".contains($0) }
            return key.isEmpty || key.hasPrefix("#") ? nil : String(key)
        }
        return String(start.dropFirst().prefix { $0 != quote })
    }

    /// The comment at the end of a line, with the spaces before it.
    private static func comment(_ line: String) -> String {
        var quote: Character?
        var isEscaped = false
        for index in line.indices {
            let character = line[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\", quote == "\"" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, "\"'".contains(character) {
                quote = character
            } else if quote == nil, character == "#" {
                let before = line[..<index].reversed().prefix { " \t".contains($0) }
                return String(before.reversed()) + line[index...]
            }
        }
        return line.hasSuffix("\r") ? "\r" : ""
    }
}
