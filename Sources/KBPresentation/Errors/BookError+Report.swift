import KBCore

extension BookError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .unknown(let book, let books): UnknownBook.report(book, among: books)
        case .badSlug(let slug): ImportError.badBook(slug).report
        case .taken(let slug):
            ErrorReport(
                [message(zh: "已经有“\(slug)”这本了", en: "a book '\(slug)' already exists")],
                hint: message(
                    zh: "kb book rm \(slug) 可先删掉那本", en: "kb book rm \(slug) would remove that one"), .usage)
        case .badTitle(let title):
            ErrorReport(
                [
                    message(
                        zh: "“\(NoteText.oneLine(title))”不能作书的标题：只能是一行",
                        en: "'\(NoteText.oneLine(title))' cannot be a book's title: it is one line")
                ], .usage)
        }
    }
}
