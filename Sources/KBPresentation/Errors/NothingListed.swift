/// A list without codes.
package struct NothingListed: ReportableError {
    package var pattern: String?

    package init(pattern: String?) {
        self.pattern = pattern
    }

    package var report: ErrorReport {
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
