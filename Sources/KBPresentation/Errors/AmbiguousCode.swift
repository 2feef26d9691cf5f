import KBCore

/// A code that stands in several books where one is needed.
package struct AmbiguousCode: ReportableError {
    package var text: String
    package var candidates: [Code]

    package init(text: String, candidates: [Code]) {
        self.text = text
        self.candidates = candidates
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(zh: "“\(text)”不止一个：", en: "'\(text)' is ambiguous:")
                    + NoteError.lines(candidates.map { "\($0.reference) \($0.title)" })
            ],
            hint: message(
                zh: "写明是哪一本，如 \(candidates[0].reference)",
                en: "name the book, as in \(candidates[0].reference)"), .usage)
    }
}
