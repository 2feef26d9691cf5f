/// The part of an entry that a column of a table, or a key of a JSON object, holds.
public enum ColumnRole: String, CaseIterable, Hashable, Sendable {
    /// The code; every table must have it.
    case code

    /// The name; every table must have it.
    case name

    /// The description.
    case description

    /// The qualifier.
    case qualifier

    /// The column names by which a role is known, the surest first.
    ///
    /// Case, spaces, hyphens and underscores do not matter: `Status Code` is `statuscode`.
    public var columnNames: [String] {
        switch self {
        case .code:
            [
                "code", "value", "status", "number", "errno", "sqlstate", "statuscode", "errorcode",
                "代码", "编号", "错误码", "状态码", "错误代码", "返回码", "响应码",
            ]
        case .name:
            ["name", "title", "symbol", "reason", "phrase", "message", "reasonphrase", "名称", "名字"]
        case .description:
            [
                "description", "desc", "meaning", "text", "explanation", "reference",
                "说明", "描述", "含义",
            ]
        case .qualifier:
            ["qualifier", "限定"]
        }
    }
}
