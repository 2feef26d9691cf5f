import Foundation
import Testing

@Suite("kb scan")
struct ScanCommandTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
        try program.write(
            Self.log([("200", 2234), ("404", 60), ("499", 5), ("500", 1)]) + "?\n", to: "a.log")
    }

    /// Lines of the Combined Log Format.
    static func log(_ codes: [(code: String, count: Int)]) -> String {
        codes.map { code, count in
            String(repeating: "::1 - - [x] \"GET /\\\"300 HTTP/1.1\" \(code) 5 \"-\" \"a\"\n", count: count)
        }.joined()
    }

    @Test("80 columns: names, classes, counts, shares, bars")
    func wide() throws {
        #expect(
            try program.run("scan", "a.log").output == """
                200  OK                     2xx Successful    2,234   97.1%  ███████████████████
                404  Not Found              4xx Client error     60    2.6%  ▌
                499  unknown                4xx Client error      5    0.2%  ▏
                500  Internal Server Error  5xx Server error      1   <0.1%  ▏
                total                                         2,300  100.0%
                2xx Successful                                2,234   97.1%
                4xx Client error                                 65    2.8%
                5xx Server error                                  1   <0.1%
                1 line had no code

                """)
    }

    @Test("40 columns: what tells most, cut where it must be")
    func narrow() throws {
        let run = try program.run(["scan", "a.log"], environment: ["COLUMNS": "40"])
        #expect(
            run.output == """
                200  OK               2xx  2,234   97.1%
                404  Not Found        4xx     60    2.6%
                499  unknown          4xx      5    0.2%
                500  Internal Serve…  5xx      1   <0.1%
                total                      2,300  100.0%
                2xx Successful             2,234   97.1%
                4xx Client error              65    2.8%
                5xx Server error               1   <0.1%
                1 line had no code

                """)
    }

    @Test("Chinese has two columns a character")
    func chinese() throws {
        let run = try program.run(
            ["scan", "a.log", "--top", "2"], environment: ["KB_LANG": "zh", "COLUMNS": "60"])
        #expect(
            run.output == """
                200  OK         2xx 成功        2,234   97.1%  █████████████
                404  Not Found  4xx 客户端错误     60    2.6%  ▍
                合计                            2,300  100.0%
                2xx 成功                        2,234   97.1%
                4xx 客户端错误                     65    2.8%
                5xx 服务器错误                      1   <0.1%
                另有 2 个代码，共 6 行
                1 行没有代码

                """)
    }

    @Test("no line is wider than the terminal", arguments: [40, 41, 47, 55, 63, 80, 99, 120, 200])
    func widths(width: Int) throws {
        try program.write("code,name\nE1,\(String(repeating: "错误很长", count: 30))\n", to: "b.csv")
        try program.run("import", "b.csv", "--book", "b")
        try program.run("note", "add", "E1", String(repeating: "笔记也很长，", count: 40))
        let code = String(repeating: "Z", count: 60)
        try program.write("E1\nE1\n\(code)\n404\n", to: "b.log")
        for arguments in [["a.log"], ["b.log", "-p", #"\w+"#]] {
            for language in ["zh", "en"] {
                let lines = try program.run(
                    ["scan"] + arguments, environment: ["COLUMNS": String(width), "KB_LANG": language]
                ).lines
                #expect(lines.count > 3)
                for line in lines { #expect(Self.columns(line) <= width, "\(line)") }
            }
        }
    }

    /// The columns that a line takes, for the characters of these tests.
    private static func columns(_ line: String) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ((0x3000...0xFFFF).contains($1.value) ? 2 : 1) }
    }

    @Test("the first line of three notes stands under a code")
    func notes() throws {
        for body in ["\n先看 nginx\n第二行", "二", "三", "四", "五"] { try program.run("note", "add", "500", body) }
        let lines = try program.run("scan", "a.log").lines
        #expect(
            lines[3...7] == [
                "500  Internal Server Error  5xx Server error      1   <0.1%  ▏", "    ✎ 先看 nginx", "    ✎ 二",
                "    ✎ 三", "    and 2 more: kb show 500",
            ])
    }

    @Test("--sort code, --top, and colour when asked for")
    func options() throws {
        let sorted = try program.run("scan", "a.log", "--sort", "code", "--top", "3")
        #expect(
            sorted.lines.map { $0.prefix(3) } == [
                "200", "404", "499", "tot", "2xx", "4xx", "5xx", "1 m", "1 l",
            ])
        #expect(sorted.output.contains("\n1 more code in 1 line\n"))
        let colored = try program.run("scan", "a.log", "--color", "always").lines
        #expect(colored[1].hasPrefix("\u{1B}[35m404\u{1B}[0m  Not Found"))
        #expect(colored[3].hasPrefix("\u{1B}[31m500\u{1B}[0m"))
        #expect(try program.run("scan", "a.log", "--top", "0").status == 64)
    }

    @Test("bars are of ASCII where the locale is not UTF-8", arguments: [("C", "#"), ("zh_CN.UTF-8", "█")])
    func locale(name: String, bar: Character) throws {
        let run = try program.run(["scan", "a.log"], environment: ["LC_ALL": name])
        #expect(run.lines[0].last == bar)
    }

    @Test("--json is one object a line, and the rest goes to standard error")
    func json() throws {
        try program.run("note", "add", "404", "a")
        let run = try program.run("scan", "a.log", "--json", "--top", "3")
        #expect(
            run.output == """
                {"format":1,"code":"200","book":"http","name":"OK","class":"2xx","count":2234,"share":0.971304,"notes":0}
                {"format":1,"code":"404","book":"http","name":"Not Found","class":"4xx","count":60,"share":0.026087,"notes":1}
                {"format":1,"code":"499","book":null,"name":null,"class":"4xx","count":5,"share":0.002174,"notes":0}

                """)
        #expect(run.errors == "1 line had no code\n")
    }

    @Test("files, several, standard input and JSON lines")
    func sources() throws {
        try program.write("{\"msg\":\"\\\"status\\\":500\",\"status\":503}\n", to: "b.log")
        #expect(try program.run("scan", "a.log", "b.log").output.contains("\n503  Service Unavailable"))
        for arguments in [["scan"], ["scan", "-"]] {
            #expect(
                try program.run(arguments, input: "\"GET /\" 418 1").output.hasPrefix("418  I'm a teapot"))
        }
        #expect(try program.run("scan", "--format", "json", "a.log").status == 1)
        let field = try program.run(["scan", "--field", "level"], input: "{\"level\":\"warn\"}\n")
        #expect(field.output.hasPrefix("warn  unknown  1  100.0%"))
    }

    @Test("a pattern finds codes of any book, and --book names one")
    func pattern() throws {
        try program.run("import", Program.root.appendingPathComponent("seed/errno.txt").path)
        try program.run("import", Program.root.appendingPathComponent("seed/smtp.txt").path)
        let log = "open: ENOENT\nreply 550\nreply 502\nopen: ENOENT\n"
        let any = try program.run(["scan", "-p", #"\b(E[A-Z]+|\d{3})\b"#], input: log)
        #expect(any.lines[0].hasPrefix("ENOENT  No such file or directory [errno]"))
        // 502 is a code of http too; smtp knows more of these.
        #expect(any.output.contains("[smtp]") && !any.output.contains("Bad Gateway"))
        let http = try program.run(["scan", "-p", #"\b(E[A-Z]+|\d{3})\b"#, "--book", "http"], input: log)
        #expect(http.output.contains("Bad Gateway") && http.output.contains("ENOENT  unknown"))
        #expect(
            try program.run(["scan", "--book", "nope"], input: log).errors.contains(
                "there are: errno, http, smtp"))
    }

    @Test("--book finds the book's own codes in lines of any kind, and names them as it writes them")
    func ownCodes() throws {
        try program.write("code,name\nE100,支付失败\nSETTLE-0032,Not settled\n", to: "pay.csv")
        try program.run("import", "pay.csv", "--book", "pay")
        let log = """
            2026-03-12 08:00:00 ERROR code=E100 order 8812
            e-100 again, settle32 too
            {"level":"error","msg":"settle_32"}
            ERROR E1002
            took 100 ms

            """
        let run = try program.run(["scan", "--book", "pay"], input: log)
        #expect(
            run.lines.map { $0.prefix(12) } == [
                "E100        ", "SETTLE-0032 ", "total       ", "2 lines had ",
            ])
        #expect(run.lines[0].contains("支付失败") && run.lines[0].contains(" 2 "))
        #expect(try program.run(["scan"], input: "took 100 ms\n").status == 1)
    }

    @Test("errors of nginx have the names of errno's numbers")
    func errorLog() throws {
        let log = """
            2026/03/12 08:00:00 [error] 1#1: *5 connect() failed (111: Connection refused) while connecting
            {"code":"ECONNREFUSED"}
            2026/03/12 08:00:00 [error] 1#1: *6 open() "/a" failed (2: No such file or directory)

            """
        #expect(try program.run(["scan"], input: log).output.contains("\nerrno 111     unknown"))
        try program.run("import", Program.root.appendingPathComponent("seed/errno.txt").path)
        let run = try program.run(["scan"], input: log)
        #expect(run.lines[0].hasPrefix("ECONNREFUSED  Connection refused"))
        #expect(run.lines[0].contains(" 2 "))
        #expect(run.lines[1].hasPrefix("ENOENT        No such file or directory"))
        #expect(try program.run(["scan", "--json"], input: log).output.contains(#""book":"errno""#))
        let status = #"10.0.0.7 - - [12/Mar/2026:08:00:00 +0000] "GET / HTTP/1.1" 111 5"#
        let named = try program.run(
            ["scan", "--book", "errno"], input: log + "open failed: errno=13\n" + status + "\n")
        #expect(named.lines[0].hasPrefix("ECONNREFUSED") && named.lines[0].contains(" 2 "))
        #expect(named.output.contains("EACCES"))
        let numbers = try program.run(["scan", "-p", #"\((\d+):"#, "--book", "errno"], input: log)
        #expect(
            numbers.lines[0].hasPrefix("2    No such file or directory")
                || numbers.lines[1].hasPrefix("2    No such file or directory"))
        #expect(numbers.output.contains("111  Connection refused"))
    }

    @Test("404.0 is 404, and a text that looks like a number of three digits has no class")
    func numbers() throws {
        let log = "{\"status\":404.0}\n{\"status\":404}\n{\"status\":5e2}\n"
        let lines = try program.run(["scan"], input: log).lines
        #expect(lines[0].hasPrefix("404  Not Found") && lines[1].hasPrefix("500  Internal Server Error"))
        #expect(try program.run(["scan", "--book", "http"], input: log).lines == lines)
        let text = try program.run(["scan", "--field", "status", "--json"], input: "{\"status\":\"5e2\"}\n")
        #expect(text.output.contains(#""class":null"#))
    }

    @Test("a pattern as people type it for Perl finds the group named code")
    func perl() throws {
        let log = "a P1002 b\nx=P1003 P1002\n"
        let run = try program.run(
            ["scan", "--json", "-p", #"(?i)(?:x=(p\d+?) )?\b(?<code>p\d{3,}?)\b"#], input: log)
        #expect(run.lines.count == 1 && run.lines[0].contains(#""code":"P1002""#))
        #expect(run.lines[0].contains(#""count":2"#))
    }

    @Test("a line that would take a pattern too many steps is counted, told of, and holds nothing up")
    func steps() throws {
        let log = String(repeating: "a", count: 5000) + "!\ncode 7\n"
        let run = try program.run(["scan", "-p", #"(?:(?:a+)+)+$|code (\d)"#], input: log)
        #expect(run.lines[0].hasPrefix("7  unknown"))
        #expect(run.output.contains("of these, --pattern gave up on 1 line"))
    }

    @Test("without a knowledge base codes are counted without names")
    func noStore() throws {
        let run = try program.run(["scan", "a.log", "--top", "1"], environment: ["KB_DB": "nowhere.db"])
        #expect(run.lines[0].hasPrefix("200  2xx Successful  2,234   97.1%  █"))
        #expect(run.errors.hasPrefix("hint: no knowledge base at nowhere.db"))
        #expect(run.errors.contains("kb import"))
        #expect(run.status == 0)
        #expect(try program.run("scan", "a.log", "--db", "nowhere.db").status == 66)
    }

    @Test("what is wrong has a status and words")
    func wrong() throws {
        try program.write("x\n", to: "x.log")
        let none = try program.run("scan", "x.log")
        #expect((none.status, none.output) == (1, ""))
        #expect(none.errors.hasPrefix("error: no code in 1 line\n"))
        #expect(try program.run(["scan"], input: "").errors.contains("the log has no lines"))
        #expect(try program.run("scan", "missing.log").status == 66)
        #expect(try program.run("scan", ".").errors.contains("hint: name the logs in it, such as ./*.log"))
        let pattern = try program.run("scan", "-p", "(", "a.log")
        #expect(
            (pattern.status, pattern.errors)
                == (64, "error: --pattern: missing closing parenthesis, after 1 character\n"))
        let chinese = try program.run(["scan", "-p", "错误[0-9", "a.log"], environment: ["KB_LANG": "zh"])
        #expect(chinese.errors == "错误：--pattern 有误，在第 6 个字符之后：[ 没有对应的 ]\n")
        #expect(try program.run("scan", "-p", "a", "--field", "b", "a.log").status == 64)
        #expect(try program.run("scan", "--format", "common", "--field", "b", "a.log").status == 64)
    }

    @Test("one log that cannot be read does not stop the others, and the status is 2, as grep's is")
    func several() throws {
        let alone = try program.run("scan", "a.log")
        let run = try program.run("scan", "missing.log", ".", "a.log")
        #expect((run.status, run.output) == (2, alone.output))
        #expect(
            run.errors == """
                error: no such file: missing.log
                error: . is a folder
                hint: name the logs in it, such as ./*.log

                """)
        let none = try program.run("scan", "missing.log", "gone.log")
        #expect((none.status, none.output) == (2, ""))
        #expect(none.errors == "error: no such file: missing.log\nerror: no such file: gone.log\n")
    }

    @Test("compressed logs count like others, and what is wrong with one is told")
    func compressed() throws {
        let alone = try program.run("scan", "a.log").output
        let commands =
            "gzip -k a.log; zstd -q a.log; bzip2 -k a.log; xz -c a.log >\"b'c.xz\"; tar -czf a.tar.gz a.log; "
            + "head -c 60 a.log.gz >cut.gz"
        _ = try program.tool("/bin/sh", ["-c", commands])
        for name in ["a.log.gz", "a.log.zst", "a.log.bz2"] {
            #expect(try program.run("scan", name).output == alone)
            let piped = "cat \(name) | '\(Program.binary.path)' scan"
            #expect(try program.tool("/bin/sh", ["-c", piped]).output.hasPrefix("200  OK"))
            let followed = try program.run("scan", "--follow", name)
            #expect((followed.status, followed.output) == (65, ""))
            #expect(followed.errors.hasSuffix("hint: leave out --follow\n"))
        }
        let xz = try program.run("scan", "b'c.xz")
        #expect(xz.status == 65)
        #expect(xz.errors.contains(#"xzcat 'b'\''c.xz' | kb scan -"#))
        let archive = try program.run("scan", "a.tar.gz")
        #expect(archive.status == 65)
        #expect(archive.errors.hasPrefix("error: a.tar.gz is a tar archive\nhint: "))
        let cut = try program.run("scan", "a.log", "cut.gz")
        #expect((cut.status, cut.errors) == (2, "error: cut.gz is cut short: what there is was counted\n"))
        #expect(cut.lines[0].hasPrefix("200  OK"))
    }

    @Test("a pipe that is closed")
    func closedPipe() throws {
        let closed = try program.tool("/bin/sh", ["-c", "'\(Program.binary.path)' scan a.log | true"])
        #expect((closed.status, closed.errors) == (0, ""))
    }

    @Test("a pipe of 300 MB without a line feed takes less memory than that")
    func limitedMemory() throws {
        let scan = "(ulimit -d 150000; '\(Program.binary.path)' scan)"
        let long = try program.tool(
            "/bin/sh", ["-c", "{ cat a.log; head -c 300000000 /dev/zero; } | \(scan)"])
        #expect(long.output.contains("2 lines had no code"), "\(long.errors)")
        // A gzip file of a thousandth of the size.
        let bomb = try program.tool(
            "/bin/sh", ["-c", "{ cat a.log; head -c 300000000 /dev/zero; } | gzip -1 | \(scan)"])
        #expect(bomb.output.contains("2 lines had no code"), "\(bomb.errors)")
    }
}
