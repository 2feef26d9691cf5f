import KBText

/// Writes a document piece by piece.
struct DocumentStream {
    private let format: any Format
    private let name: DocumentFormat
    private let columns: EntryColumns
    /// What the entries have and the format cannot hold.
    private(set) var omissions = WritingOmissions()
    private let frame: DocumentFrame
    private var firstLines: [ExactText: Int] = [:]
    private var diagnostics = DiagnosticList()
    private var isEmpty = true
    // Readers detect the format by this.
    private var beginning: [UInt8] = []
    private var first: (code: String, line: Int)?

    init(_ format: DocumentFormat, _ columns: EntryColumns) {
        self.format = format.format
        self.columns = columns
        name = format
        frame = self.format.frame(columns)
    }

    /// The piece for the next entry, with what stands before it; empty after the first error.
    mutating func next(_ entry: Entry) -> String {
        if let line = firstLines.updateValue(
            entry.line, forKey: ExactText(entry.book.map { $0 + " " + entry.code } ?? entry.code))
        {
            let kind = Diagnostic.Kind.duplicateCode(code: entry.code, firstLine: line)
            diagnostics.add(Diagnostic(line: entry.line, kind: kind))
        }
        do {
            try checkParts(of: entry)
            let written = try format.written(entry, columns)
            guard diagnostics.isEmpty else { return "" }
            omissions.add(entry, format.fields)
            let piece = (isEmpty ? frame.opening : frame.separator) + written
            if beginning.count < DocumentBeginning.reach { beginning += piece.utf8 }
            if isEmpty { first = (entry.code, entry.line) }
            isEmpty = false
            return piece
        } catch {
            let kind = Diagnostic.Kind.unrepresentable(code: entry.code, format: name, error.fault)
            diagnostics.add(Diagnostic(line: entry.line, kind: kind))
            return ""
        }
    }

    /// The piece after the last entry.
    ///
    /// - Throws: ``DocumentError`` where entries could not be written, or would be read as something else.
    func finish() throws(DocumentError) -> String {
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics) }
        let guess = beginning.withUnsafeBytes { DocumentBeginning(of: $0, from: 0, mapping: nil).format }
        if let first, name.refined(by: guess) != name {
            let kind = Diagnostic.Kind.unrepresentable(code: first.code, format: name, .readsAs(guess))
            throw DocumentError([Diagnostic(line: first.line, kind: kind)])
        }
        return isEmpty ? frame.empty : frame.closing
    }

    /// Checks what every reader makes of an entry before its format matters.
    private func checkParts(of entry: Entry) throws(UnwritableEntry) {
        if let fault = CodeFault(in: entry.code) { throw UnwritableEntry(.invalidCode(fault)) }
        if format.skipsRanges, isCodeRange(entry.code) { throw UnwritableEntry(.codeRange) }
        let texts =
            [entry.code, entry.name, entry.qualifier ?? "", entry.description]
            + entry.fields.flatMap { [$0.name, $0.text] }
        for text in texts where text.utf8.contains(0) { throw UnwritableEntry(.nul) }
        if !entry.fields.isEmpty || entry.book != nil { try checkFields(of: entry) }
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

    private func checkFields(of entry: Entry) throws(UnwritableEntry) {
        if format.fields == .nowhere { throw UnwritableEntry(.hasFields) }
        var names: Set<ExactText> = []
        for field in entry.fieldsBesidesBook {
            let isNormal =
                !field.name.isEmpty && !differ(field.name, field.name.collapsingWhiteSpace)
                && !field.text.isEmpty
                && !differ(field.text, field.text.trimmedWithPlainLineEnds)
            guard isNormal, names.insert(ExactText(field.name)).inserted else {
                throw UnwritableEntry(.notNormalField(field.name))
            }
            if format.fields == .columns, EntryColumns.isTaken(field.name) {
                throw UnwritableEntry(.fieldNamedAsColumn(field.name))
            }
        }
        if format.fields == .columns, columns.fields.count > DocumentWriter.mostColumns {
            throw UnwritableEntry(.tooManyFields(columns.fields.count))
        }
    }

    /// Compares bytes; `==` would take CR LF, one character, for the same in either spelling of an accent.
    private func differ(_ first: String, _ second: String) -> Bool { ExactText(first) != ExactText(second) }
}
