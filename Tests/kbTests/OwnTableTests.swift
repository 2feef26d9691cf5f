import Foundation
import Testing

@Suite("a table of one's own")
struct OwnTableTests {
    private static let table = """
        错误码,错误信息,处理建议,级别,负责人
        P1001,余额不足,请充值后重试,严重,张三
        P1002,卡已过期,换一张卡,,李四

        """

    private func imported(_ text: String = table, as name: String = "pay.csv") throws -> Program {
        let program = try Program()
        try program.write(text, to: name)
        #expect(try program.run("import", name).status == 0)
        return program
    }

    @Test("keeps the columns that it has no use for, and says so")
    func fields() throws {
        let program = try Program()
        try program.write(Self.table, to: "pay.csv")
        let plan = try program.run("import", "pay.csv", "--dry-run")
        #expect(
            plan.output.contains(
                "columns: code = 错误码, name = 错误信息, description = 处理建议; kept as fields: 级别, 负责人\n"))
        let run = try program.run("import", "pay.csv")
        #expect(run.output == "2 added to pay\n" && run.errors == "kept as fields: 级别, 负责人\n")
        let page = try program.run("show", "P1001").output
        #expect(page.contains("\n    级别: 严重\n    负责人: 张三\n"))
        #expect(!(try program.run("show", "P1002").output.contains("级别")))
        #expect(
            try program.run("show", "P1001", "--json").output.contains(#""fields":{"级别":"严重","负责人":"张三"}"#))
    }

    @Test("a field is found, marked and shown with the result")
    func search() throws {
        let program = try imported()
        let run = try program.run("query", "李四", "--color", "always")
        #expect(run.output.contains("P1002"))
        #expect(run.output.contains("负责人: \u{1B}["))
        let json = try program.run("query", "李四", "--json").output
        #expect(json.contains(#""field":"field""#))
        #expect(json.contains(#"{"field":"field","name":"负责人","start":0,"end":2}"#))
        #expect(!(try program.run("query", "充值").output.contains("负责人")), "what did not answer is not shown")
        let tool = try program.tool(
            "/usr/bin/sqlite3",
            ["kb.db", "UPDATE codes SET fields = json_set(fields, '$.负责人', '王五') WHERE code = 'P1002'"])
        #expect(tool.status == 0)
        #expect(try program.run("query", "王五").output.hasPrefix("P1002"))
        #expect(try program.run("query", "李四").status == 1)
    }

