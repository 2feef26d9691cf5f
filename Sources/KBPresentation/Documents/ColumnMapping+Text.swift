import KBDocuments

extension ColumnMapping {
    /// What the columns of a table were taken for, on one line: `columns: code = 错误码, name = 提示; fields: 级别`.
    var summary: String {
        let comma = message(zh: "，", en: ", ")
        let roles = ColumnRole.allCases.compactMap { role in self[role].map { "\(role.label) = \($0)" } }
        let start =
            hasHeader == false
            ? message(zh: "各列（没有表头）：", en: "columns (without a header): ")
            : message(zh: "各列：", en: "columns: ")
        let rest = fields.isEmpty ? "" : message(zh: "；", en: "; ") + fieldList
        return TerminalText.escaped(start + roles.joined(separator: comma) + rest, keepingNewlines: false)
    }

    /// The columns that are kept as fields.
    var fieldList: String {
        let shown = fields.prefix(12).joined(separator: message(zh: "、", en: ", "))
        let more = fields.count > 12 ? ", …" : ""
        return message(zh: "保留为字段：", en: "kept as fields: ") + shown + more
    }
}
