import KBPresentation
import KBText

/// A note as an editor shows it: its tags between lines `--`, its text, and below a line with scissors what it is about.
///
/// What comes back need have neither of these lines: then all of it is the text.
struct NotePage {
    /// The tags that a person can change; those that stand in the text are not among them.
    var tags: [String]
    var body: String
    /// What is told below the scissors.
    var comments: [String]

    private static let edge = "--"
    /// As Git has it, so that editors know it.
    private static let scissors = "# ------------------------ >8 ------------------------"

    var text: String {
        let label = message(zh: "标签：", en: "tags: ")
        let comments = comments.flatMap {
            $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        .map { $0.isEmpty ? "#" : "# " + TerminalText.escaped(String($0)) }
        let head = [
            Self.edge, label + tags.joined(separator: message(zh: "、", en: ", ")), Self.edge, body, "",
        ]
        return (head + [Self.scissors] + comments).joined(separator: "\n") + "\n"
    }

    /// What a person has left of the page.
    ///
    /// - Returns: The text without empty lines at its end, and the tags; nil where they do not stand there.
    /// - Throws: ``NoteInputError/badHead(_:)`` where something else than tags stands between the lines at the top.
    static func read(_ page: String) throws(NoteInputError) -> (body: String, tags: [String]?) {
        var lines = page.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
        // Ours is the last one: the text may be about such lines.
        if let end = lines.lastIndex(where: { $0.trimmedOfSpace == scissors }) { lines = lines[..<end] }
        var tags: [String]?
        if let first = lines.first, first.trimmedOfSpace == edge,
            let end = lines.dropFirst().firstIndex(where: { $0.trimmedOfSpace == edge })
        {
            let head = lines[(lines.startIndex + 1)..<end].filter { !$0.allSatisfy(\.isWhitespace) }
            for line in head {
                guard let list = list(of: line) else { throw .badHead(String(line)) }
                tags = (tags ?? []) + list
            }
            // Somebody has taken the line away.
            tags = tags ?? []
            lines = lines[(end + 1)...]
        }
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return (lines.joined(separator: "\n"), tags)
    }

    /// The tags of a line `tags: a, b`; nil for any other line.
    private static func list(of line: Substring) -> [String]? {
        guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }),
            ["tags", "tag", "标签"].contains(line[..<colon].trimmedOfSpace.lowercased())
        else { return nil }
        return line[line.index(after: colon)...].split { $0.isWhitespace || ",，、;；".contains($0) }.map(
            String.init)
    }
}
