import KBPresentation

extension Setting where Value: Sendable {
    fileprivate init(_ entry: Config.Entry<Value>) {
        self.init(value: entry.value, origin: .file(line: entry.line))
    }
}

/// What applies: the option of a command, else the environment, else the configuration file, else the default.
enum Settings {
    /// The path of the knowledge base; nil where nothing says it and there is no home.
    static func database(_ option: String?) -> Setting<String?> {
        if let option { return Setting(value: option, origin: .option("--db")) }
        if let path = Environment.variable("KB_DB") {
            return Setting(value: path, origin: .environment("KB_DB"))
        }
        if let entry = Config.current.database {
            return Setting(value: entry.value, origin: .file(line: entry.line))
        }
        return Setting(value: try? databasePath(nil), origin: .standard)
    }

    /// The path of the knowledge base.
    ///
    /// - Throws: ``NoDatabase``.
    static func databasePath(_ option: String?) throws(NoDatabase) -> String {
        if let path = option ?? Environment.variable("KB_DB") ?? Config.current.database?.value {
            return path
        }
        guard let data = Environment.folder("XDG_DATA_HOME", inHome: ".local/share") else {
            throw NoDatabase()
        }
        return data + "/kb/kb.db"
    }

    /// Who writes notes; nil for nobody.
    static func author(_ option: String?) -> Setting<String?> {
        if let option { return Setting(value: option, origin: .option("--author")) }
        if let name = Environment.variable("KB_AUTHOR") {
            return Setting(value: name, origin: .environment("KB_AUTHOR"))
        }
        guard let entry = Config.current.author else { return Setting(value: nil, origin: .standard) }
        return Setting(value: entry.value, origin: .file(line: entry.line))
    }

    /// The language of messages.
    static func language() -> Setting<Language> {
        if let name = Environment.variable("KB_LANG") {
            return Setting(value: Language(locale: name), origin: .environment("KB_LANG"))
        }
        if let entry = Config.current.language { return Setting(entry) }
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let locale = Environment.variable(name) else { continue }
            return Setting(value: Language(locale: locale), origin: .locale(name))
        }
        return Setting(value: .en, origin: .standard)
    }

    /// When output is coloured.
    ///
    /// `NO_COLOR` (<https://no-color.org>) turns colour off, else `CLICOLOR_FORCE` (<https://bixense.com/clicolors/>)
    /// turns it on, unless an option says `always` or `never`.
    static func color(_ option: Terminal.Coloring?) -> Setting<Terminal.Coloring> {
        let chosen = option.map { Setting(value: $0, origin: .option("--color")) }
        if let chosen, chosen.value != .auto { return chosen }
        if Environment.variable("NO_COLOR") != nil {
            return Setting(value: .never, origin: .environment("NO_COLOR"))
        }
        if Environment.variable("CLICOLOR_FORCE") ?? "0" != "0" {
            return Setting(value: .always, origin: .environment("CLICOLOR_FORCE"))
        }
        return chosen ?? Config.current.color.map(Setting.init) ?? Setting(value: .auto, origin: .standard)
    }

    /// The most results of a query.
    static func limit(_ option: Int?) -> Setting<Int> {
        if let option { return Setting(value: option, origin: .option("--limit")) }
        return Config.current.limit.map(Setting.init) ?? Setting(value: 10, origin: .standard)
    }
}
