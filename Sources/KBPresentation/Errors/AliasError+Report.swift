import KBCore

extension AliasError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .notAnAlias(let text):
            ErrorReport(
                [message(zh: "“\(text)”不能作别名", en: "'\(text)' cannot be an alias")],
                hint: message(zh: "别名是一行可见的文字", en: "an alias is one line of visible text"), .usage)
        case .unknownCode(let reference): UnknownCode(text: reference.description).report
        case .notFound(let alias, let reference):
            ErrorReport(
                [message(zh: "\(reference) 没有别名“\(alias)”", en: "\(reference) has no alias '\(alias)'")],
                hint: message(
                    zh: "kb alias list \(reference) 列出它的别名",
                    en: "kb alias list \(reference) shows those it has"),
                .nothingFound)
        }
    }
}
