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
        case .inSeveral(let term, let groups):
            ErrorReport(
                [
                    message(
                        zh: "“\(term)”在 \(groups.count) 组里：", en: "'\(term)' is in \(groups.count) groups:")
                        + NoteError.lines(groups.map(SynonymText.line))
                ],
                hint: message(
                    zh: "--with \(Self.mark(of: groups, besides: term)) 指明一组，--all 从所有组里去掉",
                    en:
                        "--with \(Self.mark(of: groups, besides: term)) chooses the first group, --all removes it from all"
                ),
                .usage)
        case .notFound(let term):
            ErrorReport([message(zh: "“\(term)”没有同义词", en: "'\(term)' has no synonyms")], .nothingFound)
        }
    }

    /// A word that only the first of some groups has, besides the one that all have.
    private static func mark(of groups: [SynonymGroup], besides term: String) -> String {
        let others = Set(groups.dropFirst().flatMap(\.terms) + [term])
        let mark = groups[0].terms.first { !others.contains($0) } ?? groups[0].meaning
        return NoteText.oneLine(mark.contains(" ") ? "'\(mark)'" : mark)
    }
}
