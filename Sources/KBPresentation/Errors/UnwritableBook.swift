import KBDocuments

/// A book that a format cannot hold.
package struct UnwritableBook: ReportableError {
    package var error: DocumentError

    package init(error: DocumentError) {
        self.error = error
    }

    package var report: ErrorReport {
        ErrorReport(
            error.diagnostics.map { $0.text }
                + (error.more == 0
                    ? []
                    : [message(zh: "另有 \(grouped(error.more)) 个", en: "and \(grouped(error.more)) more")]),
            hint: message(zh: "--format json 都能写下", en: "--format json can hold all of them"), .badData)
    }
}
