import KBPresentation

/// What applies: the option of a command, else the environment, else the configuration file, else the default.
///
/// They are read once, at the start, and handed on to what needs them.
struct Settings: Sendable {
    /// The configuration file, `$XDG_CONFIG_HOME/kb/config.toml`; nil where there is no home.
    let path: String?
    /// What that file says.
    let config: Config
    let environment: Environment

    /// Reads the configuration file that the environment leads to.
    init(_ environment: Environment) {
        self.environment = environment
        path = environment.folder("XDG_CONFIG_HOME", inHome: ".config").map { $0 + "/kb/config.toml" }
        config = path.map { Config(ConfigFile($0, home: environment.variable("HOME"))) } ?? Config()
    }

    /// The configuration file, to change it.
    ///
    /// - Throws: ``NoConfigFolder``.
    func file() throws(NoConfigFolder) -> ConfigFile {
        guard let path else { throw NoConfigFolder() }
        return ConfigFile(path, home: environment.variable("HOME"))
    }

    /// Refuses to go on with a file that is wrong.
    ///
    /// A setting that is not known is told of, and no more.
    func check() throws(BadConfig) {
        guard let path else { return }
        guard config.isUsable else { throw BadConfig(path: path, faults: config.faults) }
        for fault in config.faults { Output.note(message(zh: "警告：", en: "warning: ") + fault.text(path)) }
    }

    private func setting<Value>(_ entry: Config.Entry<Value>) -> Setting<Value> {
        Setting(value: entry.value, origin: .file(path: path ?? "", line: entry.line))
    }

    /// The path of the knowledge base; nil where nothing says it and there is no home.
    func database(_ option: String?) -> Setting<String?> {
        if let option { return Setting(value: option, origin: .option("--db")) }
        if let path = environment.variable("KB_DB") {
            return Setting(value: path, origin: .environment("KB_DB"))
        }
        if let entry = config.database {
            return Setting(value: entry.value, origin: .file(path: path ?? "", line: entry.line))
        }
        return Setting(value: try? databasePath(nil), origin: .standard)
    }

    /// The path of the knowledge base.
    ///
    /// - Throws: ``NoDatabase``.
    func databasePath(_ option: String?) throws(NoDatabase) -> String {
        if let path = option ?? environment.variable("KB_DB") ?? config.database?.value {
            return path
        }
        guard let data = environment.folder("XDG_DATA_HOME", inHome: ".local/share") else {
            throw NoDatabase()
        }
        return data + "/kb/kb.db"
    }

    /// Who writes notes; nil for nobody, which an empty name says wherever it stands.
    ///
    /// Where kb has not been told, git is asked and then the system. That starts programs, so only commands that need
    /// a name ask here.
    func author(_ option: String?) -> Setting<String?> {
        func setting(_ name: String, _ origin: SettingOrigin) -> Setting<String?> {
            Setting(value: name.isEmpty ? nil : name, origin: origin)
        }
        if let option { return setting(option, .option("--author")) }
        if let name = environment.value(of: "KB_AUTHOR") { return setting(name, .environment("KB_AUTHOR")) }
        if let entry = config.author {
            return setting(entry.value, .file(path: path ?? "", line: entry.line))
        }
        if let name = UserName.git { return setting(name, .git) }
        for name in ["LOGNAME", "USER"] {
            if let user = environment.variable(name) { return setting(user, .login) }
        }
        return UserName.login.map { setting($0, .login) } ?? Setting(value: nil, origin: .standard)
    }

    /// The language of messages.
    func language() -> Setting<Language> {
        if let name = environment.variable("KB_LANG") {
            return Setting(value: Language(locale: name), origin: .environment("KB_LANG"))
        }
        if let entry = config.language { return setting(entry) }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let locale = environment.variable(name) else { continue }
            return Setting(value: Language(locale: locale), origin: .locale(name))
        }
        return Setting(value: .en, origin: .standard)
    }

    /// When output is coloured.
    ///
    /// `NO_COLOR` (<https://no-color.org>) turns colour off, else `CLICOLOR_FORCE` (<https://bixense.com/clicolors/>)
    /// turns it on, unless an option says `always` or `never`.
    func color(_ option: Terminal.Coloring?) -> Setting<Terminal.Coloring> {
        let chosen = option.map { Setting(value: $0, origin: .option("--color")) }
        if let chosen, chosen.value != .auto { return chosen }
        if environment.variable("NO_COLOR") != nil {
            return Setting(value: .never, origin: .environment("NO_COLOR"))
        }
        if environment.variable("CLICOLOR_FORCE") ?? "0" != "0" {
            return Setting(value: .always, origin: .environment("CLICOLOR_FORCE"))
        }
        return chosen ?? config.color.map(setting) ?? Setting(value: .auto, origin: .standard)
    }

    /// Whose editions of books are imported without a question, with commas; nil for nobody's.
    func editions() -> Setting<String?> {
        config.editions.map { setting(Config.Entry(value: Optional($0.value), line: $0.line)) }
            ?? Setting(value: nil, origin: .standard)
    }

    /// The most results of a query.
    func limit(_ option: Int?) -> Setting<Int> {
        if let option { return Setting(value: option, origin: .option("--limit")) }
        return config.limit.map(setting) ?? Setting(value: 10, origin: .standard)
    }
}
