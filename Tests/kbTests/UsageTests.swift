import KBText
import Testing

@testable import kb

@Suite("a wrong command line")
struct UsageTests {
    @Test(
        "says what is wrong and what may have been meant, in both languages",
        arguments: [
            (["qurey", "404"], "没有命令 kb qurey", "unknown command kb qurey", "kb query"),
            (["404"], "没有命令 kb 404", "unknown command kb 404", "kb query 404"),
            (["note", "ad", "404"], "没有命令 kb note ad", "unknown command kb note ad", "kb note add"),
            (["help", "qurey"], "没有命令 kb qurey", "unknown command kb qurey", "kb query"),
            (["help", "note", "ad"], "没有命令 kb note ad", "unknown command kb note ad", "kb note add"),
            (["import", "nots", "x"], "多出来的参数：“x”", "too many arguments: 'x'", "kb import notes"),
            (["query", "--jsn", "x"], "没有选项 --jsn", "unknown option --jsn", "--json"),
            (["import", "--dryrun", "x"], "没有选项 --dryrun", "unknown option --dryrun", "--dry-run"),
            (["--json", "query"], "没有选项 --json", "unknown option --json", "kb <"),
            (["query", "-x", "1"], "没有选项 -x", "unknown option -x", "kb query ["),
            (["query", "-n"], "-n <个数> 缺少值", "-n <count> needs a value", "kb query ["),
            (["show"], "缺少 <代码> ...", "<code> ... is missing", "kb show ["),
            (["query"], "缺少 <文字> ...", "<text> ... is missing", "kb help query"),
            (["stats", "a"], "多出来的参数：“a”", "too many arguments: 'a'", "kb stats ["),
            (["stats", "a", "b"], "多出来的参数：“a”、“b”", "too many arguments: 'a', 'b'", "kb stats ["),
            (
                ["query", "--json=1", "x"], "--json 不带值，却给了“1”", "--json takes no value, but got '1'",
                "kb query ["
            ),
            (
                ["query", "-n", "x", "y"], "“x”不能用于 -n <个数>", "invalid value 'x' for -n <count>",
                "kb help query"
            ),
            (
                ["list", "--color", "red"], "“red”不能用于 --color <何时>：可以是 auto、always、never",
                "invalid value 'red' for --color <when>: expected one of auto, always, never", "kb list ["
            ),
            (
                ["export", "codes", "--format", "doc"], "“doc”不能用于 --format <格式>：可以是 txt",
                "invalid value 'doc' for --format <format>: expected one of txt", "kb export codes ["
            ),
            (
                ["query", "-n", "0", "x"], "--limit 从 1 到 10000", "--limit must be from 1 to 10000",
                "kb query"
            ),
            (["show", "1", "--timeout", "-1"], "--timeout <秒数> 缺少值", "--timeout <seconds> needs", "kb show"),
            (["show", "1", "--timeout", "9999"], "--timeout 从 0", "--timeout must be from 0", "kb show"),
            (["backup", "--check"], "请写明检查哪个副本", "say which copy to check", "kb backup ["),
            (["import", "-"], "标准输入没有名字", "standard input has no name", "kb import ["),
            (["import", "x", "--book", "A b"], "“A b”不能作书名", "'A b' cannot name a book", "kb import ["),
            (["note", "add", "1", "x", "-m", "y"], "文字写成参数", "give the text", "kb note add ["),
        ])
    func faults(arguments: [String], zh: String, en: String, hint: String) throws {
        let program = try Program()
        for (language, error, label) in [("zh", "错误：" + zh, "提示："), ("en", "error: " + en, "hint: ")] {
            let run = try program.run(arguments, environment: ["KB_LANG": language])
            #expect(run.status == 64 && run.output.isEmpty)
            let lines = run.errors.split(separator: "\n")
            #expect(lines.count == 2 && lines[0].hasPrefix(label == "提示：" ? "错误：" : "error: "))
            #expect(run.errors.contains(error), "\(run.errors)")
            #expect(
                lines.last?.hasPrefix(label) == true && lines.last?.contains(hint) == true, "\(run.errors)")
            if language == "en" { #expect(!Han.occurs(in: run.errors), "\(run.errors)") }
        }
    }

