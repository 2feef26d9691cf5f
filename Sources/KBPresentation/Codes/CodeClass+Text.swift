import KBCore

extension CodeClass {
    /// What the class means, in the user's language.
    package var name: String {
        switch self {
        case .informational: message(zh: "信息", en: "Informational")
        case .successful: message(zh: "成功", en: "Successful")
        case .redirection: message(zh: "重定向", en: "Redirection")
        case .clientError: message(zh: "客户端错误", en: "Client error")
        case .serverError: message(zh: "服务器错误", en: "Server error")
        }
    }
}
