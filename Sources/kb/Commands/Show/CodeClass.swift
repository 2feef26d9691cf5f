import KBCore

/// The class of an HTTP status code (RFC 9110, §15).
struct CodeClass {
    /// Such as `4xx`.
    let number: String
    /// What the class means, in the user's language.
    let name: String

    /// Nil for codes of other books.
    init?(_ reference: CodeReference) {
        guard reference.book == "http", reference.code.utf8.count == 3, let first = reference.code.first
        else {
            return nil
        }
        switch first {
        case "1": name = message(zh: "信息", en: "Informational")
        case "2": name = message(zh: "成功", en: "Successful")
        case "3": name = message(zh: "重定向", en: "Redirection")
        case "4": name = message(zh: "客户端错误", en: "Client error")
        case "5": name = message(zh: "服务器错误", en: "Server error")
        default: return nil
        }
        number = "\(first)xx"
    }
}
