import KBPresentation

/// A command line that no command understands.
struct WrongUsage: ReportableError {
    var fault: UsageFault
    /// The command that was meant.
    var page: CommandPage
    /// What follows the command's name.
    var rest: ArraySlice<String>

    var report: ErrorReport {
        if let word = rest.first, !word.hasPrefix("-"), !page.subcommands.isEmpty, page.arguments.isEmpty {
            return UnknownCommand(name: word, page: page, rest: rest.dropFirst()).report
        }
        let help = "kb help" + page.name.dropFirst("kb".count)
        let usage = page.synopsis.map { message(zh: "用法：\($0)", en: "usage: \($0)") }
        let more = message(zh: "\(help) 有说明", en: "\(help) explains it")
        let hints = [offer ?? usage, more].compactMap(\.self)
        return ErrorReport([sentence], hint: hints.joined(separator: message(zh: "；", en: "; ")), .usage)
    }

    private var sentence: String {
        switch fault {
        case .unknownOption(let name): message(zh: "没有选项 \(name)", en: "unknown option \(name)")
        case .missingValue(let option):
            message(zh: "\(named(option)) 缺少值", en: "\(named(option)) needs a value")
        case .missingArgument(let name): message(zh: "缺少 \(name)", en: "\(name) is missing")
        case .unexpectedArguments(let words):
            message(
                zh: "多出来的参数：" + words.map { "“\($0)”" }.joined(separator: "、"),
                en: "too many arguments: " + words.map { "'\($0)'" }.joined(separator: ", "))
        case .unexpectedValue(let value, let option):
            message(zh: "\(option) 不带值，却给了“\(value)”", en: "\(option) takes no value, but got '\(value)'")
        case .invalidValue(let value, let argument, let reason):
            message(
                zh: "“\(value)”不能用于 \(argument)" + (reason.isEmpty ? "" : "：\(reason)"),
                en: "invalid value '\(value)' for \(argument)" + (reason.isEmpty ? "" : ": \(reason)"))
        case .repeatedOption(let option):
            message(zh: "\(option) 给了不止一次", en: "\(option) is given more than once")
        case .other(let sentence): sentence
        }
    }

    /// An option with the name of its value; ArgumentParser leaves that out where the value may follow a letter.
    private func named(_ option: String) -> String {
        guard !option.contains(" "),
            let label = (page.options + page.commonOptions).map(\.label)
                .first(where: { $0.split { ", ".contains($0) }.contains { $0 == option } }),
            let value = label.firstIndex(of: "<")
        else { return option }
        return option + " " + label[value...]
    }

    /// What may have been meant.
    private var offer: String? {
        switch fault {
        case .unknownOption(let name):
            if let option = Typo.nearest(to: name, among: page.optionNames.filter { $0.hasPrefix("--") }) {
                return message(zh: "您要的可能是 \(option)", en: "did you mean: \(option)")
            }
            guard page.arguments.isEmpty, !page.subcommands.isEmpty else { return nil }
            return message(
                zh: "选项写在命令后面：\(page.name) <命令> [选项]",
                en: "options follow the command: \(page.name) <command> [options]")
        case .unexpectedArguments:
            // kb import takes a document, or a command.
            guard let word = rest.first else { return nil }
            return Typo.nearest(to: word, among: page.subcommands.map(\.label)).map {
                message(zh: "您要的可能是 \(page.name) \($0)", en: "did you mean: \(page.name) \($0)")
            }
        default: return nil
        }
    }
}

/// A command that is not there.
struct UnknownCommand: ReportableError {
    var name: String
    /// The command that it should be under.
    var page: CommandPage
    /// What follows the name.
    var rest: ArraySlice<String> = []

    var report: ErrorReport {
        let near =
            Self.otherName(name, under: page.name)
            ?? Typo.nearest(to: name, among: page.subcommands.map(\.label))
        let all = message(zh: "\(page.name) --help 列出全部命令", en: "\(page.name) --help lists all commands")
        let offer =
            near.map { name in
                let line = ([page.name, name] + rest.map { ShellWord($0).text }).joined(separator: " ")
                return message(zh: "您要的可能是 \(line)", en: "did you mean: \(line)")
            }
            ?? (page.name == "kb"
                ? message(zh: "要查它用 kb query \(name)", en: "kb query \(name) searches for it") : nil)
        return ErrorReport(
            [message(zh: "没有命令 \(page.name) \(name)", en: "unknown command \(page.name) \(name)")],
            hint: [offer, all].compactMap(\.self).joined(separator: message(zh: "；", en: "; ")), .usage)
    }

    /// The command that other programs call so.
    private static func otherName(_ name: String, under command: String) -> String? {
        let names: [String: [String: String]] = [
            "kb": [
                "search": "query", "find": "query", "grep": "query", "lookup": "query", "get": "show",
                "info": "show",
                "cat": "show", "view": "show", "ls": "list", "dir": "list", "all": "list", "rm": "note rm",
                "remove": "note rm", "delete": "note rm", "del": "note rm", "add": "note add",
                "new": "note add",
                "edit": "note edit", "books": "book list", "codes": "list", "notes": "note list",
                "tags": "tag list",
                "undo": "import undo", "revert": "import undo", "rollback": "import undo", "history": "log",
                "diff": "log", "version": "--version", "check": "doctor", "fsck": "doctor",
                "repair": "doctor --repair",
                "load": "import", "read": "import", "dump": "export", "save": "backup",
                "rename": "book rename",
                "mv": "code rename", "status": "stats", "count": "stats", "settings": "config", "man": "help",
            ],
            "kb note": [
                "ls": "list", "remove": "rm", "delete": "rm", "del": "rm", "search": "list", "find": "list",
                "cat": "show", "view": "show", "new": "add", "change": "edit", "log": "history",
            ],
            "kb book": ["ls": "list", "remove": "rm", "delete": "rm", "mv": "rename", "info": "show"],
            "kb code": [
                "new": "add", "change": "edit", "mv": "rename", "rm": "retire", "remove": "retire",
                "delete": "retire",
            ],
            "kb alias": ["ls": "list", "remove": "rm", "delete": "rm", "new": "add"],
            "kb synonym": ["ls": "list", "remove": "rm", "delete": "rm", "new": "add"],
            "kb tag": ["ls": "list", "remove": "rm", "delete": "rm", "new": "add"],
            "kb annotation": ["ls": "list", "move": "mv"],
            "kb config": [
                "get": "show", "list": "show", "ls": "show", "add": "set", "rm": "unset", "remove": "unset",
                "delete": "unset",
            ],
        ]
        return names[command]?[name.lowercased()]
    }
}
