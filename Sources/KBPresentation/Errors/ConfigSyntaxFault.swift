import KBText

/// What breaks the format of a configuration file.
package enum ConfigSyntaxFault: Equatable {
    case noName
    case noEquals
    case noValue
    case openQuote
    case badEscape
    case unexpected(String)
    case control(Unicode.Scalar)
    case repeated(ConfigKey)

    /// The fault in the user's language.
    package var text: String {
        switch self {
        case .noName:
            message(zh: "每行应当是 设置项 = 值，或者 # 注释", en: "a line is SETTING = VALUE, or a comment after #")
        case .noEquals: message(zh: "这里应当是 =", en: "expected =")
        case .noValue: message(zh: "缺少值", en: "the value is missing")
        case .openQuote: message(zh: "引号没有配对", en: "the quotation mark is not closed")
        case .badEscape:
            message(
                zh: #"反斜杠后面不能是这个；要写反斜杠本身，用 \\ 或单引号"#,
                en: #"no such escape; write \\ for a backslash, or use single quotation marks"#)
        case .unexpected(let text):
            message(zh: "值后面多出“\(text)”", en: "unexpected '\(text)' after the value")
        case .control(let scalar):
            message(zh: "有控制字符 \(Self.name(scalar))", en: "control character \(Self.name(scalar))")
        case .repeated(let key):
            message(zh: "\(key.rawValue) 设了不止一次", en: "\(key.rawValue) is set more than once")
        }
    }

    private static func name(_ scalar: Unicode.Scalar) -> String {
        "U+" + String(scalar.value, radix: 16, uppercase: true).zeroPadded(to: 4)
    }
}
