import Foundation
import Testing

@Suite("times, paths and samples of kb scan")
struct ScanQuestionTests {
    private let program: Program
    /// In Greenwich, at 80 columns.
    private let environment = ["TZ": "UTC"]

    init() throws {
        program = try Program.seeded()
        func line(_ time: String, _ path: String, _ code: Int) -> String {
            "10.0.0.7 - - [12/Mar/2026:\(time) +0000] \"GET \(path) HTTP/1.1\" \(code) 5\n"
        }
        try program.write(
            line("08:00:00", "/pay?id=1", 200) + line("08:59:59", "/pay?id=2", 502)
                + line("09:00:00", "/", 502)
                + line("11:30:00", "/pay", 200), to: "a.log")
        try program.write(
            "{\"time\":\"2026-03-12T12:00:00Z\",\"status\":404,\"path\":\"/x\"}\nno code\n", to: "b.log")
    }

    @Test("--by draws a bar for each hour, also for those in which there is nothing")
    func hours() throws {
        let run = try program.run(["scan", "a.log", "--by", "hour", "-n", "1"], environment: environment)
        #expect(
            run.output == """
                200  OK  2xx Successful  2   50.0%  ████████████████████████████████████████
                total                    4  100.0%
                1 more code in 2 lines

                2026-03-12  lines  5xx
                08:00           2    1  ████████████████████████████████████████
                09:00           1    1  ████████████████████
                10:00           0    0
                11:00           1    0  ████████████████████

                """)
    }

    @Test(
        "bars are there at 40 columns too, and no line is wider", arguments: ["minute", "hour", "day"],
        ["zh", "en"])
    func narrow(unit: String, language: String) throws {
        try program.write(
            ScanCommandTests.log([("200", 2)]).replacing("[x]", with: "[12/Apr/2026:08:00:00 +0000]"),
            to: "c.log")
        for width in [40, 50, 80] {
            let run = try program.run(
                ["scan", "a.log", "c.log", "--by", unit, "--paths", "3", "--samples", "2"],
                environment: ["TZ": "UTC", "COLUMNS": String(width), "KB_LANG": language])
            #expect(run.lines.last?.contains("██████") == true, "\(run.output)")
            for line in run.lines {
                #expect(
                    line.unicodeScalars.reduce(0) { $0 + ((0x3000...0xFFFF).contains($1.value) ? 2 : 1) }
                        <= width)
            }
        }
    }

    @Test("--since and --until choose lines, with or without a zone, and what is left out is told")
    func range() throws {
        let run = try program.run(
            [
                "scan", "a.log", "--since", "2026-03-12 08:30", "--until", "2026-03-12T19:00:00+08:00",
                "--json",
            ],
            environment: environment)
        #expect(
            run.lines.count == 1 && run.lines[0].contains(#""code":"502""#)
                && run.lines[0].contains(#""count":2"#))
        #expect(run.errors == "2 lines outside the selected time\n")
        let none = try program.run(["scan", "a.log", "--since", "1h"], environment: environment)
        #expect((none.status, none.errors) == (1, "error: all 4 lines are outside the selected time\n"))
        for time in [
            "yesterday", "today", "now", "昨天", "90m", "1h30m", "2 hours ago", "3天前", "08:30", "1773302400",
        ] {
            #expect(try program.run("scan", "a.log", "--until", time).status != 64, "\(time)")
        }
        for time in ["x", "", "2026-13-01", "25:00", "2y", "-1h", "2026-03-12T08:30:00 Mars"] {
            #expect(try program.run("scan", "a.log", "--since=\(time)").status == 64, "\(time)")
        }
        #expect(try program.run("scan", "a.log", "--since", "1h", "--until", "2h").status == 64)
    }

    @Test("--paths and --samples stand under their code")
    func paths() throws {
        let run = try program.run(["scan", "a.log", "--paths", "1", "--samples", "1", "-n", "1"])
        #expect(
            run.lines[1...2] == [
                "    2  /pay",
                "    > 10.0.0.7 - - [12/Mar/2026:08:00:00 +0000] \"GET /pay?id=1 HTTP/1.1\" 200 5",
            ])
        #expect(try program.run("scan", "a.log", "--paths", "0").status == 64)
    }

    @Test("several logs are told one by one, below all together")
    func several() throws {
        let run = try program.run("scan", "a.log", "b.log")
        #expect(run.lines.last == "b.log      1    0    1    0")
        #expect(
            run.lines.suffix(3).prefix(2) == ["       lines  2xx  4xx  5xx", "a.log      4    2    0    2"])
    }

    @Test("--json has an object for each code, log and piece of time")
    func json() throws {
        let run = try program.run(
            "scan", "a.log", "b.log", "--by", "day", "--paths", "1", "--samples", "1", "--json")
        #expect(run.lines.count == 6)
        #expect(run.lines[1].contains(#""paths":[{"path":"/","count":1}],"samples":["10.0.0.7"#))
        #expect(run.lines[3] == #"{"format":1,"log":"a.log","lines":4,"codes":{"200":2,"502":2}}"#)
        #expect(run.lines[4] == #"{"format":1,"log":"b.log","lines":2,"codes":{"404":1}}"#)
        #expect(run.lines[5].hasPrefix(#"{"format":1,"time":"2026-03-1"#))
        #expect(run.lines[5].hasSuffix(#"T00:00:00.000Z","codes":{"200":2,"404":1,"502":2}}"#))
    }

    @Test("what a log holds does not steer the terminal")
    func control() throws {
        let log = "x [a] \"GET /\u{1B}[31m\u{202E}x HTTP/1.1\" 200 5\n"
        let run = try program.run(["scan", "--paths", "1", "--samples", "1"], input: log)
        #expect(!run.output.contains("\u{1B}") && !run.output.contains("\u{202E}"))
    }
}
