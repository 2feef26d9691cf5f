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
            ErrorReport([message(zh: "没有权限读 \(path)", en: "no permission to read \(path)")], .notPermitted)
        case .unreadable(let path, let reason):
            ErrorReport(
                [message(zh: "读 \(path) 出错：\(reason)", en: "cannot read \(path): \(reason)")], .inputOutput)
        case .cutShort(let path):
            ErrorReport(
                [message(zh: "\(path) 在读的时候变短了", en: "\(path) was cut short while it was read")],
                hint: message(zh: "等它写完再导入", en: "import it again once it is written"), .inputOutput)
        case .lineTooLong(let path, let line, let most):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 第 \(line) 行超过 \(most) 字节，不是文档；什么都没有导入",
                        en: """
                            line \(line) of \(path) has more than \(most) bytes: it is not a document; \
                            nothing was imported
                            """)
                ], .badData)
        case .tooLong(let path, let most):
            ErrorReport(
                [
                    message(
                        zh: "\(path) 读了 \(most) 字节还没有结束；什么都没有导入",
                        en: "\(path) has not ended after \(most) bytes; nothing was imported")
                ],
                hint: message(zh: "先存成文件再导入", en: "write it to a file and import that"), .badData)
        case .cancelled(let path):
            ErrorReport([message(zh: "不再读 \(path)", en: "reading \(path) was cancelled")], .failed)
        }
    }
}
