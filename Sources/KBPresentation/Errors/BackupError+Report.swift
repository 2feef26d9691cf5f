import KBCore

extension BackupError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .exists(let path):
            ErrorReport(
                [message(zh: "\(path) 已经存在，没有覆盖", en: "\(path) already exists and was not overwritten")],
                hint: message(zh: "换一个文件名", en: "choose another name"), .cannotCreate)
        case .cannotCreate(let path, let reason):
            ErrorReport(
                [message(zh: "无法创建 \(path)：\(reason)", en: "cannot create \(path): \(reason)")], .cannotCreate
            )
        case .cannotWrite(let path, let reason):
            ErrorReport(
                [message(zh: "写 \(path) 出错：\(reason)", en: "cannot write \(path): \(reason)")], .inputOutput)
        }
    }
}
