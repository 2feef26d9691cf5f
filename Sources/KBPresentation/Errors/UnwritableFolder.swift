import Glibc

/// A folder or a file in it cannot be made.
package struct UnwritableFolder: ReportableError {
    package var path: String
    /// The system's number of the reason.
    package var code: Int32

    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                code == EEXIST
                    ? message(zh: "\(path) 已经存在，没有覆盖", en: "\(path) exists already and was not overwritten")
                    : message(
                        zh: "无法创建 \(path)：\(String(cString: strerror(code)))",
                        en: "\(path) cannot be created: \(String(cString: strerror(code)))")
            ], .cannotCreate)
    }
}
