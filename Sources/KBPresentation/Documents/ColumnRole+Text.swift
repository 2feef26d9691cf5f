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

    /// Some of the names of its columns, in the user's language.
    var examples: String {
        func isHan(_ name: String) -> Bool {
            name.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        }
        return message(
            zh: columnNames.filter(isHan).prefix(4).joined(separator: "、") + "、\(rawValue)",
            en: columnNames.filter { !isHan($0) }.prefix(5).joined(separator: ", "))
    }
}
