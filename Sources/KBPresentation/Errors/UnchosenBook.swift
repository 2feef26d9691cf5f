/// One book is needed, and nobody says which.
package struct UnchosenBook: ReportableError {
    /// The books that there are.
    package var books: [String]

    package init(books: [String]) {
        self.books = books
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                books.isEmpty
                    ? message(zh: "知识库里没有代码", en: "the knowledge base has no codes")
                    : message(zh: "请用 --book 指明是哪本", en: "say which book with --book")
            ],
            hint: UnknownBook.hint(books), books.isEmpty ? .nothingFound : .usage)
    }
}
