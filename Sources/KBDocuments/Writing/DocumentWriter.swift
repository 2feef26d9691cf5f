import KBText

/// Writes entries as documents that read back as the same entries, lines aside.
public enum DocumentWriter {
    /// Writes entries in a format.
    ///
    /// Plain text cannot hold a name with Han characters, a name that ends in a bracketed part, or a
    /// description with a blank line; the other formats leave out codes such as `105-199`. Such entries are
    /// errors rather than entries that would read back differently.
    ///
    /// - Parameters:
    ///   - entries: The entries, in the order to write; their lines are not used, but in errors.
    ///   - format: The format to write.
    /// - Returns: The document, with lines ending in `\n`.
    /// - Throws: ``DocumentError`` with every entry that the format cannot represent, and every code that
    ///   is there twice.
    public static func write(
        _ entries: some Sequence<Entry>, as format: DocumentFormat
    ) throws(DocumentError) -> String {
        var diagnostics: [Diagnostic] = []
        var firstLines: [ExactText: Int] = [:]
        var parts: [String] = []
        for entry in entries {
            if let line = firstLines.updateValue(entry.line, forKey: ExactText(entry.code)) {
                let kind = Diagnostic.Kind.duplicateCode(code: entry.code, firstLine: line)
                diagnostics.append(Diagnostic(line: entry.line, kind: kind))
            }
            do {
                try check(entry, for: format)
                parts.append(try part(for: entry, as: format))
            } catch {
                let kind = Diagnostic.Kind.unrepresentable(code: entry.code, format: format, error.fault)
                diagnostics.append(Diagnostic(line: entry.line, kind: kind))
            }
        }
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics) }
        return join(parts, as: format)
    }

    private static func part(
        for entry: Entry, as format: DocumentFormat
    ) throws(UnwritableEntry) -> String {
        switch format {
        case .text: try TextWriter.paragraph(for: entry)
        case .csv: TableWriter.row(TableWriter.fields(of: entry), delimiter: ",")
        case .tsv: TableWriter.row(TableWriter.fields(of: entry), delimiter: "\t")
        case .json, .jsonl: entry.jsonText
        case .markdown: TableWriter.markdownRow(TableWriter.fields(of: entry))
        }
    }

    private static func join(_ parts: [String], as format: DocumentFormat) -> String {
        func lines(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
        switch format {
        case .text:
            return parts.map { $0 + "\n" }.joined(separator: "\n")
        case .csv:
            return lines([TableWriter.row(TableWriter.header, delimiter: ",")] + parts)
        case .tsv:
            return lines([TableWriter.row(TableWriter.header, delimiter: "\t")] + parts)
        case .json:
            return parts.isEmpty ? "[]\n" : "[\n" + parts.map { "  " + $0 }.joined(separator: ",\n") + "\n]\n"
        case .jsonl:
            return lines(parts)
        case .markdown:
            let dashes = TableWriter.markdownRow(TableWriter.header.map { _ in "---" })
            return lines([TableWriter.markdownRow(TableWriter.header), dashes] + parts)
        }
    }

    /// Checks what every reader makes of an entry before its format matters.
    private static func check(_ entry: Entry, for format: DocumentFormat) throws(UnwritableEntry) {
        if let fault = CodeFault(in: entry.code) { throw UnwritableEntry(.invalidCode(fault)) }
        if format != .text, isCodeRange(entry.code) { throw UnwritableEntry(.codeRange) }
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
        if format == .tsv, entry.description.utf8.contains(0x09), entry.description.utf8.contains(0x0A) {
            throw UnwritableEntry(.tabAndLineEnd)
        }
    }

    /// Compares bytes; `==` would take CR LF, one character, for the same in either spelling of an accent.
    private static func differ(_ first: String, _ second: String) -> Bool {
        !first.utf8.elementsEqual(second.utf8)
    }
}

/// An entry that cannot be written in the format asked for.
struct UnwritableEntry: Error {
    let fault: WritingFault

    init(_ fault: WritingFault) {
        self.fault = fault
    }
}
