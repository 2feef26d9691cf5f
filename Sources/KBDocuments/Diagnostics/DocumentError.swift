/// All that is wrong with a document, in the order of its lines.
public struct DocumentError: Error, Hashable, Sendable {
    /// Every error found, at least one, by ascending line.
    public let diagnostics: [Diagnostic]

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
    }
}
