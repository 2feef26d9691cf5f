/// What a document says about one code, before it has been checked.
///
/// The name, qualifier and description are in the normal form of ``Entry`` already.
struct EntryDraft {
    var code: String
    var name: String
    var qualifier: String?
    var description: String
    var line: Int
}

/// The entries and errors of one document as its reader comes upon them.
final class EntryRegister {
    // How many bytes are read between two reports of the progress.
    private static let stride = 4 << 20

    private let skipsRanges: Bool
    private let progress: (Int) -> Void
    private var nextReport = EntryRegister.stride
    private var firstLines: [String: Int] = [:]
    private var entryCount = 0
    private var skippedRanges = 0
    private var diagnostics: [Diagnostic] = []
    /// The number of further tables that were not read.
    var skippedTables = 0

    /// Makes a register for a document; `skipsRanges` leaves out codes such as `105-199`.
    init(skipsRanges: Bool, progress: @escaping (Int) -> Void) {
        self.skipsRanges = skipsRanges
        self.progress = progress
    }

    /// Notes that the bytes before `offset` have been read.
    @inline(__always)
    func pass(_ offset: Int) {
        guard offset >= nextReport else { return }
        nextReport = offset + Self.stride
        progress(offset)
    }

    /// Notes an error; from now on no entry is handed on, for the document will not be accepted.
    func report(_ kind: Diagnostic.Kind, line: Int, column: Int? = nil) {
        diagnostics.append(Diagnostic(line: line, column: column, kind: kind))
    }

    /// Notes several errors.
    func report(_ faults: [Diagnostic]) {
        diagnostics += faults
    }

    /// Checks a draft, and hands it on as an entry unless it, or anything before it, has an error.
    func admit(_ draft: EntryDraft, _ body: (Entry) throws -> Void) rethrows {
        if skipsRanges, isCodeRange(draft.code) {
            skippedRanges += 1
            return
        }
        guard check(draft) else { return }
        entryCount += 1
        guard diagnostics.isEmpty else { return }
        try body(
            Entry(
                code: draft.code, name: draft.name, qualifier: draft.qualifier,
                description: draft.description, line: draft.line))
    }

    /// Ends the document: throws all its errors, or returns what was counted.
    func finish(
        format: DocumentFormat, convertedFrom encoding: SourceEncoding? = nil
    ) throws(DocumentError) -> DocumentSummary {
        if entryCount == 0, diagnostics.isEmpty { report(.empty, line: 1) }
        guard diagnostics.isEmpty else { throw DocumentError(diagnostics) }
        return DocumentSummary(
            format: format, entryCount: entryCount, skippedRanges: skippedRanges,
            skippedTables: skippedTables, convertedFrom: encoding)
    }

    private func check(_ draft: EntryDraft) -> Bool {
        if let fault = CodeFault(in: draft.code) {
            report(fault.diagnosis(of: draft.code, beside: draft.name), line: draft.line)
            return false
        }
        if let firstLine = firstLines[draft.code] {
            report(.duplicateCode(code: draft.code, firstLine: firstLine), line: draft.line)
            return false
        }
        firstLines[draft.code] = draft.line
        if draft.name.isEmpty {
            report(.missingName(code: draft.code), line: draft.line)
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
    guard numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    let (first, last) = (numbers[0].utf8.count, numbers[1].utf8.count)
    return first < last || first == last && numbers[0] < numbers[1]
}
