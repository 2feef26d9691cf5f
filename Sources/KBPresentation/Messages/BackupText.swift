package enum BackupText {
    package static func isWhole(_ path: String) -> String {
        message(zh: "\(path) 完好", en: "\(path) is intact")
    }

    package static func beforeImport(_ path: String) -> String {
        message(zh: "导入前的备份：\(path)", en: "a copy from before the import: \(path)")
    }
}
