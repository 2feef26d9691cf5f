import KBCore

/// The knowledge base did not take an import.
package struct FailedImport: ReportableError {
    package var error: StoreError

    package init(error: StoreError) {
        self.error = error
    }

    package var report: ErrorReport {
        var report = ErrorReport(store: error)
        report.errors = report.errors.map { $0 + message(zh: "；什么都没有导入", en: "; nothing was imported") }
        return report
    }
}
