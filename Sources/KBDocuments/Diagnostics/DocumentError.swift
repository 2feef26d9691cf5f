/// All that is wrong with a document, in the order of its lines.
public struct DocumentError: Error, Hashable, Sendable {
    /// The first hundred errors found, at least one, by ascending line.
    public let diagnostics: [Diagnostic]

    /// How many errors there are besides.
    public let more: Int

    private let columns: ColumnMapping?

    init(_ diagnostics: [Diagnostic], more: Int = 0, suggestion: ColumnMapping? = nil) {
        columns = suggestion
        self.diagnostics = diagnostics.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        self.more = more
    }

    /// A document that is plainly no list of codes.
    init(_ foreign: ForeignDocument) {
        self.init([Diagnostic(line: 1, kind: .foreign(foreign))])
    }

    /// What the document is, where it is plainly no list of codes.
    public var foreign: ForeignDocument? {
        guard case .foreign(let kind)? = diagnostics.first?.kind else { return nil }
        return kind
    }

    /// A mapping with which a table may be read whose header was refused, or whose codes stand in another column.
    public var suggestion: ColumnMapping? {
        diagnostics.lazy.compactMap(\.suggestedColumns).first ?? columns
    }

    init(_ list: DiagnosticList, suggestion: ColumnMapping? = nil) {
        self.init(list.listed, more: list.more, suggestion: suggestion)
    }
}
