import Glibc
import KBPresentation
import TOMLKit

/// What is wrong with a configuration file.
enum ConfigFault: Error {
    case unreadable(Int32)
    case notUTF8
    case syntax(line: Int, column: Int, reason: String)
    case unknownKey(String, line: Int)
    case wrongValue(ConfigKey, line: Int)

    /// Takes the place and the reason out of a parser's error.
    init(parsing error: any Error) {
        switch error {
        case let error as ConfigFault: self = error
        case let error as TOMLParseError:
            let start = "Error while parsing "
            let reason = error.description
            self = .syntax(
                line: error.source.begin.line, column: error.source.begin.column,
                reason: reason.hasPrefix(start) ? String(reason.dropFirst(start.count)) : reason)
        default: self = .syntax(line: 1, column: 1, reason: "\(error)")
        }
    }

    /// The line, from 1; 0 where it is the whole file.
    var line: Int {
        switch self {
        case .unreadable, .notUTF8: 0
        case .syntax(let line, _, _), .unknownKey(_, let line), .wrongValue(_, let line): line
        }
    }

    func text(_ path: String) -> String {
        let place = line == 0 ? path : "\(path):\(line)"
        switch self {
        case .unreadable(let code):
            let reason = String(cString: strerror(code))
            return message(zh: "读不了 \(path)：\(reason)", en: "cannot read \(path): \(reason)")
        case .notUTF8: return message(zh: "\(path) 不是 UTF-8 文本", en: "\(path) is not UTF-8 text")
        case .syntax(_, let column, let reason):
            return message(
                zh: "\(place):\(column): 不合 TOML 语法：\(reason)", en: "\(place):\(column): not TOML: \(reason)")
        case .unknownKey(let name, _):
            let near = ConfigKey.nearest(to: name)
            return "\(place): "
                + (near.map {
                    message(
                        zh: "没有设置项“\(name)”，您要的可能是 \($0)", en: "no setting '\(name)': did you mean \($0)?")
                } ?? message(zh: "没有设置项“\(name)”", en: "no setting '\(name)'"))
        case .wrongValue(let key, _):
            return "\(place): "
                + message(
                    zh: "\(key.rawValue) 应当是 \(key.allowed)", en: "\(key.rawValue) must be \(key.allowed)")
        }
    }
}
