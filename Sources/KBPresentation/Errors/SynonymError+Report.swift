import KBCore

extension SynonymError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .notATerm(let text):
            ErrorReport([message(zh: "“\(text)”不能作同义词", en: "'\(text)' cannot be a synonym")], .usage)
        case .tooFew:
            ErrorReport(
                [message(zh: "同义词至少要两个不同的词", en: "synonyms are at least two different words")],
                hint: message(zh: "例如 kb synonym add 锁定 上锁", en: "such as kb synonym add locked bolted"),
                .usage)
        case .notFound(let term):
            ErrorReport([message(zh: "“\(term)”没有同义词", en: "'\(term)' has no synonyms")], .nothingFound)
        }
    }
}
