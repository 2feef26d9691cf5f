import KBCore

/// A search came back empty.
package struct NothingFound: ReportableError {
    package var query: String
    package var suggestions: [Suggestion]

    package init(query: String, suggestions: [Suggestion]) {
        self.query = query
        self.suggestions = suggestions
    }

    package var report: ErrorReport {
        // A long query is not repeated in full.
        let shown = query.count > 60 ? query.prefix(60) + "…" : query[...]
        var report = ErrorReport(
            [message(zh: "没有找到“\(shown)”", en: "nothing found for “\(shown)”")], .nothingFound)
        let offers = suggestions.map { suggestion in
            switch suggestion {
            case .code(let code): "\(code.reference) \(code.title)"
            case .word(let word): word
            }
        }
        report.hint =
            offers.isEmpty
            ? message(
                zh: "换几个字、用拼音或英文再试；kb list 列出全部代码",
                en: "try other words, pinyin or English; kb list shows all codes")
            : message(
                zh: "您要找的可能是：\(offers.joined(separator: "；"))",
                en: "did you mean: \(offers.joined(separator: "; "))")
        return report
    }
}
