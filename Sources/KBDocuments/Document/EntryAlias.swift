/// Another name of a code that a document gives with its entry.
public struct EntryAlias: Hashable, Sendable {
    /// The other name, on one line.
    public let text: String

    /// A BCP 47 language tag; may be empty.
    public let language: String

    /// Where the name comes from; may be empty.
    public let source: String

    /// Makes an alias of its parts, which are taken as they are.
    public init(_ text: String, language: String = "", source: String = "") {
        self.text = text
        self.language = language
        self.source = source
    }

    /// The names in a cell of a table: one a line where there are several lines, else parted by signs.
    static func list(_ cell: String) -> [EntryAlias] {
        let isLines = cell.contains("\n")
        let parts = cell.unicodeScalars.split { scalar in
            isLines ? scalar == "\n" : ";；、|".unicodeScalars.contains(scalar)
        }
        return list(parts.map { String($0) })
    }

    /// Names as the cell of a table that ``list(_:)`` reads.
    static func cell(_ aliases: [EntryAlias]) -> String {
        let text = aliases.map(\.text).joined(separator: "\n")
        // One that has such a sign needs a line end to say what parts names.
        return aliases.count == 1 && list(text).map(\.text) != [text] ? text + "\n" : text
    }

    /// Names without white space around them, none empty and none twice.
    static func list(_ texts: [String]) -> [EntryAlias] {
        texts.map(\.collapsingWhiteSpace).filter { !$0.isEmpty }.unique().map { EntryAlias($0) }
    }
}
