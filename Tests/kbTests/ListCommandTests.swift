import KBPresentation
import KBText
import Testing

@Suite("kb list, show, alias, synonym")
struct ListCommandTests {
    @Test("a class, a beginning, a book")
    func patterns() throws {
        let program = try Program.seeded()
        let classes = try program.run("list", "1xx").lines.map { $0.split(separator: "\t")[1] }
        #expect(classes == ["100", "101", "102", "103"])
        #expect(try program.run("list", "50").lines.count == 9)
        #expect(try program.run("list", "http:418").lines.count == 1)
        #expect(try program.run("list", "E").status == 1)
        let unknown = try program.run("list", "--book", "nope")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("there are: http"))
    }

    @Test("columns are aligned by the width that Chinese takes")
    func aligned() throws {
        let program = try Program()
        try program.write("code,name,description\n1,错误,x\n2,Error,y\n", to: "b.csv")
        try program.run("import", "b.csv")
        #expect(try program.run("list", "--format", "table").output == "1  错误   x\n2  Error  y\n")
    }

    @Test("show tells everything, and every book that has the code")
    func show() throws {
        let program = try Program.seeded()
        let page = try program.run("show", "207")
        #expect(page.lines[0] == "207 Multi-Status (WebDAV)  [http]")
        #expect(page.output.contains("\n    Class: 2xx Successful\n"))
        for line in page.lines { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
        try program.run("import", "-", "--book", "b", input: "207 Other 另一个。")
        #expect(try program.run("show", "207").output.contains("[b]"))
        #expect(try program.run("show", "b:207").lines[0] == "207 Other  [b]")
        #expect(try program.run("show", "799").status == 1)
    }

    @Test("show --json is one object a line, and harmful characters are escapes")
    func json() throws {
        let program = try Program()
        try program.write(
            "[{\"code\":\"1\",\"name\":\"N\",\"description\":\"a\\u202Eb\\u001b\"}]", to: "b.json")
        try program.run("import", "b.json")
        #expect(
            try program.run("show", "1", "--json").output == """
                {"format":1,"book":"b","code":"1","name":"N","qualifier":null,"description":"a\\u202eb\\u001b",\
                "fields":{},"state":"active","position":1,"aliases":[],"translations":[],"class":null,"revisions":0,"seeAlso":[],"notes":[]}

                """)
        #expect(try program.run("show", "1").output.contains(#"a\u{202E}b\x1B"#))
    }

    @Test("an alias is added, listed, removed, and not brought back by the list it came from")
    func aliases() throws {
        let program = try Program.seeded()
        #expect(try program.run("alias", "add", "503", "累了", "累了").output == "1 alias added to http:503\n")
        #expect(try program.run("alias", "list", "503").lines.last == "http:503  累了")
        #expect(try program.run("alias", "rm", "503", "累了", "服务器繁忙").status == 0)
        #expect(try program.run("alias", "rm", "503", "累了").status == 1)
        #expect(try program.run("alias", "add", "799", "x").status == 1)
        #expect(try program.run("alias", "add", "503", " ").status == 64)
        try program.run("import", Program.root.appendingPathComponent("seed/codes.txt").path)
        #expect(try !program.run("alias", "list", "503").output.contains("服务器繁忙"))
    }

    @Test("synonyms join the group that one of them has")
    func synonyms() throws {
        let program = try Program.seeded()
        #expect(try program.run("synonym", "add", "甲词", "乙词").output == "甲词 = 乙词\n")
        #expect(try program.run("synonym", "add", "丙词", "乙词").output == "甲词 = 乙词 = 丙词\n")
        #expect(try program.run("synonym", "rm", "甲词").status == 0)
        #expect(try program.run("synonym", "list", "丙词").output == "乙词 = 丙词\n")
        #expect(try program.run("synonym", "rm", "丙词").status == 0)
        #expect(try program.run("synonym", "list", "乙词").status == 1)
        #expect(try program.run("synonym", "add", "乙词", "乙词").status == 64)
    }
}
