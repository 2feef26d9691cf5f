import Foundation
import KBPresentation
import KBText
import Testing

@testable import kb

@Suite("the configuration file")
struct ConfigTests {
    private let program: Program
    private let file: URL

    init() throws {
        program = try Program.seeded()
        file = program.folder.appendingPathComponent(".config/kb/config.toml")
    }

    private func write(_ text: String) throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func text() throws -> String { try String(contentsOf: file, encoding: .utf8) }

    /// What `kb config` says of a setting, columns by single spaces.
    private func row(_ key: String, _ options: [String] = [], _ environment: [String: String?]) throws
        -> String
    {
        let run = try program.run(["config"] + options, environment: environment)
        let line = run.lines.first { $0.hasPrefix(key + " ") } ?? run.errors
        return line.split(separator: " ").joined(separator: " ")
    }

    @Test("an option comes before the environment, that before the file, and that before what is usual")
    func precedence() throws {
        let place = file.path
        let none = [
            "KB_DB": "", "KB_LANG": "", "KB_AUTHOR": nil, "LOGNAME": "li", "GIT_CONFIG_NOSYSTEM": "1",
        ]
        let home = program.folder.path
        #expect(try row("database", [], none) == "database \(home)/.local/share/kb/kb.db default")
        #expect(try row("author", [], none) == "author li login name")
        #expect(try row("language", [], none) == "language en default")
        #expect(try row("color", [], none) == "color auto default")
        #expect(try row("limit", [], none) == "limit 10 default")
        #expect(try row("language", [], none.merging(["LANG": "en_US.UTF-8"]) { $1 }) == "language en LANG")
        try write(
            """
            # mine
            database = "~/own.db"
            author = '张三'

            language = "en"
            color = "always"
            limit = 3
            """)
        let locale = none.merging(["LANG": "zh_CN.UTF-8"]) { $1 }
        #expect(try row("database", [], locale) == "database \(home)/own.db \(place):2")
        #expect(try row("author", [], locale) == "author 张三 \(place):3")
        #expect(try row("language", [], locale) == "language en \(place):5")
        #expect(try row("color", [], locale) == "color always \(place):6")
        #expect(try row("limit", [], locale) == "limit 3 \(place):7")
        let all = ["KB_DB": "e.db", "KB_AUTHOR": "李四", "KB_LANG": "en", "NO_COLOR": "1"]
        #expect(try row("database", [], all) == "database e.db KB_DB")
        #expect(try row("author", [], all) == "author 李四 KB_AUTHOR")
        #expect(try row("language", [], all) == "language en KB_LANG")
        #expect(try row("color", [], all) == "color never NO_COLOR")
        #expect(try row("database", ["--db", "o.db"], all) == "database o.db --db")
        #expect(try row("color", ["--color", "auto"], none) == "color auto --color")
        #expect(try row("color", ["--color", "always"], all) == "color always --color")
        let other = ["XDG_CONFIG_HOME": program.folder.appendingPathComponent("other").path]
        #expect(try row("limit", [], other) == "limit 10 default")
    }

    @Test("the author is who git says, else the login name; an empty name is nobody's, wherever it stands")
    func author() throws {
        var environment: [String: String?] = [
            "KB_AUTHOR": nil, "GIT_CONFIG_NOSYSTEM": "1", "LOGNAME": "li", "USER": "other",
        ]
        #expect(try row("author", [], environment) == "author li login name")
        environment["LOGNAME"] = nil
        #expect(try row("author", [], environment) == "author other login name")
        environment["USER"] = nil
        let login = try program.tool("/usr/bin/id", ["-un"]).lines
        #expect(try row("author", [], environment) == "author \(login[0]) login name")
        #expect(
            try row("author", [], environment.merging(["PATH": "/nowhere"]) { $1 }) == "author (none) default"
        )

