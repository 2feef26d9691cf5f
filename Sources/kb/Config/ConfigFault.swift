import Glibc
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

    fileprivate func text(_ path: String) -> String {
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

/// The command line gives a setting a value that it cannot have.
struct UnfitValue: ReportableError {
    var key: ConfigKey
    var value: String

    var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "“\(value)”不能作 \(key.rawValue)：应当是 \(key.allowed)",
                    en: "'\(value)' will not do for \(key.rawValue): it must be \(key.allowed)")
            ], .usage)
    }
}

/// Nobody says where the configuration file is.
struct NoConfigFolder: ReportableError {
    var report: ErrorReport {
        ErrorReport(
            [message(zh: "不知道配置文件在哪里", en: "there is no place for the configuration file")],
            hint: message(zh: "请设 HOME 或 XDG_CONFIG_HOME", en: "set HOME or XDG_CONFIG_HOME"), .noInput)
    }
}

/// A configuration file that is wrong.
struct BadConfig: ReportableError {
    var path: String
    var faults: [ConfigFault]

    var report: ErrorReport {
        let errors = faults.map { $0.text(path) }
        if case .unreadable(let code) = faults.first {
            return ErrorReport(errors, code == EACCES ? .notPermitted : .inputOutput)
        }
        return ErrorReport(
            errors,
            hint: message(
                zh: "设置项有 \(ConfigKey.list)；kb help config 有说明",
                en: "the settings are \(ConfigKey.list); kb help config explains them"), .badData)
    }
}

/// A configuration file that cannot be written.
struct ConfigWriteError: ReportableError {
    var path: String
    var reason: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "写不了 \(path)：\(reason)", en: "cannot write \(path): \(reason)")], .cannotCreate)
    }
}

/// A setting that the file does not have.
struct UnsetKey: ReportableError {
    var key: ConfigKey
    var path: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "\(path) 没有设 \(key.rawValue)", en: "\(path) does not set \(key.rawValue)")],
            .nothingFound)
    }
}
