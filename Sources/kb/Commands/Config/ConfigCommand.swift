import ArgumentParser
import KBCore
import KBPresentation
import KBText

/// `kb config`: what the user has chosen for all commands.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: KBPresentation.message(
            zh: "显示和修改设置，以及每项设置从哪里来。",
            en: "Show and change settings."),
        discussion: KBPresentation.message(
            zh: """
                设置写在 $XDG_CONFIG_HOME/kb/config.toml 里，没有设 XDG_CONFIG_HOME 就在 ~/.config 里。命令的选项最优先，\
                其次是环境变量，然后是这个文件，最后是默认值。
                文件每行是 设置项 = 值，文字加引号，# 后面是注释。设置项有：
                  database  知识库的路径；~/ 是主目录，相对路径从配置文件所在的目录算起
                  author  笔记的作者；没有设就用 git 的 user.name，再没有就用登录名；空的名字表示不记名
                  language  消息的语言，zh 或 en；先于系统的语言设置
                  color  什么时候用颜色：auto、always 或 never
                  limit  查询最多几个结果，从 1 到 10000
                  editions  kb sync 自动导入谁发布的新版：名字，* 表示所有人
                不带选项的 kb config 列出每项的值。
                """,
            en: """
                The settings are in $XDG_CONFIG_HOME/kb/config.toml, by default ~/.config/kb/config.toml. A \
                command's option overrides the environment, which overrides this file.
                Each line of the file is SETTING = VALUE, with text in quotation marks; # begins a comment. \
                The settings are:
                  database  the path of the knowledge base; ~/ is the home folder, and relative paths start \
                at this file's folder
                  author  the author of notes; by default git's user.name or the login name; empty for none
                  language  the language of messages, zh or en; overrides the locale
                  color  when to use colour: auto, always or never
                  limit  the maximum number of results of a query, 1 to 10000
                  editions  whose new editions kb sync imports automatically: names, or * for everybody
                kb config without arguments lists their values.
                """),
        subcommands: [Show.self, Set.self, Unset.self], defaultSubcommand: Show.self)

    /// `kb config`.
    struct Show: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出每项设置和它从哪里来。", en: "List every setting and where it comes from."))

        @Flag(help: ArgumentHelp(zh: "只输出配置文件的路径。", en: "Print the path of the file only."))
        var path = false

        @Flag(help: .json)
        var json = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var store: StoreOptions

        func run(_ settings: Settings) throws {
            if path { return try Output.write(CodeText.oneLine(try settings.file().path)) }
            try settings.check()
            let rows = SettingRow.all(settings, database: store.database, color: output.color)
            if json { return try Output.write(rows.map(\.json.text).joined(separator: "\n")) }
            let terminal = output.terminal(settings)
            try Pager.show(SettingRow.lines(rows, on: terminal), on: terminal)
        }
    }

    /// `kb config set`.
    struct Set: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "在配置文件里设一项；文件的其他内容不变。",
                en: "Set a value; the rest of the file stays as it is."))

        @Argument(
            help: .setting, completion: .list(ConfigKey.allCases.map(\.rawValue)),
            transform: ConfigKey.argument)
        var key: ConfigKey

        @Argument(help: ArgumentHelp(zh: "值。", en: "The value.", .value), completion: .settingValues)
        var value: String

        func run(_ settings: Settings) throws {
            let file = try settings.file()
            let line = try file.set(key, to: value)
            try Output.write(CodeText.oneLine("\(file.path): \(line)"))
            let row = SettingRow.all(Settings(settings.environment), database: nil, color: nil).first {
                $0.key == key
            }
            if case .environment(let name) = row?.origin { Output.hint(ConfigText.comesFirst(name)) }
        }
    }

    /// `kb config unset`.
    struct Unset: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "从配置文件里去掉一项，恢复默认。", en: "Remove a value, so that the default applies."))

        // No ConfigKey: a key that only another kb knows can be taken out, too.
        @Argument(help: .setting, completion: .list(ConfigKey.allCases.map(\.rawValue)))
        var key: String

        func run(_ settings: Settings) throws {
            let file = try settings.file()
            try file.unset(key)
            try Output.say(CodeText.oneLine(ConfigText.unset(key, in: file.path)))
        }
    }
}

extension ArgumentHelp {
    fileprivate static var setting: Self {
        Self(
            zh: "设置项：\(ConfigKey.list)。", en: "The setting: \(ConfigKey.list).", .setting)
    }
}
