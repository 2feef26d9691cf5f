import KBPresentation

/// A configuration file that cannot be written.
struct ConfigWriteError: ReportableError {
    var path: String
    var reason: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "写不了 \(path)：\(reason)", en: "cannot write \(path): \(reason)")], .cannotCreate)
    }
}
