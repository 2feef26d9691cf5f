import Testing

@Suite("Several books and languages in documents")
struct SeveralBooksTests {
    @Test(
        "all books go into one document and come back in one go",
        arguments: ["json", "csv", "markdown", "yaml"])
    func allBooks(format: String) throws {
        let program = try Program()
        try program.write("code,name,级别\nE1,余额不足,高\n1,卡,\n", to: "pay.csv")
        try program.write("code,name\n1,机位\n", to: "gate.csv")
        try program.run("import", "pay.csv", "gate.csv")
        try program.run("alias", "add", "pay:1", "卡片")
        let all = try program.run("export", "codes", "--all-books", "--format", format)
        #expect(all.status == 0)
        let name = "all.\(format == "markdown" ? "md" : format)"
        try program.write(all.output, to: name)
        let other = ["KB_DB": program.folder.appendingPathComponent("other.db").path]
        let plan = try program.run(["import", name, "--dry-run"], environment: other)
        #expect(plan.output.contains("gate: 1 added") && plan.output.contains("pay: 2 added"))
        let run = try program.run(["import", name], environment: other)
        #expect(run.lines == ["1 added to gate", "2 added to pay, 1 alias"])
        #expect(try program.run(["list"], environment: other).output == program.run("list").output)
        #expect(try program.run(["show", "pay:E1"], environment: other).output.contains("级别: 高"))
        #expect(
            try program.run(["import", name], environment: other).lines == [
                "nothing changed in gate", "nothing changed in pay",
            ])
        // A book that is named takes all, and the column is a field.
        #expect(try program.run(["import", name, "--book", "x"], environment: other).status == 65)
        #expect(try program.run("export", "codes", "--all-books").status == 64)
    }

    @Test("a table with a column for the book goes into each, or nowhere where a row has an error")
    func table() throws {
        let program = try Program()
        try program.write("book,code,name\npay,1,卡\ngate,1,机位\npay,2,钱\n", to: "t.csv")
        #expect(try program.run("import", "t.csv").lines == ["2 added to pay", "1 added to gate"])
        try program.write("book,code,name\npay,1,卡\ngate,1,\n", to: "t.csv")
        #expect(try program.run("import", "t.csv").status == 65)
        try program.write("book,code,name\npay,1,卡\n,2,机位\n", to: "u.csv")
        #expect(try program.run("import", "u.csv").output == "2 added to u\n")
        #expect(try program.run("show", "u:1").output.contains("book: pay"))
    }

    @Test("an object of languages is one book with translations")
    func bundle() throws {
        let program = try Program()
        try program.write(
            #"{"zh": {"E1": "余额不足", "E2": {"message": "卡已过期"}}, "en": {"E2": {"message": "Card expired"}, "E1": "No money", "E3": "Only here"}}"#,
            to: "errors.json")
        #expect(try program.run("import", "errors.json").output == "3 added to errors, 2 translations\n")
        #expect(try program.run("show", "E1").output.contains("E1 No money"))
        #expect(try program.run(["show", "E1"], environment: ["KB_LANG": "zh"]).output.contains("E1 余额不足"))
        #expect(try program.run("query", "Card expired").output.contains("E2"))
        #expect(try program.run("import", "errors.json").output == "nothing changed in errors\n")
    }

    @Test("the same document in another language, next to it, has its translations")
    func files() throws {
        let program = try Program()
        try program.write(#"{"errors": {"10001": "参数错误", "10002": "没有权限"}}"#, to: "errors.zh-CN.json")
        try program.write(
            #"{"errors": {"10001": "Invalid parameter", "10002": "Not allowed"}}"#, to: "errors.en.json")
        let run = try program.run("import", "errors.zh-CN.json", "errors.en.json")
        #expect(run.output == "2 added to errors, 2 translations\n")
        #expect(run.errors == "errors.en.json was imported with errors.zh-CN.json, as its translation\n")
        #expect(try program.run("show", "10002").output.contains("Not allowed"))
        #expect(try program.run("import", "errors.zh-CN.json").output == "nothing changed in errors\n")
        try program.write("{", to: "errors.en.json")
        let broken = try program.run("import", "errors.zh-CN.json")
        #expect(broken.status == 65 && broken.errors.contains("errors.en.json:1"))
        #expect(try program.run("import", "errors.zh-CN.json", "--no-word-lists").status == 0)
    }
}