    @Test("a field that differs is a change, and a table that is written reads back unchanged")
    func exchange() throws {
        let program = try imported()
        for format in ["csv", "tsv", "markdown"] {
            let export = try program.run("export", "codes", "--format", format)
            #expect(export.status == 0 && export.output.contains("负责人"))
            try program.write(export.output, to: "out")
            #expect(try program.run("import", "out", "--book", "pay").output == "nothing changed in pay\n")
        }
        let text = try program.run("export", "codes")
        #expect(text.status == 65 && text.errors.contains("further fields, which plain text cannot hold"))
        try program.write(Self.table.replacing("张三", with: "王五"), to: "pay.csv")
        #expect(
            try program.run("import", "pay.csv", "--dry-run").output.contains(
                "~ P1001 余额不足\n    负责人: [-张三-]{+王五+}\n"))
        #expect(try program.run("import", "pay.csv").output == "1 changed in pay\n")
        #expect(try program.run("show", "P1001").output.contains("负责人: 王五"))
        #expect(try program.run("show", "P1001").output.contains("Changed 1 time"))
    }

    @Test("how it is read is remembered for the next edition, until somebody says otherwise")
    func remembered() throws {
        let program = try Program()
        try program.write("甲,乙,丙\nA1,one,x\n", to: "own.csv")
        let refused = try program.run("import", "own.csv")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("'甲', '乙', '丙'"))
        let command = try #require(refused.errors.split(separator: "say which they are: ").last?.dropLast())
        #expect(command == "kb import own.csv --columns code=甲,name=乙")
        let words = command.split(separator: " ").dropFirst().map(String.init)
        #expect(try program.run(words).output == "1 added to own\n", "the command works as it stands")
        try program.write("丙,乙,甲\nx,one,A1\ny,two,A2\n", to: "own.csv")
        #expect(try program.run("import", "own.csv").output == "1 added to own\n")
        #expect(
            try program.run("import", "own.csv", "--columns", "code=甲,name=丙").output == "2 changed in own\n")
        #expect(try program.run("import", "own.csv").output == "nothing changed in own\n")
    }

    @Test("a table without a header is read by numbers, and its next edition too")
    func withoutHeader() throws {
        let program = try Program()
        try program.write("余额不足,1001,x\n", to: "own.csv")
        let run = try program.run("import", "own.csv", "--no-header", "--columns", "code=2,name=1")
        #expect(run.output == "1 added to own\n")
        try program.write("余额不足,1001,x\n卡已过期,1002,y\n", to: "own.csv")
        #expect(try program.run("import", "own.csv").output == "1 added to own\n")
        #expect(try program.run("show", "1002").output.hasPrefix("1002 卡已过期"))
    }

    @Test(
        "what is plainly no list is refused in one line that says what it is and what to do",
        arguments: [
            ("main.go", "package main\n\nimport \"fmt\"\n\nfunc main() {\n}\n", "source code"),
            ("x.txt", "2026-01-02 10:11:12 ERROR x\n2026-01-02 10:11:13 ERROR y\n", "kb scan x.txt"),
            ("page.txt", "<html><body>404</body></html>\n", "save its table as CSV"),
            ("read me.txt", "Once upon a time\nthere was a code\n", "text without codes"),
            ("x.xlsx", "PK\u{3}\u{4}xl/workbook.xml", "CSV UTF-8 (File → Save As)"),
        ])
    func foreign(name: String, text: String, expected: String) throws {
        let program = try Program()
        try program.write(text, to: name)
        let run = try program.run("import", name)
        #expect(run.status == 65 && run.output.isEmpty)
        #expect(run.errors.contains(expected))
        #expect(run.errors.split(separator: "\n").count == 2, "an error and a hint: \(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("a knowledge base and notes are named with the command that reads them")
    func ownFiles() throws {
        let program = try Program.seeded()
        let run = try program.run("import", "kb.db")
        #expect(run.status == 65)
        #expect(
            run.errors
                == "error: kb.db is a knowledge base, not a list of codes; nothing was imported\nhint: kb restore kb.db puts it in place\n"
        )
        try program.run("note", "add", "404", "x")
        try program.write(try program.run("export", "notes").output, to: "all.jsonl")
        let notes = try program.run("import", "all.jsonl")
        #expect(notes.errors.contains("kb import notes all.jsonl"))
    }

    @Test("of twenty thousand errors a hundred are listed, and the others counted")
    func flood() throws {
        let program = try Program()
        try program.write("code,name\n" + String(repeating: "a b,c\n", count: 20_000), to: "bad.csv")
        let run = try program.run("import", "bad.csv")
        #expect(run.errors.split(separator: "\n").count == 103)
        #expect(
            run.errors.contains("and 19,900 more") && run.errors.contains("\nbad.csv:2: ")
                || run.errors.hasPrefix("bad.csv:2: "))
    }

    @Test("columns may be mapped one by one, but each part of an entry once")
    func repeatedColumns() throws {
        let program = try Program()
        try program.write("a,b,c\nx,y,E1\n", to: "t.csv")
        let run = try program.run("import", "t.csv", "--columns", "code=c", "--columns", "name=a")
        #expect(run.output == "1 added to t\n")
        let twice = try program.run("import", "t.csv", "--columns", "code=c", "--columns", "code=a")
        #expect(twice.status == 64 && twice.errors.contains("'code'"))
    }

    @Test("a document whose name gives no book is refused with the command that names one")
    func unnamedBook() throws {
        let program = try Program()
        try program.write(Self.table, to: "错误码.csv")
        let run = try program.run("import", "错误码.csv")
        #expect(run.status == 64)
        #expect(run.errors.contains("kb import 错误码.csv --book NAME\n"))
    }

    @Test("what is left out is told by the plan and by the import")
    func leftOut() throws {
        let program = try Program()
        try program.write(
            "| code | name |\n|---|---|\n| 1 | a |\n| 5-9 | b |\n\n| 键 | 值 |\n|---|---|\n| x | y |\n",
            to: "pay.md")
        let notes = "left out 1 range of codes\nleft out a table of 1 row at line 6: its header is 键 | 值\n"
        #expect(try program.run("import", "pay.md", "--dry-run").output.contains("+ 1 a\n" + notes))
        let run = try program.run("import", "pay.md")
        #expect(run.output == "1 added to pay\n" && run.errors == notes)
    }

    @Test("codes that are there twice are refused with the command that takes another column")
    func otherColumn() throws {
        let program = try Program()
        try program.write("id,code,name\n7,E1,a b\n8,E1,c d\n", to: "pay.csv")
        let run = try program.run("import", "pay.csv")
        #expect(run.status == 65)
        #expect(
            run.errors.hasSuffix(
                "hint: another column may have the codes: kb import pay.csv --columns code=id\n"))
    }
}
