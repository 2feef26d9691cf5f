import KBText

/// Notes as Markdown: below a heading with the code, what is known about the note between lines `--`, then its text.
///
/// ```
/// ## http:404 Not Found
///
/// --
/// author: Li
/// tags: nginx, 值班
/// --
///
/// First look at error.log.
/// ```
///
/// A line of a text that is nothing but `--` is written `\--`, and one that begins with backslashes before it has one more.
package enum NoteMarkdown {
    private static let edge = "--"

    /// Reads the notes of some lines.
    static func visit(
        _ lines: some Sequence<(text: String?, number: Int)>, _ body: (NoteDocument.Item) throws -> Void
    ) throws {
        var entry: NoteEntry?
        /// The lines of the text so far; while a head is open, those of it.
        var text: [String] = []
        var isHead = false
        var heading: (code: String, line: Int)?
        func end() throws {
            guard var finished = entry else { return }
            while let last = text.last, last.allSatisfy(\.isWhitespace) { text.removeLast() }
            while let first = text.first, first.allSatisfy(\.isWhitespace) { text.removeFirst() }
            finished.body = text.map(unescaped).joined(separator: "\n")
            try body(.entry(finished))
            entry = nil
        }
        for (line, number) in lines {
            guard let line else {
                try body(.fault(.notUTF8, line: number))
                continue
            }
            if line == edge, !isHead {
                // The heading that stands last above it is its code.
                while let last = text.last, last.allSatisfy(\.isWhitespace) { text.removeLast() }
                if let last = text.last, let code = code(of: last) {
                    text.removeLast()
                    heading = (code, number)
                }
                try end()
                entry = NoteEntry(line: number, code: heading?.code ?? "")
                (text, isHead) = ([], true)
            } else if isHead {
                if line == edge {
                    isHead = false
                } else if !line.allSatisfy(\.isWhitespace) {
                    let parts = line.split(maxSplits: 1, omittingEmptySubsequences: false) {
                        ":：".contains($0)
                    }
                    if parts.count == 2, let role = NoteEntry.Role(String(parts[0])), role != .body {
                        entry?.take(String(parts[1].drop(while: \.isWhitespace)), as: role)
                    } else {
                        try body(.fault(.badHead(line), line: number))
                    }
                }
            } else {
                text.append(line)
            }
        }
        try end()
    }

    /// A note in this form, with an empty line at its end.
    ///
    /// - Parameters:
    ///   - entry: The note.
    ///   - title: What its code is called.
    /// - Returns: The text.
    package static func text(of entry: NoteEntry, title: String) -> String {
        var lines = ["## " + oneLine("\(entry.code) \(title)"), "", edge]
        func add(_ key: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("\(key): \(oneLine(value))") }
        }
        add("author", entry.author)
        add("date", entry.date)
        add("tags", entry.tags.joined(separator: ", "))
        add("quote", entry.quote)
        add("id", entry.id)
        lines += [edge, ""]
        lines += entry.body.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { escaped(String($0)) }
        return (lines + [""]).joined(separator: "\n") + "\n"
    }

    /// The code of a heading; nil for another line.
    private static func code(of line: String) -> String? {
        let marks = line.prefix { $0 == "#" }.count
        guard (1...6).contains(marks), line.dropFirst(marks).first?.isWhitespace == true else { return nil }
        return line.dropFirst(marks).split(whereSeparator: \.isWhitespace).first.map(String.init)
    }

    private static func isEdge(_ line: String) -> Bool { line.drop { $0 == "\\" } == edge[...] }
    private static func escaped(_ line: String) -> String { isEdge(line) ? "\\" + line : line }
    private static func unescaped(_ line: String) -> String {
        isEdge(line) && line.hasPrefix("\\") ? String(line.dropFirst()) : line
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