        try program.write("[user]\n\tname = 王 小明 \n", to: ".gitconfig")
        #expect(try row("author", [], environment) == "author 王 小明 git's user.name")
        let object = try program.run("config", "--json", environment: environment).lines[1]
        #expect(object.contains(#""value":"王 小明","from":"git","name":"user.name""#), "\(object)")
        #expect(try program.run("note", "add", "404", "x", environment: environment).status == 0)
        #expect(try program.run("note", "list").output.contains("  王 小明 · "))
        #expect(
            try program.run("note", "add", "502", "y", "--author", "", environment: environment).status == 0)
        #expect(try program.run("note", "list", "502").output.contains("\n  20"))

        // A broken file of git's is not kb's business.
        try program.write("[user\n", to: ".gitconfig")
        let broken = try program.run("note", "add", "404", "z", environment: environment)
        #expect(broken.status == 0 && broken.errors.isEmpty, "\(broken.errors)")

        try write("author = ''\n")
        #expect(try row("author", [], environment) == "author (none) \(file.path):1")
        environment["KB_AUTHOR"] = ""
        #expect(try row("author", [], environment) == "author (none) KB_AUTHOR")
    }

    @Test("whoever changes the tags of a note, or its text, has made that state")
    func changes() throws {
        try program.run("note", "add", "404", "x", environment: ["KB_AUTHOR": "Li"])
        let id = try program.lastID()
        try program.run("tag", "add", id, "nginx", environment: ["KB_AUTHOR": "Wang"])
        try program.run("tag", "add", id, "nginx", environment: ["KB_AUTHOR": "Nobody"])
        try program.run("note", "edit", id, "y", environment: ["KB_AUTHOR": "Zhao"])
        #expect(
            try program.run("note", "edit", id, "y", environment: ["KB_AUTHOR": "Nobody"]).errors
                == "nothing changed\n")
        let history = try program.run("note", "history", id).output
        #expect(history.matches(of: /[✎\ ]\ (\w+) · 20/).map { String($0.1) } == ["Li", "Wang", "Zhao"])
    }

    @Test("every command goes by it: also a query, however it is parsed")
    func use() throws {
        try FileManager.default.moveItem(
            at: program.database, to: program.folder.appendingPathComponent(".config/own.db").creatingFolder()
        )
        try write("database = '../own.db'\nlimit = 2\ncolor = 'always'\nlanguage = 'zh'\nauthor = '张三'\n")
        let environment: [String: String?] = ["KB_DB": "", "KB_LANG": "", "KB_AUTHOR": nil]
        for options in [[], ["--timeout", "5"]] {
            let run = try program.run(["query", "请求", "冲突"] + options, environment: environment)
            #expect(run.lines.count { $0.hasSuffix("[http]\u{1B}[0m") } == 2, "\(run.output)\(run.errors)")
            let one = try program.run(["query", "请求", "-n", "1"] + options, environment: environment)
            #expect(one.lines.count { $0.hasSuffix("[http]\u{1B}[0m") } == 1)
            let none = try program.run(["query", "量子纠缠披萨"] + options, environment: environment)
            #expect(none.errors.hasPrefix("错误：") && none.status == 1)
        }
        #expect(try program.run(["note", "add", "404", "x"], environment: environment).status == 0)
        let note = try program.run(["note", "list", "--json"], environment: environment)
        #expect(note.output.contains(#""author":"张三""#))
    }

    @Test(
        "what is wrong in it is told with its line, and nothing is done",
        arguments: [
            ("limit = 0\nlimti = 4\n", "1:9: limit must be a whole number from 1 to 10000"),
            ("limit = \"3\"\n", "1:9: limit must be a whole number from 1 to 10000"),
            ("limit = 0\n", "1:9: limit must be a whole number from 1 to 10000"),
            ("  limit =  10001\n", "1:12: limit must be"), ("limit = 1.5\n", "1:9: limit must be"),
            ("color = true\n", "1:9: color must be \"auto\", \"always\" or \"never\""),
            ("language = \"fr\"\n", "1:12: language must be \"zh\" or \"en\""),
            ("author = [1]\n", "1:10: author must be a name in quotation marks"),
            ("database = ''\n", "1:12: database must be a path in quotation marks"),
            ("database.path = 'x'\n", "1:9: expected ="), ("limit\n", "1:6: expected ="),
            ("limit = 3\nauthor = \"x\n", "2:10: the quotation mark is not closed"),
            ("limit = 1\nlimit = 2\n", "2:1: limit is set more than once"),
            ("limit = 99999999999999999999\n", "1:9: limit must be"),
            ("limit =  # none\n", "1:10: the value is missing"),
            ("= 3\n", "1:1: a line is SETTING = VALUE"),
            ("limit = 3 \u{0}\n", "1:11: control character U+0000"),
            ("limit = 3 4\n", "1:11: unexpected '4' after the value"),
            ("author = \"\\x\"\n", "1:11: no such escape"), ("author = '作者'x\n", "1:14: unexpected 'x'"),
            ("author = \"\"\"x\"\"\"\n", "1:12: unexpected"),
            // A table, and what begins like one, at the end of a line and of the file.
            ("[colour\nx = 1\n", "1:1: a line is SETTING = VALUE"), ("[]\n", "1:1: a line is"),
            ("[[a]\n", "1:1: a line is"), ("[a] x\n", "1:5: unexpected 'x'"),
            ("[a.'b]\n", "1:4: the quotation mark"),
            ("limit = 3 [[\n", "1:11: unexpected '[['"),
            ("[[\n", "1:1: a line is"), ("[[", "1:1: a line is"), ("x[[[\n", "1:2: expected ="),
            ("author = [[[[[x\n", "1:10: author must be"), ("author = [[", "1:10: author must be"),
            ("author = " + String(repeating: "[", count: 100_000), "1:10: author must be"),
        ])
    func wrong(text: String, error: String) throws {
        try write(text)
        for arguments in [
            ["list"], ["query", "404"], ["query", "404", "--raw"], ["note", "add", "404", "x"], ["config"],
        ] {
            let run = try program.run(arguments)
            #expect(run.status == 65 && run.output.isEmpty, "\(arguments)")
            #expect(run.errors.hasPrefix("error: \(file.path):\(error)"), "\(run.errors)")
            #expect(run.errors.contains("the settings are database, author, language, color, limit"))
        }
        for arguments in [
            ["config", "--path"], ["help", "query"], [], ["completions", "bash"], ["--version"],
        ] {
            #expect(try program.run(arguments).status == 0)
        }
    }

    @Test(
        "every error is told, in the language that the file asks for, also where that is its only good line",
        arguments: ["limit = 0\nlangauge = 1\nlanguage = 'zh'\n", "language = \"zh\"\nlimit = \n"])
    func language(text: String) throws {
        try write(text)
        let run = try program.run("list", environment: ["KB_LANG": "", "LANG": "en_US.UTF-8"])
        #expect(run.errors.hasPrefix("错误：\(file.path):"))
        #expect(run.errors.count { $0 == "\n" } == (text.contains("= \n") ? 2 : 3))
    }

    @Test(
        "text is read as TOML has it",
        arguments: [
            (#"author = "a\tb \u4E2d\U0001F600 \\ \"""#, "a\tb 中\u{1F600} \\ \""),
            (#"author = 'a\tb "'"#, #"a\tb ""#),
            ("\u{FEFF}author='张三'# me\r", "张三"),
            (#"\t"author"\t=\t"#.replacing(#"\t"#, with: "\t") + "'x'\t", "x"),
            ("author = \"\"", ""),
        ])
    func values(line: String, author: String) {
        let config = Config("# mine\n\(line)\nlimit = 7", folder: "/")
        #expect(config.faults.isEmpty && config.author?.value == author && config.limit?.value == 7)
        #expect(config.author?.line == 2 && config.limit?.line == 3)
    }

    @Test("settings are those of the environment they are read from, not of the process")
    func environments() {
        let variables = ["KB_AUTHOR": "张三", "KB_LANG": "zh", "KB_DB": "/srv/kb.db"]
        let settings = Settings(Environment { variables[$0] })
        #expect(settings.author(nil).value == "张三" && settings.author("Wei").value == "Wei")
        #expect(settings.language().value == .zh)
        #expect(settings.database(nil).value == "/srv/kb.db")
        let none = Settings(Environment { _ in nil })
        #expect(none.path == nil && none.database(nil).value == nil && none.limit(nil).value == 10)
    }

    @Test("what kb config writes is read back, whatever characters it has")
    func writing() {
        for text in ["", "'", "\"", "\\", "a\u{1}\n\r\t\u{7F}\u{85}", "多'\"字", "#", " = [["] {
            #expect(Config(ConfigKey.author.assignment(of: text), folder: "/").author?.value == text)
        }
    }

    @Test("a file that cannot be read is an error; one that is not there is none")
    func unreadable() throws {
        #expect(try program.run("list").status == 0)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        let run = try program.run("list")
        #expect(run.status == 74 && run.errors == "error: cannot read \(file.path): Is a directory\n")
        try FileManager.default.removeItem(at: file)
        try Data([0xFF]).write(to: file)
        #expect(try program.run("list").errors.hasPrefix("error: \(file.path) is not UTF-8 text\n"))
    }

    @Test("set and unset keep comments, order and line ends, and make a file that only its owner may read")
    func editing() throws {
        #expect(try program.run("config", "--path").output == "\(file.path)\n")
        let made = try program.run("config", "set", "limit", "7")
        #expect(made.output == "\(file.path): limit = 7\n" && made.status == 0)
        #expect(try text() == "limit = 7\n")
        #expect(try mode() == 0o600)
        try write("# mine\r\n\"limit\" = 3  # few \"#\r\nauthor = \"a#b\" # me")
        chmod(file.path, 0o644)
        try program.run("config", "set", "author", "c#d")
        try program.run("config", "set", "limit", "20")
        try program.run("config", "set", "color", "never")
        #expect(try text() == "# mine\r\nlimit = 20  # few \"#\r\nauthor = 'c#d' # me\ncolor = 'never'\n")
        #expect(try mode() == 0o644)
        #expect(try program.run("config", "unset", "limit").status == 0)
        #expect(try text() == "# mine\r\nauthor = 'c#d' # me\ncolor = 'never'\n")
        #expect(try program.run("config", "unset", "limit").status == 1)
        let unknown = try program.run("config", "unset", "colour")
        #expect(
            unknown.status == 1 && unknown.errors.contains("does not set colour\nhint: did you mean: color\n")
        )
        try write("theme = 'dark'  # of a newer kb\ncolor = 'never'\n")
        #expect(try program.run("config", "unset", "theme").output == "\(file.path): theme removed\n")
        #expect(try text() == "color = 'never'\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
        #expect(names == ["config.toml"])
    }

    @Test("a table of a newer kb is a warning, and settings are set before it")
    func tables() throws {
        let table = "[theme] # of a newer kb\nlimit = 'many'\nlist = [\n  [1, 2],\n]\nx.y = 1979-05-27\n"
        try write("author = 'Li'\n" + table)
        let list = try program.run("list")
        #expect(list.status == 0 && list.errors.contains(":2:1: unknown table 'theme'"), "\(list.errors)")
        #expect(try program.run("config", "set", "limit", "4").status == 0)
        #expect(try text() == "author = 'Li'\nlimit = 4\n" + table)
        #expect(try program.run("config", "unset", "limit").status == 0)
        #expect(try program.run("config", "unset", "limit").status == 1)
        #expect(try text() == "author = 'Li'\n" + table)
        for head in ["[[a]]", "[ a . 'b c' ]", "[\"a\".b]\t"] {
            try write(head + "\ncolor = 'pink'")
            #expect(try program.run("config").status == 0)
            #expect(try program.run("config", "set", "color", "never").status == 0)
            #expect(try text() == "color = 'never'\n\(head)\ncolor = 'pink'")
        }
    }

    @Test("set takes a path as the command line does, mends what is wrong, and says what comes before it")
    func setting() throws {
        let folder = program.folder.resolvingSymlinksInPath().path
        let run = try program.run("config", "set", "database", "x.db")
        #expect(try text() == "database = '\(folder)/x.db'\n")
        #expect(run.errors == "hint: the environment variable KB_DB overrides it\n")
        for value in ["~/x.db", "/a/'b.db", "多 \"字\"\n\u{1B}"] {
            #expect(try program.run("config", "set", "author", value).status == 0)
            let list = try program.run("config", "--json", environment: ["KB_DB": "", "KB_AUTHOR": nil])
            #expect(list.lines[1].contains(JSONValue.string(value).text), "\(list.output)\(list.errors)")
        }
        try write("limit = many\n")
        #expect(try program.run("config", "set", "limit", "4").status == 0)
        #expect(try text() == "limit = 4\n")
        try write("author = 1\nlimit = 3\n")
        let left = try program.run("config", "unset", "limit")
        #expect(left.status == 65 && left.errors.contains(":1:10: author must be"))
        #expect(try text() == "author = 1\nlimit = 3\n")
        for wrong in [
            ["limit", "0"], ["limit", "x"], ["color", "red"], ["language", "fr"], ["limti", "3"],
            ["database", ""],
        ] {
            let run = try program.run(["config", "set"] + wrong)
            #expect(run.status == 64 && run.output.isEmpty, "\(wrong)")
        }
    }

    @Test("set follows a symbolic link")
    func link() throws {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try program.write("limit = 1\n", to: "dotfile")
        try FileManager.default.createSymbolicLink(
            at: file, withDestinationURL: program.folder.appendingPathComponent("dotfile"))
        #expect(try program.run("config", "set", "limit", "2").status == 0)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path).hasSuffix("dotfile"))
        #expect(try text() == "limit = 2\n")
    }

    @Test("without a home there is no file")
    func homeless() throws {
        #expect(try program.run("list", environment: ["HOME": ""]).status == 0)
        let run = try program.run("config", "set", "limit", "2", environment: ["HOME": ""])
        #expect(run.status == 66 && run.errors.contains("set HOME or XDG_CONFIG_HOME"))
    }

    private func mode() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }
}

extension URL {
    /// The same, once its folder is there.
    fileprivate func creatingFolder() throws -> URL {
        try FileManager.default.createDirectory(
            at: deletingLastPathComponent(), withIntermediateDirectories: true)
        return self
    }
}
