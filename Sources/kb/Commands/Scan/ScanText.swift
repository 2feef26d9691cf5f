import Glibc
import KBCore
import KBLogs

/// What the table of a scan says.
enum ScanText {
    static var total: String { message(zh: "合计", en: "total") }

    static var unknown: String { message(zh: "未知", en: "unknown") }

    static func more(_ codes: Int, lines: Int) -> String {
        let (codes, lines) = (ScanRow.grouped(codes), ScanRow.grouped(lines))
        return message(
            zh: "另有 \(codes) 个代码，共 \(lines) 行",
            en: "\(codes) more \(codes == "1" ? "code" : "codes") in \(count(lines))")
    }

    static func moreNotes(_ count: Int, on code: String) -> String {
        message(zh: "还有 \(count) 条：kb show \(code)", en: "and \(count) more: kb show \(code)")
    }

    /// What the counts leave out.
    static func remarks(_ counts: CodeCounts) -> [String] {
        let other = ScanRow.grouped(counts.linesOfOtherCodes)
        let most = ScanRow.grouped(CodeCounts.mostCodes)
        let without = ScanRow.grouped(counts.linesWithoutCode)
        return [
            counts.linesOfOtherCodes == 0
                ? nil
                : message(
                    zh: "\(other) 行是另外的代码：只分辨前 \(most) 种",
                    en: "\(count(other)) had still other codes: only the first \(most) are told apart"),
            counts.linesWithoutCode == 0
                ? nil : message(zh: "\(without) 行没有代码", en: "\(count(without)) had no code"),
        ].compactMap(\.self)
    }

    static func noNames(_ path: String) -> String {
        message(
            zh: "没有知识库 \(path)，所以没有名称；用 kb import 文档 建一个",
            en: "no knowledge base at \(path), so there are no names; make one with kb import DOCUMENT")
    }

    private static func count(_ lines: String) -> String { "\(lines) \(lines == "1" ? "line" : "lines")" }
}

/// Logs in which no code was found.
struct NoCodes: ReportableError {
    var lines: Int

    var report: ErrorReport {
        guard lines > 0 else {
            return ErrorReport([message(zh: "没有一行日志", en: "the log has no lines")], .nothingFound)
        }
        let number = ScanRow.grouped(lines)
        return ErrorReport(
            [
                message(
                    zh: "\(number) 行里没有找到代码",
                    en: lines == 1 ? "no code in 1 line" : "no code in \(number) lines")
            ],
            hint: message(
                zh: "--field 指明 JSON 的字段，--pattern 用正则表达式找代码",
                en: "--field names a field of JSON, --pattern finds codes by a regular expression"),
            .nothingFound)
    }
}

extension LogError: ReportableError {
    var report: ErrorReport {
        switch self {
        case .unreadable(let path, let code):
            var report = SourceFileError(path: Self.name(path), code: code).report
            if code == EISDIR {
                report.hint = message(
                    zh: "给出其中的日志，例如 \(path)/*.log", en: "name the logs in it, such as \(path)/*.log")
            }
            return report
        case .compressed(let path, let reader):
            let command = path == LogFile.standardInput ? "… | \(reader)" : "\(reader) \(Self.quoted(path))"
            return ErrorReport(
                [message(zh: "\(Self.name(path)) 是压缩的", en: "\(Self.name(path)) is compressed")],
                hint: message(zh: "先解压：\(command) | kb scan -", en: "read it with \(command) | kb scan -"),
                .badData)
        }
    }

    private static func name(_ path: String) -> String {
        path == LogFile.standardInput ? message(zh: "标准输入", en: "standard input") : path
    }

    /// The path as one word of a shell.
    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
                || "/._-".utf8.contains(byte)
        }
        return isPlain
            ? path
            : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
                + "'"
    }
}

extension LinePatternError: ReportableError {
    var report: ErrorReport {
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
