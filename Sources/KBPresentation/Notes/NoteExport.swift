import KBCore
import KBDocuments
import KBText

/// Notes as documents for other programs and for people.
package enum NoteExport {
    /// The forms in which notes are written.
    package enum Format: String, CaseIterable, Sendable {
        case jsonl, markdown, csv, w3c

        package static var list: String {
            allCases.map(\.rawValue).joined(separator: message(zh: "、", en: ", "))
        }
    }

    /// What comes before the first note.
    package static func start(_ format: Format, total: Int) -> String {
        switch format {
        case .jsonl, .markdown: ""
        case .csv: columns.joined(separator: ",") + "\n"
        case .w3c: WebAnnotation.start(total: total)
        }
    }

    /// What comes after the last note.
    package static func end(_ format: Format) -> String { format == .w3c ? WebAnnotation.end : "" }

    /// One note.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - title: What its code is called.
    ///   - format: How it is written.
    ///   - isFirst: Whether no other note stands before it.
    ///   - isOnly: Whether the note has no other version.
    /// - Returns: The text.
    package static func text(
        of note: Note, title: String, _ format: Format, isFirst: Bool, isOnly: Bool
    ) -> String {
        switch format {
        case .jsonl: return JSONValue(note).text + "\n"
        case .markdown: return NoteMarkdown.text(of: entry(note), title: title)
        case .csv:
            let entry = entry(note)
            return [
                entry.code, entry.body, entry.author ?? "", entry.tags.joined(separator: " "),
                entry.date ?? "",
                entry.quote ?? "", entry.id ?? "",
            ].map(field).joined(separator: ",") + "\n"
        case .w3c: return (isFirst ? "" : ",\n") + WebAnnotation.json(note, isOnly: isOnly).text
        }
    }

    private static let columns = ["code", "text", "author", "tags", "date", "quote", "id"]

    private static func entry(_ note: Note) -> NoteEntry {
        var entry = NoteEntry(line: 0)
        entry.code = note.reference.description
        entry.body = note.body
        entry.tags = note.tags
        entry.author = note.author
        entry.date = note.createdAt
        entry.quote = note.anchor?.exact
        entry.id = note.uuid
        return entry
    }

    /// A field as RFC 4180 has it.
    private static func field(_ text: String) -> String {
        let isPlain = !text.unicodeScalars.contains { ",\"\n\r;\t".unicodeScalars.contains($0) }
        let hasEdges = text.first?.isWhitespace == true || text.last?.isWhitespace == true
        return isPlain && !hasEdges ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
