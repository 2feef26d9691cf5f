/// Something that is only done with a yes, and nobody has said it.
package struct Unconfirmed: ReportableError {
    /// What would be lost.
    package var loss: String
    /// Whether somebody was asked, and said no.
    package var isRefused: Bool

    package init(loss: String, isRefused: Bool) {
        self.loss = loss
        self.isRefused = isRefused
    }

    package var report: ErrorReport {
        isRefused
            ? ErrorReport([message(zh: "没有改动", en: "nothing was changed")], .failed)
            : ErrorReport(
                [loss + message(zh: "；没有改动", en: "; nothing was changed")],
                hint: message(zh: "确实如此就加 --yes", en: "use --yes to do it anyway"), .usage)
    }
}
