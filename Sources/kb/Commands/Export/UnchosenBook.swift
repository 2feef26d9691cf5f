import KBPresentation

/// An export that does not say which book, or one that is not there.
struct UnchosenBook: ReportableError {
    var book: String?
    var books: [String]

    var report: ErrorReport {
        let known = books.joined(separator: message(zh: "、", en: ", "))
        return ErrorReport(
            [
                book.map { message(zh: "没有“\($0)”这本", en: "no book '\($0)'") }
                    ?? message(zh: "请用 --book 指明是哪本", en: "say which book with --book")
            ],
            hint: message(zh: "有：\(known)", en: "there are: \(known)"), book == nil ? .usage : .nothingFound)
    }
}
