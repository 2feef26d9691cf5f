import Glibc

/// What is wrong with a configuration file.
package enum ConfigFault: Error {
    case unreadable(Int32)
    case notUTF8
    case syntax(line: Int, column: Int, ConfigSyntaxFault)
    case unknownKey(String, line: Int, column: Int)
    case unknownTable(String, line: Int, column: Int)
    case wrongValue(ConfigKey, line: Int, column: Int)

    /// Whether it is something that this kb does not know, and a newer one may.
    package var isUnknown: Bool {
        switch self {
        case .unknownKey, .unknownTable: true
        case .unreadable, .notUTF8, .syntax, .wrongValue: false
        }
    }

    package func text(_ path: String) -> String {
        switch self {
        case .unreadable(let code):
            let reason = String(cString: strerror(code))
            return message(zh: "读不了 \(path)：\(reason)", en: "cannot read \(path): \(reason)")
        case .notUTF8: return message(zh: "\(path) 不是 UTF-8 文本", en: "\(path) is not UTF-8 text")
        case .syntax(let line, let column, let fault): return "\(path):\(line):\(column): \(fault.text)"
        case .unknownKey(let name, let line, let column):
            let near = ConfigKey.nearest(to: name)
            return "\(path):\(line):\(column): "
                + (near.map {
                    message(
                        zh: "没有设置项“\(name)”，您要的可能是 \($0)", en: "no setting '\(name)': did you mean \($0)?")
                } ?? message(zh: "没有设置项“\(name)”", en: "no setting '\(name)'"))
        case .unknownTable(let name, let line, let column):
            return "\(path):\(line):\(column): "
                + message(
                    zh: "没有表“\(name)”，表里的设置不起作用", en: "unknown table '\(name)': its settings are ignored")
        case .wrongValue(let key, let line, let column):
            return "\(path):\(line):\(column): "
                + message(
                    zh: "\(key.rawValue) 应当是 \(key.allowed)", en: "\(key.rawValue) must be \(key.allowed)")
        }
    }
}
