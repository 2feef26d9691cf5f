import KBPresentation

/// A list without codes.
struct NothingListed: ReportableError {
    var pattern: String?
    var book: String?
    var books: [String]

    var report: ErrorReport {
        let known = books.joined(separator: message(zh: "、", en: ", "))
        if let book, !books.contains(book) {
            return ErrorReport(
                [message(zh: "没有“\(book)”这本", en: "no book '\(book)'")],
                hint: message(zh: "有：\(known)", en: "there are: \(known)"), .nothingFound)
        }
        let pattern = pattern ?? ""
        return ErrorReport(
            [
                pattern.isEmpty
                    ? message(zh: "知识库里没有代码", en: "the knowledge base has no codes")
                    : message(zh: "没有匹配“\(pattern)”的代码", en: "no code matches '\(pattern)'")
            ],
            hint: pattern.isEmpty
                ? message(zh: "用 kb import 文档 读入", en: "read some with kb import DOCUMENT")
                : message(
                    zh: "模式是 4xx 这样的一类，或代码的开头；找词用 kb query",
                    en: "a pattern is a class such as 4xx or a beginning; kb query finds words"),
            .nothingFound)
    }
}
