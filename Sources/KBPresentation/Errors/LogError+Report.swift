import Glibc
import KBCore
import KBInput
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
        case .compressed(let path, let compression):
            let reader = Self.reader(of: compression)
            let command = path == InputPath.standardInput ? "… | \(reader)" : "\(reader) \(Self.quoted(path))"
            return ErrorReport(
                [
                    compression == .xz
                        ? message(
                            zh: "\(Self.name(path)) 是 xz 压缩的，读不了",
                            en: "\(Self.name(path)) is compressed with xz")
                        : message(
                            zh: "\(Self.name(path)) 是压缩的，不会增长",
                            en: "\(Self.name(path)) is compressed: nothing will be added to it")
                ],
                hint: compression == .xz
                    ? message(zh: "先解压：\(command) | kb scan -", en: "read it with \(command) | kb scan -")
                    : message(zh: "去掉 --follow", en: "leave out --follow"), .badData)
        case .damaged(let path):
            return ErrorReport(
                [
                    message(
                        zh: "\(Self.name(path)) 已损坏：只统计了损坏处之前的内容",
                        en: "\(Self.name(path)) is damaged: what comes before the fault was counted")
                ], .failed)
        case .cutShort(let path):
            return ErrorReport(
                [
                    message(
                        zh: "\(Self.name(path)) 不完整：只统计了其中有的内容",
                        en: "\(Self.name(path)) is cut short: what there is was counted")
                ], .failed)
        case .tooMuchMemory(let path):
            return ErrorReport(
                [
                    message(
                        zh: "解压 \(Self.name(path)) 要 128 MB 以上的内存",
                        en: "decompressing \(Self.name(path)) takes more than 128 MB of memory")
                ],
                hint: message(
                    zh: "先解压：zstdcat --memory=2GB … | kb scan -",
                    en: "read it with zstdcat --memory=2GB … | kb scan -"), .failed)
        case .archive(let path):
            let archive = path == InputPath.standardInput ? "-" : Self.quoted(path)
            return ErrorReport(
                [message(zh: "\(Self.name(path)) 是 tar 归档", en: "\(Self.name(path)) is a tar archive")],
                hint: message(
                    zh: "取出其中的日志：tar -xOf \(archive) | kb scan -",
                    en: "read the logs in it with tar -xOf \(archive) | kb scan -"), .badData)
        }
    }

    /// The program that prints a file as it was.
    private static func reader(of compression: Compression) -> String {
        switch compression {
        case .gzip: "zcat"
        case .zstd: "zstdcat"
        case .bzip2: "bzcat"
        case .xz: "xzcat"
        }
    }

    private static func name(_ path: String) -> String {
        path == InputPath.standardInput ? message(zh: "标准输入", en: "standard input") : path
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
