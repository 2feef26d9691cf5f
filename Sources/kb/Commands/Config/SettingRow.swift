import KBPresentation
import KBText

/// A setting as it is listed.
struct SettingRow {
    var key: ConfigKey
    var origin: SettingOrigin
    private var value: JSONValue
    private var text: String

    /// Every setting.
    ///
    /// - Parameters:
    ///   - settings: What applies where no option says it.
    ///   - database: The value of `--db`.
    ///   - color: The value of `--color`.
    /// - Returns: A row for each.
    static func all(_ settings: Settings, database: String?, color: Terminal.Coloring?) -> [SettingRow] {
        ConfigKey.allCases.map { key in
            switch key {
            case .database: SettingRow(key, settings.database(database)) { $0 }
            case .author: SettingRow(key, settings.author(nil)) { $0 }
            case .language: SettingRow(key, settings.language()) { $0.rawValue }
            case .color: SettingRow(key, settings.color(color)) { $0.rawValue }
            case .limit: SettingRow(key, settings.limit(nil))
            case .editions: SettingRow(key, settings.editions()) { $0 }
            }
        }
    }

    private init(_ key: ConfigKey, _ setting: Setting<Int>) {
        self.key = key
        origin = setting.origin
        value = .number(setting.value)
        text = String(setting.value)
    }

    private init<Value>(_ key: ConfigKey, _ setting: Setting<Value>, _ text: (Value) -> String?) {
        self.key = key
        origin = setting.origin
        let text = text(setting.value)
        self.text = text ?? message(zh: "（无）", en: "(none)")
        value = .optional(text)
    }

    /// The rows aligned; each on several lines where a terminal is too narrow for one of them.
    static func lines(_ rows: [SettingRow], on terminal: Terminal) -> [String] {
        Table(rows.map { [$0.key.rawValue, $0.text, $0.origin.text] }, overflow: .stack).lines(on: terminal)
    }

    /// The setting as an object.
    var json: JSONValue {
        let (from, name, line): (String, String?, Int?) =
            switch origin {
            case .option(let name): ("option", name, nil)
            case .environment(let name), .locale(let name): ("environment", name, nil)
            case .file(let path, let line): ("file", path, line)
            case .git: ("git", "user.name", nil)
            case .login: ("login", nil, nil)
            case .standard: ("default", nil, nil)
            }
        return .object([
            JSONValue.format, ("setting", .string(key.rawValue)), ("value", value), ("from", .string(from)),
            ("name", .optional(name)), ("line", line.map(JSONValue.number) ?? .null),
        ])
    }
}

extension SettingOrigin {
    /// The option, the variable, or the place in the file.
    fileprivate var text: String {
        switch self {
        case .option(let name), .environment(let name), .locale(let name): name
        case .file(let path, let line): "\(path):\(line)"
        case .git: message(zh: "git 的 user.name", en: "git's user.name")
        case .login: message(zh: "登录名", en: "login name")
        case .standard: message(zh: "默认", en: "default")
        }
    }
}
