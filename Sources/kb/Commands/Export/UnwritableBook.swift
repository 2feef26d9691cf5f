import KBDocuments
import KBPresentation

/// A book that a format cannot hold.
struct UnwritableBook: ReportableError {
    var error: DocumentError

    var report: ErrorReport {
        ErrorReport(
            error.diagnostics.map { $0.text },
            hint: message(zh: "--format json 都能写下", en: "--format json can hold all of them"), .badData)
    }
}
