/// A format in which a document can be read and written.
public enum DocumentFormat: String, CaseIterable, Hashable, Sendable {
    /// Paragraphs of the form `CODE Name… 说明…`, separated by blank lines.
    case text = "txt"

    /// Comma-separated values with a header row (RFC 4180); semicolons are understood as well.
    case csv

    /// Tab-separated values with a header row, quoted as in CSV.
    case tsv

    /// An array of objects, an object `code → name`, or an object `code → {name, description}`.
    case json

    /// One JSON object a line.
    case jsonl

    /// The first pipe table whose header has a code column.
    case markdown

    /// Returns the format that a file name's extension stands for, or nil for an unknown one.
    ///
    /// - Parameter fileExtension: The part after the last dot, such as `csv` or `MD`; case does not matter.
    public init?(fileExtension: String) {
        switch fileExtension.lowercased() {
        case "txt", "text": self = .text
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonl
        case "md", "markdown": self = .markdown
        default: return nil
        }
    }
}
