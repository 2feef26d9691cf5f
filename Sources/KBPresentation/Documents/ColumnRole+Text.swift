import KBDocuments

extension ColumnRole {
    /// The role's name.
    var label: String {
        switch self {
        case .code: message(zh: "代码", en: "code")
        case .name: message(zh: "名称", en: "name")
        case .description: message(zh: "说明", en: "description")
        case .qualifier: message(zh: "限定", en: "qualifier")
        }
    }
}
