/// A setting that the file does not have.
package struct UnsetKey: ReportableError {
    package var key: ConfigKey
    package var path: String

    package init(key: ConfigKey, path: String) {
        self.key = key
        self.path = path
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "\(path) 没有设 \(key.rawValue)", en: "\(path) does not set \(key.rawValue)")],
            .nothingFound)
    }
}
