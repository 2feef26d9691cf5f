import KBPresentation

/// What stands for a value in help and in messages about the command line: `<code>`.
enum ValueName: String {
    case alias, author, book, code, columns, count, document, file, format, id, number, passage, seconds,
        shell
    case tag, text, when, word
    case address, header, path, scope
    case client, pattern, date, name, order, regex, step, setting, time, unit, value

    /// The name in the user's language.
    var text: String { message(zh: chinese, en: rawValue) }

    private var chinese: String {
        switch self {
        case .address: "地址"
        case .alias: "别名"
        case .author: "作者"
        case .book: "书名"
        case .client: "客户端"
        case .code: "代码"
        case .columns: "对应"
        case .count: "个数"
        case .date: "日期"
        case .document: "文档"
        case .file: "文件"
        case .format: "格式"
        case .header: "头"
        case .id: "编号"
        case .name: "名称"
        case .number: "序号"
        case .order: "次序"
        case .passage: "原文"
        case .path: "路径"
        case .pattern: "范围"
        case .regex: "正则"
        case .scope: "许可"
        case .seconds: "秒数"
        case .setting: "设置项"
        case .shell: "外壳"
        case .step: "步骤"
        case .tag: "标签"
        case .text: "文字"
        case .time: "时间"
        case .unit: "单位"
        case .value: "值"
        case .when: "何时"
        case .word: "词"
        }
    }
}
