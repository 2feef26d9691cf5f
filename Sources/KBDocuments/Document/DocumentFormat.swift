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

    /// Objects in arrays or under their codes, alone or in groups, and objects `code → name`.
    case json

    /// One JSON object a line.
    case jsonl

    /// What JSON may be, in the notation of YAML.
    case yaml

    /// Tables whose header has a code column; or else headings or items of lists that begin with a code.
    case markdown

    /// Tables of a web page whose header has a code column.
    case html

    /// Tables of reStructuredText whose header has a code column, and such tables as programs print them.
    case rst

    /// The list of SQLSTATEs from which PostgreSQL and its relatives are built.
    case errcodes

    /// Messages under their keys, as programs in Java have them.
    case properties

    /// The statuses and error codes of an API, in JSON or YAML.
    case openapi

    /// The constants of a program in Go.
    case go

    /// The constants of a program in Java.
    case java

    /// The constants of a program in TypeScript or JavaScript.
    case typeScript = "ts"

    /// The enumerations of Protocol buffers.
    case proto

    /// The enumerations and definitions of a program in C or C++.
    case c

    /// The enumerations and constants of a program in Rust.
    case rust

    /// The constants of a program in Python.
    case python

    /// The formats that can be written.
    public static let written: [DocumentFormat] = allCases.filter(\.format.isWritten)

    /// Whether documents of the format are read only where somebody asks for it: anything may stand in a program.
    package var isAskedFor: Bool { format.isAskedFor }

    /// The formats that can be told by how a document begins, the surest first.
    static let detected: [DocumentFormat] = [
        .openapi, .html, .jsonl, .json, .yaml, .tsv, .csv, .markdown, .rst, .errcodes,
    ]

    /// The format of a document whose file name stands for `self` and whose content looks like `guess`.
    ///
    /// Plain text is what a guess ends with when nothing is sure, and some content looks like another format by
    /// accident: the first line of JSON Lines, a comment in YAML. Markdown may begin with HTML, and is read with it.
    func refined(by guess: DocumentFormat) -> DocumentFormat {
        switch (self, guess) {
        // An array of objects is no program.
        case (.typeScript, .json): guess
        case (_, .text), (.proto, _), (.go, _), (.java, _), (.typeScript, _), (.c, _), (.rust, _),
            (.python, _), (.rst, _),
            (.properties, _), (.jsonl, .json), (.yaml, .tsv), (.yaml, .csv), (.yaml, .markdown),
            (.yaml, .rst),
            (.markdown, .html):
            self
        default: guess
        }
    }

    /// How the format is read and written.
    var format: any Format {
        switch self {
        case .text: TextFormat()
        case .csv: CSVFormat(isTabbed: false)
        case .tsv: CSVFormat(isTabbed: true)
        case .json: JSONFormat()
        case .jsonl: JSONLinesFormat()
        case .yaml: YAMLFormat()
        case .markdown: MarkdownFormat()
        case .html: HTMLFormat()
        case .rst: RSTFormat()
        case .errcodes: ErrcodesFormat()
        case .properties: PropertiesFormat()
        case .openapi: OpenAPIFormat()
        case .go: SourceFormat(language: .go)
        case .java: SourceFormat(language: .java)
        case .typeScript: SourceFormat(language: .typeScript)
        case .proto: SourceFormat(language: .proto)
        case .c: SourceFormat(language: .c)
        case .rust: SourceFormat(language: .rust)
        case .python: SourceFormat(language: .python)
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
