/// All that is wrong with a document, in the order of its lines.
public struct DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Every error found, at least one, by ascending line.
    public let diagnostics: [Diagnostic]

    /// The diagnostics in English, one a line, each after its line number.
    public var description: String {
        diagnostics.map { "\($0.line): \($0)" }.joined(separator: "\n")
    }

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.sorted { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
    }
}
