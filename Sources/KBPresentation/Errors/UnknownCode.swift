import KBCore

/// A code that is in no book.
package struct UnknownCode: ReportableError {
    package var text: String

    package init(text: String) {
        self.text = text
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "没有代码“\(text)”", en: "no code '\(text)'")],
            hint: message(
                zh: "kb query \(text) 会找相近的，kb list 列出全部",
                en: "kb query \(text) finds similar ones, kb list shows all"),
            .nothingFound)
    }
}
