import Foundation
import Testing

@testable import kb

@Suite("kb query")
struct QueryCommandTests {
    @Test("A result begins with its code, and says which alias or step led to it")
    func text() throws {
        let program = try Program.seeded()
        let run = try program.run("query", "茶壶")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(
            run.output == """
                418 I'm a teapot  [http]
                    A joke: a teapot refuses to brew coffee. Some sites use it for requests that
                    they do not want to serve.
                    ↳ alias 茶壶

                """)
        let pinyin = try program.run("query", "xieyi", "-n", "1", environment: ["KB_LANG": "zh"])
        #expect(pinyin.output.contains("，拼音 xieyi → 协议"))
    }

    @Test("Retired codes come after active ones, also of other books, by number, beginning and range")
    func retired() throws {
        let program = try Program.seeded()
        try program.write("code,name\n421,Closing\n450,Busy\n", to: "zz.csv")
        #expect(try program.run("import", "zz.csv", "--book", "zz").status == 0)
        let seed = try String(
            contentsOf: Program.root.appendingPathComponent("seed/codes.txt"), encoding: .utf8)
        try program.write(
            seed.split(separator: "\n").filter { !$0.hasPrefix("421 ") }.joined(separator: "\n\n"),
            to: "codes.txt")
        #expect(try program.run("import", "codes.txt", "--book", "http").status == 0)
        for query in ["421", "42", "42x", "420-421"] {
            let heads = try program.run("query", query).lines.filter { $0.hasPrefix("4") }
            #expect(
                heads.first != heads.last && heads.last == "421 Misdirected Request (retired)  [http]",
                "\(query)")
        }
    }

    @Test("Several arguments are one query, and an option may follow it")
    func words() throws {
        let program = try Program.seeded()
        #expect(try program.run("query", "冲突", "请求", "--limit", "1").lines.first == "409 Conflict  [http]")
    }

    @Test("Nothing found is status 1, silence on standard output and an offer on standard error")
    func nothing() throws {
        let program = try Program.seeded()
        let run = try program.run("query", "419")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("did you mean: http:418 I'm a teapot"))
        let nonsense = try program.run("query", "量子纠缠披萨", environment: ["KB_LANG": "zh"])
        #expect(nonsense.status == 1)
        #expect(nonsense.errors.hasPrefix("错误：没有找到“量子纠缠披萨”"))
    }

    @Test("--explain names the tier, the field, the steps and the parts of the score")
    func explain() throws {
        let program = try Program.seeded()
        let run = try program.run("query", "unsuported media", "--explain", environment: ["COLUMNS": "200"])
        #expect(run.output.contains("↳ tier 6 relaxed · in name"))
        #expect(run.output.contains("spelling unsuported → unsupported"))
        #expect(run.output.contains("share 0."))
    }

    @Test("--json is one object a line that says why, with escapes as the documentation has them")
    func json() throws {
        let program = try Program.seeded()
        let run = try program.run("query", "欠款", "--json")
        let line = try #require(run.lines.first)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["format"] as? Int == 1)
        #expect(object["code"] as? String == "402")
        let match = try #require(object["match"] as? [String: Any])
        #expect(match["tier"] as? Int == 5)
        let steps = try #require(match["steps"] as? [[String: Any]])
        #expect(steps.first?["kind"] as? String == "synonym")
        #expect(steps.first?["from"] as? String == "欠款")
    }

    @Test("Words that answered are marked on request, also where a synonym or pinyin led to them")
    func marks() throws {
        let program = try Program.seeded()
        let run = try program.run("query", "chahu", "--color", "always", environment: ["KB_LANG": "zh"])
        #expect(run.output.contains("“\u{1B}[1;31m茶壶\u{1B}[0m冲泡咖啡”"))
        #expect(try !program.run("query", "chahu").output.contains("\u{1B}"))
        #expect(try !program.run("query", "chahu", environment: ["NO_COLOR": "1"]).output.contains("\u{1B}"))
    }

    @Test("Notes stand under their code, and lead to it")
    func notes() throws {
        let program = try Program.seeded()
        #expect(try program.run("note", "add", "502", "先看 nginx 的 error.log").status == 0)
        #expect(try program.run("query", "502").output.contains("先看 nginx 的 error.log"))
        let run = try program.run("query", "error.log")
        #expect(run.lines.first == "502 Bad Gateway  [http]")
    }

    @Test("An empty text, a bad limit and a bad raw expression are usage errors")
    func usage() throws {
        let program = try Program.seeded()
        #expect(try program.run("query").status == 64)
        #expect(try program.run("query", "  ").status == 64)
        #expect(try program.run("query", "x", "--limit", "0").status == 64)
        let raw = try program.run("query", "--raw", "重定向 AND")
        #expect(raw.status == 64)
        #expect(raw.errors.contains("not an expression of FTS5"))
        #expect(try program.run("query", "--raw", "重定向 NOT 临时").status == 0)
    }

    @Test("A book that is not there is an error of its own, also for a query")
    func unknownBook() throws {
        let program = try Program.seeded()
        for options in [["-b", "nosuch"], ["--book=nosuch", "--raw"]] {
            let run = try program.run(["query", "404"] + options)
            #expect(
                run.status == 1 && run.errors == "error: no book 'nosuch'\nhint: there are: http\n",
                "\(run.errors)")
        }
        #expect(try program.run("query", "量子纠缠披萨", "-b", "http").errors.contains("nothing found"))
    }

    @Test("Without a knowledge base it says which command makes one, and makes no file")
    func missing() throws {
        let program = try Program()
        let run = try program.run("query", "404")
        #expect(run.status == 66)
        #expect(run.errors.contains("kb import"))
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("options are read alike where they are read by hand and where they are not")
    func options() throws {
        let program = try Program.seeded()
        for (usual, other) in [
            (["-n", "2", "重定向"], ["--limit=2", "重定向"]), (["-n2", "重定向"], ["--limit", "2", "重定向"]),
            (["--json", "--book", "http", "重定向"], ["--json", "--book=http", "重定向"]),
            (["-bhttp", "重定向"], ["-b", "http", "重定向"]),
            (["--explain", "conflit", "-n", "1"], ["--explain", "--limit=1", "conflit"]),
            (["--db", program.database.path, "404"], ["--db=\(program.database.path)", "404"]),
        ] {
            // With a time limit the line is no usual one, and ArgumentParser reads it.
            let lines = [usual, other, usual + ["--timeout", "5"], other + ["--timeout", "5"]]
            #expect(
                lines.map { Query(usual: (["query"] + $0)[...], Settings(.process)) != nil } == [
                    true, true, false, false,
                ])
            let runs = try lines.map { try program.run(["query"] + $0) }
            #expect(runs[0].status == 0, "\(runs[0].errors)")
            for run in runs { #expect(run.output == runs[0].output, "\(run.errors)") }
        }
        #expect(try program.run("query", "-n", "0", "404").status == 64)
        #expect(try program.run("query", "--db").status == 64)
        #expect(try program.run("query", "--book", "404").status == 64)
    }
}
