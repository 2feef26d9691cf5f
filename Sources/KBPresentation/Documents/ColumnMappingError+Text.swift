import KBDocuments

extension ColumnMappingError {
    /// What was found and what was expected.
    package var text: String {
        let roles = ColumnRole.allCases.map(\.rawValue)
        return switch self {
        case .malformedPair(let pair):
            message(
                zh: "列映射“\(pair)”无法识别；应为“角色=列名”，例如 code=Value",
                en:
                    "the column mapping '\(pair)' is not understood; expected 'role=column', such as code=Value"
            )
        case .unknownRole(let role):
            message(
                zh: "没有角色“\(role)”；应为 \(roles.joined(separator: "、")) 之一",
                en: "there is no role '\(role)'; expected one of \(roles.joined(separator: ", "))")
        case .repeatedRole(let role):
            message(
                zh: "角色“\(role.rawValue)”出现了两次；每个角色只能映射一次",
                en: "the role '\(role.rawValue)' is mapped twice; expected each role at most once")
        }
    }
}
