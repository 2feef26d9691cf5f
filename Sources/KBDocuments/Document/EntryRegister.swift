import KBText

/// The entries and errors of one document as its reader comes upon them.
final class EntryRegister {
    // How many bytes are read between two reports of the progress.
    private static let stride = 4 << 20

    private let skipsRanges: Bool
    private let isByBook: Bool
    private let progress: (Int) -> Void
    private var nextReport = EntryRegister.stride
    private var lastOffset = 0
    /// The entries so far by their codes: the first line, and a hash of the content.
    private var first: [ExactText: (line: Int, content: Int)] = [:]
    private var entryCount = 0
    private var skippedRanges = 0
    private var diagnostics = DiagnosticList()
    private var otherTables: [(table: LeftOutTable, hasCodes: Bool)] = []
    private var widths: Set<Int> = []
    /// Whether a code is there twice, with different texts.
    private(set) var hasDuplicates = false
    /// How the document may be read where codes are there twice.
    var suggestion: ColumnMapping?
    /// The columns that may have the codes, where they are looked for.
    var tally: ColumnTally?
    /// Tells whether what looks like ranges are codes; asked when the first of them comes.
    var areRangesCodes: () -> Bool = { false }
    private lazy var leavesOutRanges = !areRangesCodes()
    /// The number of lines of plain text that are headings, remarks or rules, and no part of an entry.
    var skippedLines = 0
    /// What the columns of a table were taken for.
    var columns: ColumnMapping?

    /// Makes a register for a document.
    ///
    /// - Parameters:
    ///   - skipsRanges: Leaves out codes such as `105-199`.
    ///   - isByBook: Takes entries that name another book for others, so that they may have the same code.
    ///   - progress: Told how far it has come.
    init(skipsRanges: Bool, isByBook: Bool = false, progress: @escaping (Int) -> Void) {
        self.skipsRanges = skipsRanges
        self.isByBook = isByBook
        self.progress = progress
    }

    /// Notes that the bytes before `offset` have been read; a lower one begins another pass over the document.
    @inline(__always)
    func pass(_ offset: Int) {
        if offset < lastOffset { nextReport = Self.stride }
        lastOffset = offset
        guard offset >= nextReport else { return }
        nextReport = offset + Self.stride
        progress(offset)
    }

    /// Notes an error; from now on no entry is handed on, for the document will not be accepted.
    func report(_ kind: Diagnostic.Kind, line: Int, column: Int? = nil) {
        diagnostics.add(Diagnostic(line: line, column: column, kind: kind))
    }

    /// Notes an error.
    func report(_ diagnostic: Diagnostic) {
        diagnostics.add(diagnostic)
    }

    /// The errors so far.
    var errors: [Diagnostic] { diagnostics.listed }

    /// Notes the errors that another register has.
    func report(errorsOf other: EntryRegister) {
        for diagnostic in other.errors { diagnostics.add(diagnostic) }
    }

    /// Notes the faults of a range of bytes.
    func reportFaults(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, firstLine: Int) {
        KBDocuments.reportFaults(in: bytes, from: start, to: end, firstLine: firstLine, into: &diagnostics)
    }

    /// Whether an entry of this code was met already.
    func has(_ code: String) -> Bool { first[ExactText(code)] != nil }

    /// Looks at the row that the next entry is made of, where columns are looked for.
    func look(at row: [String], of header: [String]) { tally?.look(at: row, of: header) }

    /// Notes that a table of so many columns is read.
    func readTable(width: Int) { widths.insert(width) }

    /// Notes a table that is not read, or another part of one; and whether codes may stand in its first column.
    func leaveOut(_ table: LeftOutTable, hasCodes: Bool) {
        guard table.rows > 0, otherTables.count < DiagnosticList.most else { return }
        if let last = otherTables.last, last.table.isContinued(by: table) {
            otherTables[otherTables.count - 1].table.rows += table.rows
        } else {
            otherTables.append((table, hasCodes))
        }
    }

    /// What the caller has thrown; nothing more is to be read then.
    private(set) var failure: (any Error)?

    /// Checks an entry, and hands it on unless it, or anything before it, has an error.
    func admit(_ entry: Entry, _ body: (Entry) throws -> Void) {
        if skipsRanges, isCodeRange(entry.code), leavesOutRanges {
            skippedRanges += 1
            return
        }
        let entry = entry.name.isEmpty ? entry.namedByDescription : entry
        guard check(entry) else { return }
        entryCount += 1
        guard diagnostics.isEmpty, failure == nil else { return }
        do {
            try body(entry)
        } catch {
            failure = error
        }
    }

    /// Ends the document: throws all its errors, or returns what was counted.
    func finish(
        format: DocumentFormat, convertedFrom encoding: SourceEncoding? = nil
    ) throws(DocumentError) -> DocumentSummary {
        if entryCount == 0, diagnostics.isEmpty { report(.empty, line: 1) }
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics, suggestion: suggestion) }
        return DocumentSummary(
            format: format, entryCount: entryCount, skippedRanges: skippedRanges,
            skippedLines: skippedLines,
            leftOutTables: otherTables.filter { $0.hasCodes || widths.contains($0.table.header.count) }
                .map(\.table),
            columns: columns,
            convertedFrom: encoding)
    }

    private func check(_ entry: Entry) -> Bool {
        if let fault = CodeFault(in: entry.code) {
            report(fault.diagnosis(of: entry.code, beside: entry.name), line: entry.line)
            return false
        }
        let key = ExactText(isByBook ? (entry.book ?? "") + " " + entry.code : entry.code)
        let content = entry.content
        if let first = first[key] {
            // The same row once more says nothing new.
            if first.content != content {
                hasDuplicates = true
                report(.duplicateCode(code: entry.code, firstLine: first.line), line: entry.line)
            }
            return false
        }
        first[key] = (entry.line, content)
        if entry.name.isEmpty {
            report(.missingName(code: entry.code), line: entry.line)
            return false
        }
        return true
    }
}

extension Entry {
    /// A hash of everything about the code.
    fileprivate var content: Int {
        var hasher = Hasher()
        for text in [name, qualifier ?? "", description] { hasher.combine(ExactText(text)) }
        for field in fields {
            hasher.combine(ExactText(field.name))
            hasher.combine(ExactText(field.text))
        }
        for alias in aliases { hasher.combine(ExactText(alias.text)) }
        for translation in translations {
            hasher.combine(ExactText(translation.name))
            hasher.combine(ExactText(translation.description))
        }
        return hasher.finalize()
    }
}

extension CodeFault {
    /// Returns the error for a text that stands where a code was expected.
    fileprivate func diagnosis(of code: String, beside name: String) -> Diagnostic.Kind {
        switch self {
        case .empty: .missingCode(found: name)
        case .hanCharacter, .noLetterOrDigit: .missingCode(found: code)
        case .whiteSpace, .tooLong, .invisibleCharacter: .invalidCode(code, self)
        }
    }
}

/// Tells whether a code is a range of numbers such as `105-199`, see ``codeRange(_:)``.
func isCodeRange(_ code: String) -> Bool { codeRange(code) != nil }

/// The numbers of a range such as `105-199`, ascending, without leading zeros; nil for any other code.
func codeRange(_ code: String) -> ClosedRange<Int>? {
    let parts = code.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
    guard parts.count == 2 else { return nil }
    let numbers = parts.map { $0.split(separator: " ").joined(separator: " ") }
    guard numbers.allSatisfy({ $0.isDigits && ($0 == "0" || !$0.hasPrefix("0")) }),
        let first = Int(numbers[0]), let last = Int(numbers[1]), first < last
    else { return nil }
    return first...last
}
