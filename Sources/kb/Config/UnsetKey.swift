import KBPresentation

/// A setting that the file does not have.
struct UnsetKey: ReportableError {
    var key: ConfigKey
    var path: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "\(path) 没有设 \(key.rawValue)", en: "\(path) does not set \(key.rawValue)")],
            .nothingFound)
    }
}
