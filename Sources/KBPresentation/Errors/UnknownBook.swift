/// What is said of a book that is not there.
enum UnknownBook {
    static func report(_ book: String, among books: [String]) -> ErrorReport {
        ErrorReport(
            [message(zh: "没有“\(book)”这本", en: "no book '\(book)'")], hint: hint(book, books), .nothingFound)
    }

    /// The book that was most likely meant, and those that there are.
    private static func hint(_ book: String, _ books: [String]) -> String {
        guard let meant = Typo.nearest(to: book.lowercased(), among: books) else { return hint(books) }
        return message(zh: "是不是 \(meant)？", en: "did you mean \(meant)? ") + hint(books)
    }

    /// The books to choose from.
    static func hint(_ books: [String]) -> String {
        let known = books.joined(separator: message(zh: "、", en: ", "))
        return books.isEmpty
            ? message(zh: "用 kb import 文档 导入一本", en: "read one with kb import DOCUMENT")
            : message(zh: "有：\(known)", en: "there are: \(known)")
    }
}
