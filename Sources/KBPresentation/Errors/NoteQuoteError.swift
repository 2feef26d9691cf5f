import KBCore

/// A quote does not stand in a code's text, or stands there more than once.
package enum NoteQuoteError: ReportableError {
    case notFound(String, Code, nearest: String?)
    case ambiguous(String, [TextQuote])
    /// The passage of a note is there, or it has none.
    case notLost(Note)

    package var report: ErrorReport {
        switch self {
        case .notFound(let text, let code, let nearest):
            ErrorReport(
                [
                    message(
                        zh: "\(code.reference) 的名称和说明里没有“\(text)”",
                        en: "'\(text)' is not in the name or description of \(code.reference)")
                ],
                hint: nearest.map { message(zh: "最接近的是：\($0)", en: "the closest passage is: \($0)") }
                    ?? message(
                        zh: "用 kb show \(code.reference) 看原文",
                        en: "see the text with kb show \(code.reference)"),
                .nothingFound)
        case .notLost(let note):
            ErrorReport(
                [
                    note.anchor == nil
                        ? message(
                            zh: "笔记 \(note.shortID) 不是批注", en: "note \(note.shortID) is not an annotation")
                        : message(
                            zh: "批注 \(note.shortID) 的原文还在",
                            en: "annotation \(note.shortID) has not lost its passage")
                ],
                hint: message(zh: "写明移到哪段原文", en: "name the passage to move it to"), .usage)
        case .ambiguous(let text, let quotes):
            ErrorReport(
                [
                    message(
                        zh: "“\(text)”出现了 \(quotes.count) 次：", en: "'\(text)' occurs \(quotes.count) times:")
                        + Self.places(quotes)
                ],
                hint: message(
                    zh: "用 --occurrence 1 到 \(quotes.count) 选一个",
                    en: "choose with --occurrence 1 to \(quotes.count)"),
                .usage)
        }
    }
}

extension NoteQuoteError {
    private static func places(_ quotes: [TextQuote]) -> String {
        NoteError.lines(
            quotes.prefix(20).enumerated().map { index, quote in
                let (before, after) = (quote.prefix.suffix(10), quote.suffix.prefix(10))
                return "\(index + 1). …\(before)[\(quote.exact)]\(after)…"
            })
    }
}
