import KBText

/// Writes a document piece by piece.
struct DocumentStream {
    private let format: any Format
    private let name: DocumentFormat
    private var firstLines: [ExactText: Int] = [:]
    private var diagnostics = DiagnosticList()
    private var isEmpty = true

    init(_ format: DocumentFormat) {
        self.format = format.format
        name = format
    }

    /// The piece for the next entry, with what stands before it; empty after the first error.
    mutating func next(_ entry: Entry) -> String {
        if let line = firstLines.updateValue(entry.line, forKey: ExactText(entry.code)) {
            let kind = Diagnostic.Kind.duplicateCode(code: entry.code, firstLine: line)
            diagnostics.add(Diagnostic(line: entry.line, kind: kind))
        }
        do {
            try checkParts(of: entry)
            let written = try format.written(entry)
            guard diagnostics.isEmpty else { return "" }
            defer { isEmpty = false }
            return (isEmpty ? format.frame.opening : format.frame.separator) + written
        } catch {
            let kind = Diagnostic.Kind.unrepresentable(code: entry.code, format: name, error.fault)
            diagnostics.add(Diagnostic(line: entry.line, kind: kind))
            return ""
        }
    }

    /// The piece after the last entry.
    ///
    /// - Throws: ``DocumentError`` where entries could not be written.
    func finish() throws(DocumentError) -> String {
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics) }
        return isEmpty ? format.frame.empty : format.frame.closing
    }

    /// Checks what every reader makes of an entry before its format matters.
    private func checkParts(of entry: Entry) throws(UnwritableEntry) {
        if let fault = CodeFault(in: entry.code) { throw UnwritableEntry(.invalidCode(fault)) }
        if format.skipsRanges, isCodeRange(entry.code) { throw UnwritableEntry(.codeRange) }
        for text in [entry.code, entry.name, entry.qualifier ?? "", entry.description]
        where text.utf8.contains(0) {
            throw UnwritableEntry(.nul)
        }
        if entry.name.isEmpty || differ(entry.name, entry.name.collapsingWhiteSpace) {
            throw UnwritableEntry(.notNormal(.name))
        }
        if let qualifier = entry.qualifier,
            qualifier.isEmpty || differ(qualifier, qualifier.collapsingWhiteSpace)
        {
            throw UnwritableEntry(.notNormal(.qualifier))
        }
        if differ(entry.description, entry.description.trimmedWithPlainLineEnds) {
            throw UnwritableEntry(.notNormal(.description))
        }
    }

    /// Compares bytes; `==` would take CR LF, one character, for the same in either spelling of an accent.
    private func differ(_ first: String, _ second: String) -> Bool { ExactText(first) != ExactText(second) }
}
