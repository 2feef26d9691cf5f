/// A configuration file that cannot be written.
package struct ConfigWriteError: ReportableError {
    package var path: String
    package var reason: String

    package init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "写不了 \(path)：\(reason)", en: "cannot write \(path): \(reason)")], .cannotCreate)
    }
}
