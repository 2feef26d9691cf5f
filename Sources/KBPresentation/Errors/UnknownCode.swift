import KBCore

/// A code that is in no book.
package struct UnknownCode: ReportableError {
    package var text: String
    /// The codes that may be meant.
    package var near: [Code]

    package init(text: String, near: [Code] = []) {
        (self.text, self.near) = (text, near)
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "没有代码“\(text)”", en: "no code '\(text)'")],
            hint: near.isEmpty
                ? message(
                    zh: "kb query \(text) 会找相近的，kb list 列出全部",
                    en: "kb query \(text) finds similar ones, kb list shows all")
                : message(zh: "您要的可能是 \(names)", en: "did you mean \(names)?"),
            .nothingFound)
    }

    private var names: String {
        near.map(\.reference.description).joined(separator: message(zh: " 或 ", en: " or "))
    }
}
