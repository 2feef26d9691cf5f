import Testing

@Suite("kb log, kb show --history")
struct LogCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
        try program.write("code,name,description\n1,One,连接被拒绝，请重试\n2,Two,丁\n", to: "b.csv")
        try program.run("import", "b.csv")
        try program.write("code,name,description\n1,One,连接被对方拒绝，请重试\n3,Three,新\n", to: "b.csv")
        try program.run("import", "b.csv", "--yes", environment: ["KB_AUTHOR": "li"])
        try program.run("note", "add", "1", "看 nginx 的日志", "--author", "wang")
        try program.run("alias", "add", "1", "连不上")
        try Tool.sqlite3.run(in: program, ["kb.db", "UPDATE codes SET name = 'One more' WHERE code = '1'"])
    }

    @Test("imports with their differences, notes, aliases and other tools' changes, newest first")
    func all() throws {
        let log = try program.run("log").output
        let heads = log.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { $0.dropFirst(16) }
        #expect(heads.count == 5)
        #expect(heads[0] == "  another tool changed b:1" && heads[1] == "  added the alias “连不上” to b:1")
        #expect(heads[2].hasPrefix(" · wang  added note ") && heads[2].hasSuffix(" to b:1"))
        #expect(heads[3] == " · li  imported b.csv into b: 1 added, 1 changed, 1 retired")
        #expect(heads[4] == "  imported b.csv into b: 2 added")
        #expect(log.contains("      description: 连接被{+对方+}拒绝，请重试\n"))
        #expect(log.contains("    + 3 Three\n") && log.contains("    - 2 Two (retired)\n"))
        #expect(log.contains("      name: One{+ more+}\n"))
    }

    @Test("a code, a book, a person, a time, a number of entries")
    func filters() throws {
        #expect(try program.run("log", "3").output.contains("imported b.csv into b: 1 added"))
        #expect(try !program.run("log", "3").output.contains("alias"))
        #expect(try program.run("log", "--author", "wang").lines.count == 2)
        #expect(try program.run("log", "--since", "2h").lines == program.run("log").lines)
        for time in ["2H", "2026-1-31", "2026-01-31 9:00", "1h30m", "昨天"] {
            #expect(try program.run("log", "--since", time).status != 64, "\(time)")
        }
        #expect(try program.run("log", "--since", "2999-01-01").status == 1)
        #expect(try program.run("log", "--since", "someday").status == 64)
        #expect(try program.run("log", "--book", "c").errors.contains("did you mean b?"))
        let one = try program.run("log", "-n1")
        #expect(one.lines.count == 3 && one.errors == "4 more; use -n to show more\n")
    }

    @Test("a note that has gone along with its book is told without a difference")
    func moved() throws {
        try program.run("book", "rename", "b", "c")
        let lines = try program.run("log", "-n1").lines
        #expect(lines.count == 1 && lines[0].contains("changed note ") && lines[0].hasSuffix(" on c:1"))
    }

    @Test("what was taken back is told as such")
    func undone() throws {
        try program.run("import", "undo", "--yes")
        #expect(try program.run("log", "-n1").lines[0].hasSuffix("  undid the import of b.csv into b"))
        #expect(
            try program.run("log").output.contains("imported b.csv into b: 1 added, 1 changed, 1 retired"))
    }

    @Test("show --history has the earlier texts")
    func history() throws {
        let page = try program.run("show", "1", "--history").output
        #expect(page.contains("    ~ 1 One more\n      name: One{+ more+}"))
        #expect(page.contains("连接被{+对方+}拒绝"))
        #expect(try program.run("show", "1", "--history", "--json").output.contains(#""history":[{"time":"#))
    }
}
