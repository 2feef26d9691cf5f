import Foundation
import KBCore
import Testing

@testable import kb

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
        #expect(few.lines.count == 3 && few.errors == "35 more; use -n to show more\n")
        #expect(try program.run("list", "1xx", "101", "-b", "http").lines.count == 4)
        #expect(try program.run("list", "1xx", "--retired").status == 1)
        #expect(try program.run("list", "http").errors.contains("http is a book: kb list http:"))
        #expect(try program.run("list", "--book", "htp").errors.contains("did you mean http?"))
        #expect(try program.run("list", "1xx", "--format", "table").lines[0].hasPrefix("100  Continue"))
    }

    @Test("a code written in another way is named, not guessed")
    func otherWritings() throws {
        let program = try Program()
        try program.run("import", "-", "--book", "ev", input: "EV-1004: Hot\nEV-1005: Cold\nXV-1005: Old\n")
        for command in [["show"], ["note", "add"], ["log"]] {
            let text = command == ["note", "add"] ? ["text"] : []
            let run = try program.run(command + ["ev1004"] + text)
            #expect(run.status == 1 && run.errors.contains("did you mean ev:EV-1004?"), "\(run.errors)")
        }
        #expect(try program.run("show", "1005").errors.contains("did you mean ev:EV-1005 or ev:XV-1005?"))
        #expect(try program.run("show", "999").errors.contains("kb query 999 finds similar ones"))
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
            #expect(run.status == 64 && run.errors.contains("did you mean: \(meant) 404;"), "\(run.errors)")
        }
        #expect(try program.run("note", "ls").errors.contains("did you mean: kb note list"))
        let get = try program.run("config", "get", "limit")
        #expect(get.status == 64 && get.errors.contains("did you mean: kb config show"))
    }

    @Test("a minus sign is standard input")
    func standardInput() throws {
        let program = try Program.seeded()
        #expect(try program.run("query", "-", input: "404\n").lines[0] == "404 Not Found  [http]")
        #expect(try program.run("show", "-", input: "404 http:502\n").output.contains("502 Bad Gateway"))
        #expect(try program.run("query", "-", "-n1", input: "茶壶").lines[0].hasPrefix("418 "))
    }

    @Test("several documents at once, of which a bad one stops no other")
    func documents() throws {
        let program = try Program()
        try program.write("code,name\n1,One\n", to: "a.csv")
        try program.write("code,name\n2,Two\n", to: "b.csv")
        let run = try program.run("import", "a.csv", "missing.csv", "b.csv")
        #expect(
            run.status == 66 && run.output == "1 added to a\n1 added to b\n"
                && run.errors.contains("missing.csv"))
        #expect(
            try program.run("import", "a.csv", "b.csv").output
                == "nothing changed in a\nnothing changed in b\n")
        #expect(try program.run("import", "a.csv", "b.csv", "--book", "c").status == 64)
    }

    @Test("a long note shows its beginning and how to see the rest; a backup goes into a folder")
    func long() throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "-m", (1...90).map { "第 \($0) 行" }.joined(separator: "\n"))
        let run = try program.run("query", "404")
        #expect(run.lines.count < 20 && run.output.contains("      … 84 more lines: kb note show "))
        #expect(try program.run("show", "404").output.contains("… 70 more lines"))
        try program.run("note", "add", "410", "-", input: String(repeating: "一行\n", count: 20_000))
        for command in [["query", "410"], ["show", "410"], ["note", "list", "410"]] {
            let run = try program.run(command)
            #expect(run.lines.count < 60 && run.output.contains("… 139,999 bytes in all: kb note show "))
        }
        for number in 1...12 { try program.run("note", "add", "418", "第 \(number) 条") }
        #expect(try program.run("query", "418").output.contains("第 10 条"))
        #expect(try program.run("query", "418").output.contains("2 more notes: kb note list http:418"))
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("d"), withIntermediateDirectories: false)
        #expect(try program.run("backup", "d/").output == "d/kb.db\n")
    }

    @Test("what is missing, mistaken or out of place is told as it is")
    func asItIs() throws {
        let program = try Program.seeded()
        #expect(try program.run("list", "--retired").errors == "error: no code is retired\n")
        #expect(try program.run("list", "5", "--retired").errors.contains("no retired code matches '5'"))
        #expect(
            try program.run("search", "bad gateway").errors.contains("did you mean: kb query 'bad gateway';"))
        #expect(
            try program.run("scan", "x", "--format", "foo").errors.contains("one of common, combined, json"))
        let book = try program.run("import", "-", "--book", "Pay", input: "1 One one")
        #expect(book.errors.contains("lower-case letters, digits and hyphens, such as pay"))
        let quote = try program.run("annotate", "503", "Servic Unavailabel", "x")
        #expect(quote.errors.contains("the closest passage is: Service Unavailable\n"))
        #expect(try program.run("annotate", "404", "Nott ", "x").errors.contains("closest passage is: Not\n"))
        try program.run("import", "-", "--book", "b", input: "code\tname\n404\tGone away\n")
        #expect(try program.run("show", "404", "--book", "b").output.contains("http") == false)
        #expect(try program.run("alias", "add", "b:404", "verschwunden").status == 0)
        #expect(try program.run("alias", "list", "--book", "b").output == "b:404  verschwunden\n")
        #expect(try program.run("alias", "list", "--book", "c").status == 1)
    }

    @Test("codes that others push aside are not moved, and those that change places are")
    func shifted() throws {
        let program = try Program()
        func imported(_ codes: [Int]) throws -> String {
            let lines = codes.map { "E\($0)\tName \($0)\n" }.joined()
            return try program.run("import", "-", "--book", "b", input: "code\tname\n" + lines).output
        }
        _ = try imported(Array(1...9))
        #expect(try imported([20] + Array(1...9)) == "1 added to b\n")
        #expect(try imported([20, 2, 1] + Array(3...9)) == "1 moved in b\n")
        #expect(try imported([21, 9, 20, 2, 1] + Array(3...8)) == "1 added, 1 moved in b\n")
        #expect(try program.run("list", "--book", "b").output.hasPrefix("b\tE21\tName 21\t"))
    }

    @Test("a document that gives most codes of a book other names asks which book is meant")
    func otherNames() throws {
        let program = try Program()
        func errors(_ names: [String]) -> String {
            "code\tname\n" + names.enumerated().map { "E\($0)\t\($1)\n" }.joined()
        }
        try program.write(errors(["One", "Two", "Three", "Four", "Five"]), to: "errors.tsv")
        #expect(try program.run("import", "errors.tsv").status == 0)
        try program.write(errors(["Red", "Blue", "Green", "Four", "Five"]), to: "errors.tsv")
        let run = try program.run("import", "errors.tsv")
        #expect(run.status == 64 && run.errors.contains("would rename 3 of 5 codes of errors"))
        #expect(run.errors.contains("use --book to name another book, --yes to import it anyway"))
        #expect(try program.run("show", "E0").output.hasPrefix("E0 One"))
        try program.write(errors(["Red", "Blue", "Three", "Four", "Five"]), to: "errors.tsv")
        #expect(try program.run("import", "errors.tsv").output == "2 changed in errors\n")
    }

    @Test("a class tells how many codes it has beyond the limit, which the configuration may set")
    func classes() throws {
        let program = try Program.seeded()
        #expect(try program.run("query", "4xx", "-n", "5").errors == "5 of 29; -n 29 shows all\n")
        try program.run("config", "set", "limit", "3")
        #expect(try program.run("query", "4xx").errors == "3 of 29; -n 29 shows all\n")
    }

    @Test("a language that kb does not speak is English, and a header is explained in Chinese, too")
    func languages() throws {
        let program = try Program()
        let french = try program.run("query", "x", environment: ["KB_LANG": "fr"])
        #expect(french.errors.hasPrefix("error: "))
        try program.write("甲\t乙\nx\ty\n", to: "z.tsv")
        let run = try program.run("import", "z.tsv", environment: ["KB_LANG": "zh"])
        #expect(run.errors.contains("应有名为 错误码、错误代码、返回码、返回代码、code 等的列"))
        #expect(run.errors.contains("指明各列：kb import z.tsv --columns code=甲,name=乙"))
    }

    @Test("a word is taken out of one group of synonyms, or of all, and which is meant is asked")
    func synonyms() throws {
        let program = try Program()
        try program.run("import", "-", "--book", "b", input: "1 One 一。")
        try program.run("synonym", "add", "崩溃", "崩了", "闪退")
        try Tool.sqlite3.run(
            in: program,
            ["kb.db", "INSERT INTO synonyms (meaning, term) VALUES ('宕机', '宕机'), ('宕机', '挂了'), ('宕机', '崩了')"])
        let run = try program.run("synonym", "rm", "崩了")
        #expect(run.status == 64 && run.errors.contains("--with 宕机") && run.errors.contains("崩溃 = 崩了 = 闪退"))
        #expect(
            try program.run("synonym", "rm", "崩了", "--with", "宕机").output == "崩了 removed from 宕机 = 挂了\n")
        #expect(try program.run("synonym", "list", "崩了").output == "崩溃 = 崩了 = 闪退\n")
        #expect(try program.run("synonym", "rm", "崩了", "--with", "宕机").status == 1)
        try program.run("synonym", "add", "挂了", "崩了")
        try program.run("synonym", "rm", "崩了", "--all")
        #expect(try program.run("synonym", "list", "崩了").status == 1)
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

    @Test(
        "the version names what is linked in, and the interfaces",
        arguments: ["--version", "-V", "version"])
    func version(argument: String) throws {
        let run = try Program().run(argument)
        #expect(run.lines.count == 3 && run.lines[0] == "kb \(Version.number)")
        #expect(run.lines[1].contains(/^SQLite 3\.[0-9.]+, PCRE2 10\.[0-9]+$/))
        #expect(run.lines[2].hasPrefix("file format \(SQLiteLibrary.fileFormat), JSON format 1"))
        #if Serve
            #expect(run.lines[2].hasSuffix(", HTTP API v1"))
        #endif
        let zh = try Program().run(argument, environment: ["KB_LANG": "zh"])
        #expect(zh.lines[2].hasPrefix("文件格式 \(SQLiteLibrary.fileFormat)、JSON 格式 1"))
    }

    @Test("doctor names the versions of the program, the file and SQLite")
    func doctor() throws {
        let program = try Program.seeded()
        let versions = "(kb \(Version.number), file format \(SQLiteLibrary.fileFormat), SQLite 3."
        #expect(try program.run("doctor").output.contains(versions))
    }
}
