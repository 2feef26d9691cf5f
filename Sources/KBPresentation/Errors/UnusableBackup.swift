import KBCore

/// What was named as a backup is none: what to do about it is not what to do about a knowledge base.
package struct UnusableBackup: ReportableError {
    private let error: StoreError

    /// Returns nil where something else is wrong.
    package init?(_ error: StoreError, path: String) {
        switch error {
        case .missing(path), .notAFile(path), .notADatabase(path), .foreign(path, _): self.error = error
        default: return nil
        }
    }

    package var report: ErrorReport {
        var report = ErrorReport(store: error)
        if case .missing(let path) = error {
            report = ErrorReport([message(zh: "没有文件 \(path)", en: "no such file: \(path)")], .noInput)
        }
        report.hint = message(
            zh: "给出 kb backup 做的副本", en: "name a backup made by kb backup")
        return report
    }
}