    @Test("a command line leads to each sentence of ArgumentParser that is read, and to no other")
    func patterns() {
        let lines = [
            ["query", "--jsn", "x"], ["query", "-x", "1"], ["query", "-n"], ["show"], ["stats", "a"],
            ["stats", "a", "b"], ["query", "--json=1", "x"], ["list", "--color", "red"],
            ["export", "codes", "--format", "doc"], ["query", "-n", "x", "y"], ["query", "-nx", "y"],
        ]
        let read = lines.compactMap { line -> String? in
            do {
                _ = try KB.parseAsRoot(line)
                return nil
            } catch {
                return UsageFault.match(KB.message(for: error))?.pattern.sentence
            }
        }
        #expect(read.count == lines.count, "\(read)")
        #expect(Set(read) == Set(UsageFault.patterns.map(\.sentence)))
    }

    @Test(
        "an option of one value is given once, however it is written",
        arguments: [
            (["query", "-n", "3", "-n", "5", "x"], "-n"), (["query", "-n3", "--limit=5", "x"], "--limit"),
            (["query", "--raw", "-bhttp", "x", "--book", "http"], "--book"),
            (["list", "--db", "a.db", "--db=b.db"], "--db"),
            (["note", "list", "--author", "a", "--author", "b"], "--author"),
            (["import", "x", "--book", "a", "--book", "b"], "--book"),
            (["scan", "-n1", "--top", "2"], "--top"),
        ])
    func repeated(arguments: [String], option: String) throws {
        let program = try Program.seeded()
        for (language, error) in [
            ("zh", "错误：\(option) 给了不止一次\n"), ("en", "error: \(option) is given more than once\n"),
        ] {
            let run = try program.run(arguments, environment: ["KB_LANG": language])
            #expect(run.status == 64 && run.output.isEmpty && run.errors.hasPrefix(error), "\(run.errors)")
        }
    }

    @Test(
        "what only looks repeated is not refused",
        arguments: [
            ["query", "404", "--json", "--json"], ["query", "404", "--no-pager", "--", "-n", "-n"],
            ["note", "add", "404", "x", "--tag", "a", "--tag", "b"], ["note", "add", "404", "-m", "-m"],
            ["note", "add", "404", "-mx", "--message", "y"],
            ["note", "add", "404", "--author", "a", "-m", "--author"],
            ["list", "--color", "never", "--no-pager"],
        ])
    func unrepeated(arguments: [String]) throws {
        let run = try Program.seeded().run(arguments)
        #expect(run.status < 2, "\(run.errors)")
    }

    @Test("letters and long names of options that mean the same are known to be one")
    func letters() throws {
        for node in try CommandTree(Program(), language: "en").nodes {
            for argument in node.info.arguments ?? [] where argument.kind != "positional" {
                let names = argument.names ?? []
                for letter in names.filter({ $0.kind == "short" }).compactMap(\.name.first) {
                    let long = names.filter { $0.kind == "long" }.map(\.name)
                    #expect(
                        RepeatedOption.longNames[letter]?.isSuperset(of: long) == true, "\(letter) \(long)")
                }
            }
        }
    }

    @Test("quotation marks in arguments do not lead astray what is read out of ArgumentParser's sentences")
    func quotes() {
        #expect(UsageFault("Unexpected argument 'it's'") == .unexpectedArguments(["it's"]))
        #expect(UsageFault("2 unexpected arguments: 'a', 'b'") == .unexpectedArguments(["a", "b"]))
        #expect(UsageFault("Unknown option '--x'. Did you mean '--y'?") == .unknownOption("--x"))
        #expect(
            UsageFault("Unknown option '-nx'\n   or: Missing value for '-n <count>' in '-nx'")
                == .unknownOption("-nx"))
        #expect(UsageFault("什么都可以") == .other("什么都可以"))
    }
}
