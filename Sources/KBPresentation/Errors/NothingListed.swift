/// A list without codes.
package struct NothingListed: ReportableError {
    package var pattern: String?

    /// The book that the pattern is called; nil where there is none.
    package var book: String?

    /// Whether only retired codes were asked for.
    package var isRetired: Bool

    package init(pattern: String?, book: String? = nil, isRetired: Bool = false) {
        self.pattern = pattern
        self.book = book
        self.isRetired = isRetired
    }

    package var report: ErrorReport {
        let pattern = pattern ?? ""
        if isRetired {
            return ErrorReport(
                [
                    pattern.isEmpty
                        ? message(zh: "没有停用的代码", en: "no code is retired")
                        : message(zh: "没有匹配“\(pattern)”的停用代码", en: "no retired code matches '\(pattern)'")
                ], .nothingFound)
        }
        return ErrorReport(
            [
                pattern.isEmpty
                    ? message(zh: "知识库里没有代码", en: "the knowledge base has no codes")
                    : message(zh: "没有匹配“\(pattern)”的代码", en: "no code matches '\(pattern)'")
            ],
            hint: pattern.isEmpty
                ? message(zh: "用 kb import 文档 导入", en: "read some with kb import DOCUMENT")
                : book.map {
                    message(zh: "\($0) 是一本书：kb list \($0):", en: "\($0) is a book: kb list \($0): lists it")
                }
                    ?? message(
                        zh: "模式是 4xx 这样的一类，或代码的开头；找词用 kb query",
                        en: "a pattern is a class such as 4xx or a beginning; kb query finds words"),
            .nothingFound)
    }
}
