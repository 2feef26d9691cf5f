import Testing

@Suite("kb import undo")
struct ImportUndoTests {
    private let program: Program

    init() throws {
        program = try Program()
        try program.write("code,name,description\n1,一,甲乙丙\n2,二,丁\n3,三,戊\n", to: "b.csv")
        try program.run("import", "b.csv")
    }

    private func document() throws -> String {
        try program.run("export", "codes", "--book", "b", "--format", "csv").output
    }

    @Test("texts, states, places and aliases are as before, and notes stay and follow")
    func undone() throws {
        let before = try document()
        try program.run("annotate", "1", "乙", "-m", "看这里")
        try program.write("code,name,description\n4,四,己\n1,一,甲 乙变 丙\n2,二二,丁\n", to: "b.csv")
        try program.write("b\t2\t第二\n", to: "aliases.tsv")
        #expect(try program.run("import", "b.csv", "--yes").status == 0)
        try program.run("note", "add", "4", "新的")
        let plan = try program.run("import", "undo", "--dry-run").output
        #expect(plan.hasPrefix("would undo b.csv (b, "))
        let run = try program.run("import", "undo")
        #expect(run.output.hasSuffix(": 1 code removed, 3 codes as before, 1 alias removed, 1 note waits\n"))
        #expect(try document() == before)
        #expect(try program.run("annotation", "list").output.contains("“乙”"))
        #expect(try program.run("note", "list", "--waiting").output.contains("新的"))
        #expect(try program.run("doctor").status == 0)
        // Again: the first import goes, and the book with it; its document brings it back.
        #expect(try program.run("import", "undo").output.contains("3 codes removed"))
        #expect(try program.run("book", "show", "b").status == 1)
        #expect(try program.run("import", "undo").status == 1)
        try program.write("code,name,description\n1,一,甲乙丙\n2,二,丁\n3,三,戊\n", to: "b.csv")
        #expect(try program.run("import", "b.csv").output.hasPrefix("3 added to b"))
        #expect(try program.run("annotation", "list").output.contains("“乙”"))
        // The list of aliases is still next to it.
        #expect(try document().hasPrefix("code,name,qualifier,description,aliases\n1,一,,甲乙丙,\n2,二,,丁,第二\n"))
        #expect(try program.run("doctor").status == 0)
    }

    @Test("later changes by hand are lost only with a yes")
    func edited() throws {
        try program.write("code,name,description\n1,一,新\n2,二,丁\n3,三,戊\n", to: "b.csv")
        try program.run("import", "b.csv")
        try Tool.sqlite3.run(in: program, ["kb.db", "UPDATE codes SET name = '壹' WHERE code = '1'"])
        let refused = try program.run("import", "undo")
        #expect(refused.status == 64 && refused.errors.contains("b:1"))
        #expect(try program.run("import", "undo", "--yes").status == 0)
        #expect(try document().contains("1,一,,甲乙丙"))
    }

    @Test(
        "a place that no document gives stops neither an import nor its undoing",
        arguments: ["-9223372036854775808", "9223372036854775807"])
    func farPlace(_ place: String) throws {
        try Tool.sqlite3.run(
            in: program, ["kb.db", "UPDATE codes SET position = \(place) WHERE code = '2'"])
        let before = try document()
        try program.write("code,name,description\n1,一,新\n2,二,丁\n3,三,戊\n", to: "b.csv")
        #expect(try program.run("import", "b.csv").status == 0)
        #expect(try program.run("import", "undo").status == 0)
        #expect(try Set(document().split(separator: "\n")) == Set(before.split(separator: "\n")))
        try Tool.sqlite3.run(
            in: program, ["kb.db", "UPDATE codes SET position = \(place) WHERE code = '2'"])
        #expect(try program.run("code", "add", "b:4", "--name", "四").status == 0)
        #expect(try program.run("doctor").status == 0)
    }

    @Test("of two books, the one that is named")
    func book() throws {
        try program.run("import", "-", "--book", "other", input: "9 Nine 九。")
        #expect(try program.run("import", "undo", "--book", "b").output.contains("3 codes removed"))
        #expect(try program.run("list", "--book", "other").status == 0)
        #expect(try program.run("import", "undo", "--book", "nope").errors.contains("no book 'nope'"))
    }
}
