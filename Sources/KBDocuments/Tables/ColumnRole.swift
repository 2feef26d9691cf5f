/// The part of an entry that a column of a table, or a key of a JSON object, holds.
public enum ColumnRole: String, CaseIterable, Hashable, Sendable {
    /// The code; every table must have it.
    case code

    /// The name; every table must have it, or a description in its place.
    case name

    /// The description.
    case description

    /// The qualifier.
    case qualifier

    /// The column names by which a role is known, the surest first.
    ///
    /// Only letters and digits count, in any case, width and script: `Error_Code` and `ERROR CODE` are `error code`,
    /// `錯誤碼` is `错误码`. Some names are those of two roles; see ``ColumnLayout``.
    public var columnNames: [String] {
        switch self {
        case .code:
            [
                "code", "错误码", "错误代码", "error code", "err code", "返回码", "返回代码", "return code", "ret code",
                "状态码", "status code", "响应码", "response code", "resp code", "result code", "结果码", "业务码",
                "业务错误码", "应答码", "异常码", "异常代码", "报错码", "报错代码", "故障码", "故障代码", "告警码",
                "原因码", "reason code", "代码", "编码", "编号", "错误编号",
                "代号", "错误代号", "消息代号", "消息码", "消息编号", "message code", "message id", "error number", "error no",
                "error id", "err id", "fault code", "alarm code",
                "err no", "errno", "err", "ret", "rc", "sqlstate", "number", "value", "码", "码值", "状态值",
                "status",
            ]
        case .name:
            [
                "name", "名称", "名字", "error name", "错误名称", "错误名", "错误码名称", "错误代码名称", "title", "标题", "symbol",
                "symbolic name", "mnemonic", "助记符",
                "constant", "常量", "常量名", "short message", "short description", "short desc", "简短说明",
                "status text", "reason phrase", "phrase", "message",
                "error message", "err message", "err msg", "error msg", "msg", "错误信息", "错误消息", "错误提示",
                "报错信息", "异常信息", "提示信息", "提示", "提示语", "返回信息", "返回消息", "响应信息", "响应消息",
                "消息", "信息", "文案", "返回码描述", "返回码说明", "错误码描述", "错误码说明", "状态码描述", "状态码说明",
                "返回描述", "中文名称", "中文名", "英文名称",
                "英文名", "label", "summary", "摘要", "error", "错误", "错误类型", "reason", "meaning", "含义",
                "错误含义", "释义", "definition", "定义",
                "fault", "fault name", "故障", "故障名称", "故障内容", "alarm", "alarm name", "告警", "告警名称", "告警内容",
                "报警", "报警内容", "text", "error text", "fault text", "alarm text",
            ]
        case .description:
            [
                "description", "desc", "describe", "说明", "描述", "错误描述", "错误说明", "error description",
                "error desc",
                "详细说明", "详细描述", "详细信息", "详情", "long message", "long description", "details", "detail",
                "explanation", "解释", "meaning", "含义", "释义", "意义", "definition", "定义", "原因", "错误原因", "可能原因",
                "失败原因",
                "reason", "cause", "possible cause", "处理建议", "解决方案", "解决办法", "解决方法", "处理方式",
                "处理方法", "处理办法", "处理措施", "处理", "排查建议", "排查方法", "应对措施", "建议", "solution",
                "resolution", "action", "recommended action", "what to do", "remedy", "recommendation",
                "suggestion",
                "fix", "text", "内容", "备注", "注释", "remark", "remarks", "comment", "comments", "note", "notes",
                "reference", "参考",
            ]
        case .qualifier:
            ["qualifier", "限定"]
        }
    }

    /// Names that a column of this role has where no other is surer: a table may have such a column besides.
    public var possibleNames: [String] {
        switch self {
        case .code: ["error", "exception", "key", "id", "identifier", "标识", "no", "num", "序号", "#"]
        case .name: ["default message", "default", "默认文案", "默认提示", "类型", "type", "状态", "场景"]
        case .description, .qualifier: []
        }
    }

    /// Of ``columnNames`` of a name, those that say as much as a description where there is another name.
    static let messages: Set<String> = [
        "message", "error message", "err message", "err msg", "error msg", "msg", "错误信息", "错误消息", "错误提示",
        "报错信息", "异常信息", "提示信息", "提示", "提示语", "返回信息", "返回消息", "响应信息", "响应消息", "消息", "信息",
        "文案", "reason phrase", "reason", "summary", "摘要",
    ]

    /// Of ``columnNames`` of a description, those that are the name where there is another description and no name.
    static let errorDescriptions: Set<String> = [
        "error description", "error desc", "错误描述", "错误说明",
    ]
}
