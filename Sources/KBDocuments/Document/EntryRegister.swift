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
    private var firstLines: [ExactText: Int] = [:]
    private var entryCount = 0
    private var skippedRanges = 0
    private var diagnostics = DiagnosticList()
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
    func has(_ code: String) -> Bool { firstLines[ExactText(code)] != nil }

    /// What the caller has thrown; nothing more is to be read then.
    private(set) var failure: (any Error)?

    /// Checks an entry, and hands it on unless it, or anything before it, has an error.
    func admit(_ entry: Entry, _ body: (Entry) throws -> Void) {
        if skipsRanges, isCodeRange(entry.code) {
            skippedRanges += 1
            return
        }
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
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics) }
        return DocumentSummary(
            format: format, entryCount: entryCount, skippedRanges: skippedRanges,
            skippedLines: skippedLines, columns: columns,
            convertedFrom: encoding)
    }

    private func check(_ entry: Entry) -> Bool {
        if let fault = CodeFault(in: entry.code) {
            report(fault.diagnosis(of: entry.code, beside: entry.name), line: entry.line)
            return false
        }
        let key = ExactText(isByBook ? (entry.book ?? "") + " " + entry.code : entry.code)
        if let firstLine = firstLines[key] {
            report(.duplicateCode(code: entry.code, firstLine: firstLine), line: entry.line)
            return false
        }
        firstLines[key] = entry.line
        if entry.name.isEmpty {
            report(.missingName(code: entry.code), line: entry.line)
            return false
        }
        return true
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

/// Tells whether a code is a range of numbers such as `105-199`: ascending, the second not shorter.
func isCodeRange(_ code: String) -> Bool {
    let parts = code.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" || $0 == "—" }
    guard parts.count == 2 else { return false }
    let numbers = parts.map { $0.split(separator: " ").joined(separator: " ") }
    guard numbers.allSatisfy(\.isDigits) else { return false }
    let (first, last) = (numbers[0].utf8.count, numbers[1].utf8.count)
    return first < last || first == last && numbers[0] < numbers[1]
}
