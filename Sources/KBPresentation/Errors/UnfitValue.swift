/// The command line gives a setting a value that it cannot have.
package struct UnfitValue: ReportableError {
    package var key: ConfigKey
    package var value: String

    package init(key: ConfigKey, value: String) {
        self.key = key
        self.value = value
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "“\(value)”不能作 \(key.rawValue)：应当是 \(key.allowed)",
                    en: "invalid value '\(value)' for \(key.rawValue): it must be \(key.allowed)")
            ], .usage)
    }
}
