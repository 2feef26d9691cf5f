import KBCore

extension SearchError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .empty:
            ErrorReport(
                [message(zh: "没有要查的内容", en: "there is nothing to search for")],
                hint: message(zh: "例如 kb query 重定向", en: "for example kb query redirect"), .usage)
        case .tooLong(let bytes, let most):
            ErrorReport(
                [
                    message(
                        zh: "要查的内容太长：\(bytes) 字节，最多 \(most)",
                        en: "the query is too long: \(bytes) bytes, at most \(most)")
                ], .usage)
        case .syntax(let reason):
            ErrorReport(
                [message(zh: "这不是 FTS5 表达式：\(reason)", en: "not an expression of FTS5: \(reason)")],
                hint: message(
                    zh: "不加 --raw 则按普通文字查；语法见 sqlite.org/fts5.html",
                    en: "without --raw it is searched as text; for the syntax see sqlite.org/fts5.html"),
                .usage)
        case .noPortableIndex:
            ErrorReport(
                [
                    message(
                        zh: "--raw 查的是 codes_fts（给其他工具用的索引），这个知识库没有它",
                        en:
                            "--raw needs codes_fts, the index for other tools, which this knowledge base lacks"
                    )
                ],
                hint: message(
                    zh: "不加 --raw 再查；kb import --portable-index 文档 可补上",
                    en: "search without --raw; kb import --portable-index DOCUMENT builds it"),
                .usage)
        }
    }
}
