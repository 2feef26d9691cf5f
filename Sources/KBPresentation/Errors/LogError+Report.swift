import Glibc
import KBCore
import KBLogs

extension LogError: ReportableError {
    package var report: ErrorReport {
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
