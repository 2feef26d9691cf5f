import KBPresentation

/// A document whose name does not say which book it is.
struct UnnamedBook: ReportableError {
    var path: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "看不出 \(path) 是哪本", en: "the name of \(path) does not tell which book it is")],
            hint: message(
                zh: "用 --book 指明，例如 --book acme-pay", en: "say it with --book, such as --book acme-pay"),
            .usage)
    }
}
