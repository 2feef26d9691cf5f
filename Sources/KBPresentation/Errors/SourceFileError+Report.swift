import KBCore

extension SourceFileError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .missing(let path):
            ErrorReport([message(zh: "没有文件 \(path)", en: "no such file: \(path)")], .noInput)
        case .isDirectory(let path):
            ErrorReport(
                [message(zh: "\(path) 是目录", en: "\(path) is a folder")],
                hint: message(
                    zh: "给出其中的文档，例如 \(path)/codes.txt", en: "name a document, such as \(path)/codes.txt"),
                .noInput)
        case .notPermitted(let path):
            ErrorReport([message(zh: "没有权限读 \(path)", en: "\(path) may not be read")], .notPermitted)
        case .unreadable(let path, let reason):
            ErrorReport(
                [message(zh: "读 \(path) 出错：\(reason)", en: "cannot read \(path): \(reason)")], .inputOutput)
        }
    }
}
