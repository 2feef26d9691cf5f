import Testing

@Suite("kb code")
struct CodeCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
        try program.run(
            "code", "add", "pay:P1", "--name", "余额不足 (CNY)", "--description", "账户余额不够。", "--alias", "没钱",
            "--field",
            "负责人=支付组")
    }

    @Test("adds a code that searches find by all that is written")
    func add() throws {
        let page = try program.run("show", "P1").output
        #expect(page.hasPrefix("P1 余额不足 (CNY)  [pay]\n    账户余额不够。\n"))
        #expect(page.contains("Also: 没钱") && page.contains("负责人: 支付组"))
        #expect(try program.run("query", "没钱").lines[0].hasPrefix("P1 "))
        #expect(try program.run("code", "add", "pay:P1", "--name", "x").status == 64)
        #expect(try program.run("code", "add", "P2", "--name", "卡已过期").output == "added pay:P2 卡已过期\n")
        #expect(try program.run("code", "add", "pay:错", "--name", "x").status == 64)
        #expect(try program.run("code", "add", "pay:P3", "--name", " ").status == 64)
        #expect(try program.run("doctor").status == 0)
    }

    @Test("edits parts of a code, by options and in an editor")
    func edit() throws {
        #expect(
            try program.run("code", "edit", "P1", "--field", "负责人=", "--field", "级别=P0").output
                == "changed pay:P1 余额不足 (CNY)\n")
        #expect(try program.run("show", "P1", "--json").output.contains(#""fields":{"级别":"P0"}"#))
        #expect(try program.run("code", "edit", "P1", "--name", "余额不足 (CNY)").output == "nothing changed\n")
        try program.write("#!/bin/sh\nsed -i 's/余额不足/没有余额/; s/P0/P1/; s/不够/太少/' \"$1\"\n", to: "ed")
        let run = try program.run("code", "edit", "P1", environment: ["EDITOR": "sh ed"])
        #expect(run.output == "changed pay:P1 没有余额 (CNY)\n")
        let json = try program.run("show", "P1", "--json").output
        #expect(
            json.contains(#""qualifier":"CNY","description":"账户余额太少。""#) && json.contains(#"{"级别":"P1"}"#))
        #expect(
            try program.run("code", "edit", "P1", environment: ["EDITOR": "true"]).output
                == "nothing changed\n")
    }

    @Test("renames a code with its notes, and retires one; each is taken back like an import")
    func undo() throws {
        try program.run("note", "add", "P1", "先充值")
        #expect(try program.run("code", "rename", "P1", "P9").output == "pay:P1 is pay:P9 余额不足 (CNY) now\n")
        #expect(try program.run("log", "pay:P9").output.contains("renamed pay:P1 to P9\n"))
        #expect(try program.run("show", "P9").output.contains("先充值"))
        #expect(try program.run("code", "retire", "P9").output == "retired pay:P9 余额不足 (CNY)\n")
        #expect(try program.run("code", "retire", "P9").output == "nothing changed\n")
        #expect(try program.run("import", "undo").output.hasPrefix("undid kb code retire (pay, "))
        #expect(try !program.run("show", "P9").output.contains("retired"))
        #expect(try program.run("import", "undo").output.hasPrefix("undid kb code rename (pay, "))
        #expect(try program.run("show", "P1").output.contains("先充值"))
        #expect(try program.run("import", "undo", "--yes").output.contains("1 code removed"))
        #expect(try program.run("show", "P1").status == 1)
        #expect(try program.run("doctor").status == 0)
    }
}
