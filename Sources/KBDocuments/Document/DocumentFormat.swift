/// A format in which a document can be read and written.
///
/// What each is like stands in a file of its own, as a ``Format``; here are their names and their list.
public enum DocumentFormat: String, CaseIterable, Hashable, Sendable {
    /// Paragraphs of the form `CODE Name… 说明…`, separated by blank lines.
    case text = "txt"

    /// Comma-separated values with a header row (RFC 4180); semicolons are understood as well.
    case csv

    /// Tab-separated values with a header row, where a quotation mark is a character.
    case tsv

    /// An array of objects, an object `code → name`, or an object `code → {name, description}`.
    case json

    /// One JSON object a line.
    case jsonl

    /// The first pipe table whose header has a code column.
    case markdown

    /// The formats that can be told by how a document begins, the surest first.
    static let detected: [DocumentFormat] = [.jsonl, .json, .tsv, .csv, .markdown]

    /// How the format is read and written.
    var format: any Format {
        switch self {
        case .text: TextFormat()
        case .csv: CSVFormat(isTabbed: false)
        case .tsv: CSVFormat(isTabbed: true)
        case .json: JSONFormat()
        case .jsonl: JSONLinesFormat()
        case .markdown: MarkdownFormat()
        }
    }

    /// Returns the format that a file name's extension stands for, or nil for an unknown one.
    ///
    /// - Parameter fileExtension: The part after the last dot, such as `csv` or `MD`; case does not matter.
    public init?(fileExtension: String) {
        let ending = fileExtension.lowercased()
        guard let format = Self.allCases.first(where: { $0.format.fileExtensions.contains(ending) }) else {
            return nil
        }
        self = format
    }
}
