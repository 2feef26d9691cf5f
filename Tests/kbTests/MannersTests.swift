import Testing

/// What people take for granted of any program.
@Suite("manners")
struct MannersTests {
    @Test("a list in a pipe is TSV, whose columns are always the same; -n says how many more there are")
    func list() throws {
        let program = try Program.seeded()
        let line = try program.run("list", "404").lines[0].split(
            separator: "\t", omittingEmptySubsequences: false)
        #expect(line.prefix(4) == ["http", "404", "Not Found", "active"] && line.count == 5)
        let few = try program.run("list", "4xx", "50", "404", "-n3")
        #expect(few.lines.count == 3 && few.errors == "35 more; -n shows more of them\n")
        #expect(try program.run("list", "1xx", "101", "-b", "http").lines.count == 4)
        #expect(try program.run("list", "1xx", "--retired").status == 1)
        #expect(try program.run("list", "http").errors.contains("http is a book: kb list http:"))
        #expect(try program.run("list", "--book", "htp").errors.contains("did you mean http?"))
        #expect(try program.run("list", "1xx", "--format", "table").lines[0].hasPrefix("100  Continue"))
    }

    @Test("what other programs call a command leads to kb's")
    func names() throws {
        let program = try Program()
        for (typed, meant) in [
            ("search", "kb query"), ("ls", "kb list"), ("rm", "kb note rm"), ("info", "kb show"),
            ("undo", "kb import undo"),
            ("books", "kb book list"), ("quary", "kb query"),
        ] {
            let run = try program.run(typed, "404")
            #expect(
                run.status == 64 && run.errors.contains("did you mean: \(meant)\n")
                    || run.errors.contains("did you mean: \(meant);"), "\(run.errors)")
        }
        #expect(try program.run("note", "ls").errors.contains("did you mean: kb note list"))
    }

    @Test("a minus sign is standard input")
    func standardInput() throws {
        let program = try Program.seeded()
        #expect(try program.run("query", "-", input: "404\n").lines[0] == "404 Not Found  [http]")
        #expect(try program.run("show", "-", input: "404 http:502\n").output.contains("502 Bad Gateway"))
        #expect(try program.run("query", "-", "-n1", input: "茶壶").lines[0].hasPrefix("418 "))
    }

    @Test("a setting that this kb does not know is a warning")
    func settings() throws {
        let program = try Program.seeded()
        let environment = ["XDG_CONFIG_HOME": program.folder.path]
        try program.run(["config", "set", "limit", "3"], environment: environment)
        try program.write("colour = \"auto\"\nlimit = 2\n", to: "kb/config.toml")
        let run = try program.run(["query", "请求"], environment: environment)
        #expect(
            run.status == 0 && run.errors.contains("warning: ") && run.errors.contains("did you mean color?"))
        #expect(run.errors.contains("more"))
    }

    @Test("the version names what is linked in", arguments: ["--version", "-V", "version"])
    func version(argument: String) throws {
        let run = try Program().run(argument)
        #expect(
            run.lines[0].hasPrefix("kb 0.") && run.output.contains("SQLite 3.")
                && run.output.contains("PCRE2 10."))
    }
}
