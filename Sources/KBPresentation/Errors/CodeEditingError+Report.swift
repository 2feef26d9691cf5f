import KBCore
import KBDocuments

extension CodeEditingError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .taken(let reference):
            ErrorReport(
                [message(zh: "已经有 \(reference) 了", en: "\(reference) already exists")],
                hint: message(
                    zh: "kb code edit \(reference) 可以修改它", en: "kb code edit \(reference) changes it"), .usage
            )
        case .bad(.code(let code, let fault)):
            ErrorReport(
                [
                    message(
                        zh: "“\(code)”不能作代码：\(fault.text)", en: "'\(code)' cannot be a code: \(fault.text)")
                ],
                .usage)
        case .bad(.noName(let code)):
            ErrorReport(
                [message(zh: "\(code) 没有名称", en: "\(code) has no name")],
                hint: message(zh: "用 --name 给出", en: "give it with --name"), .usage)
        case .bad(.nul):
            ErrorReport([message(zh: "文字里不能有 U+0000", en: "a text cannot have a U+0000")], .badData)
        }
    }
}
