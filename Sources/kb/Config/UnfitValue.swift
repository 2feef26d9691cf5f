import KBPresentation

/// The command line gives a setting a value that it cannot have.
struct UnfitValue: ReportableError {
    var key: ConfigKey
    var value: String

    var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "“\(value)”不能作 \(key.rawValue)：应当是 \(key.allowed)",
                    en: "invalid value '\(value)' for \(key.rawValue): it must be \(key.allowed)")
            ], .usage)
    }
}
