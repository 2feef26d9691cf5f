/// A new code, and nobody says in which book.
package struct UnchosenPlace: ReportableError {
    package var code: String
    /// The books that there are.
    package var books: [String]

    package init(code: String, books: [String]) {
        self.code = code
        self.books = books
    }

    package var report: ErrorReport {
        let book = books.first ?? "pay"
        return ErrorReport(
            [
                message(
                    zh: "要写明 \(code) 属于哪本，例如 \(book):\(code)",
                    en: "say which book \(code) belongs to, such as \(book):\(code)")
            ],
            hint: books.isEmpty ? nil : UnknownBook.hint(books), .usage)
    }
}
