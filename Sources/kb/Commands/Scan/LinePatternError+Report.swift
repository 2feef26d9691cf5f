import KBLogs
import KBPresentation

extension LinePatternError: ReportableError {
    package var report: ErrorReport {
        let reason =
            switch self {
            case .invalid(let reason): reason
            case .unknownEscape(let character):
                message(
                    zh: "不认识 \\\(character)；有 \\d \\D \\w \\W \\s \\S \\b \\B \\t",
                    en: "\\\(character) is not known; there are \\d \\D \\w \\W \\s \\S \\b \\B \\t")
            case .escapeInBrackets:
                message(
                    zh: "[ ] 里的反斜杠只有 \\d、\\w、\\s；其他字符直接写，] 放最前，- 放最后",
                    en:
                        "in [ ] a backslash makes only \\d, \\w and \\s; write others as they are, ] first and - last"
                )
            case .lazyRepetition:
                message(
                    zh: "没有 *? 这样的懒惰匹配；改用 [^\"]* 之类",
                    en: "there are no lazy repetitions such as *?; use [^\"]* or the like")
            }
        return ErrorReport([message(zh: "--pattern 有误：\(reason)", en: "--pattern: \(reason)")], .usage)
    }
}
