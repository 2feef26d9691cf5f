import KBDocuments
import KBPresentation

/// A book that a format cannot hold.
struct UnwritableBook: ReportableError {
    var error: DocumentError

    var report: ErrorReport {
        ErrorReport(
            error.diagnostics.map { $0.text }
                + (error.more == 0 ? [] : [message(zh: "另有 \(error.more) 个", en: "and \(error.more) more")]),
            hint: message(zh: "--format json 都能写下", en: "--format json can hold all of them"), .badData)
    }
}
