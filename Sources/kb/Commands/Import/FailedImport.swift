import KBCore
import KBPresentation

/// The knowledge base did not take an import.
struct FailedImport: ReportableError {
    var error: StoreError

    var report: ErrorReport {
        var report = ErrorReport(store: error)
        report.errors = report.errors.map { $0 + message(zh: "；什么都没有导入", en: "; nothing was imported") }
        return report
    }
}
