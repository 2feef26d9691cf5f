import Testing

@Suite("kb book")
struct BookCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
        try program.write("code,name\nE1,余额不足\nE2,卡已过期\n", to: "errors.csv")
        try program.run("import", "errors.csv")
        try program.run("note", "add", "E1", "先充值")
        try program.run("alias", "add", "E1", "没钱")
    }

    @Test("lists books with their codes, notes and last document, and shows one")
    func list() throws {
        let line = try program.run("book", "list").lines[0]
        #expect(line.hasPrefix("errors  2 codes  1 note  errors.csv "))
        #expect(try program.run("book", "title", "errors", "支付", "错误码").output == "title of errors: 支付 错误码\n")
        let page = try program.run("book", "show", "errors").output
        #expect(page.contains("支付 错误码") && page.contains("(2 added, 0 changed, 0 retired)"))
        let json = try program.run("book", "show", "errors", "--json").output
        #expect(json.contains(#""aliases":1,"notes":1,"waiting":0"#))
    }

    @Test("renames a book with everything that names it")
    func rename() throws {
        #expect(try program.run("book", "rename", "errors", "pay").output == "renamed errors to pay\n")
        #expect(try program.run("query", "没钱").lines[0] == "E1 余额不足  [pay]")
        #expect(try program.run("show", "pay:E1").output.contains("先充值"))
        #expect(try program.run("list", "--book", "errors").errors.contains("no book 'errors'"))
        // The next edition of the document finds its book under the new name.
        try program.write("code,name\nE1,余额不足\nE2,卡已过期\nE3,冻结\n", to: "errors.csv")
        #expect(try program.run("import", "errors.csv").output == "1 added to pay\n")
        try program.run("import", "-", "--book", "b", input: "1 One 一。")
        #expect(try program.run("book", "rename", "b", "pay").status == 64)
        #expect(try program.run("book", "rename", "b", "Pay").status == 64)
        let unknown = try program.run("book", "rename", "pey", "x")
        #expect(unknown.status == 1 && unknown.errors.contains("did you mean pay?"))
        #expect(try program.run("doctor").status == 0)
    }

    @Test("removes a book only with a yes, and its notes wait for its return")
    func remove() throws {
        let asked = try program.run("book", "rm", "errors")
        #expect(asked.status == 64)
        #expect(asked.errors.contains("2 codes, 1 alias, the record of 1 import; 1 note stays and waits"))
        #expect(try program.run("query", "E1").status == 0)
        #expect(try program.run("book", "rm", "errors", "--yes").status == 0)
        #expect(try program.run("query", "E1").status == 1)
        #expect(try program.run("book", "list").lines[0].contains("1 note waiting"))
        let list = try program.run("note", "list")
        #expect(list.status == 0 && list.errors.contains("1 note waits for missing codes"))
        #expect(!list.errors.contains("no notes"))
        #expect(try program.run("note", "list", "--waiting").output.contains("先充值"))
        #expect(try program.run("stats").output.contains("notes that wait for their code"))
        try program.run("import", "errors.csv")
        #expect(try program.run("show", "E1").output.contains("先充值"))
        #expect(try program.run("doctor").status == 0)
    }
}
