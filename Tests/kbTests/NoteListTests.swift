import Foundation
import Testing

@Suite("lists of notes")
struct NoteListTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
        for (code, text, author, tags) in [
            ("404", "one", "Li", ["nginx"]), ("502", "two", "Wang", ["nginx", "值班"]),
            ("503", "three", "li", []),
            ("http:404", "four #runbook", "", []),
        ] {
            let run = try program.run(
                ["note", "add", code, text, "--author", author] + tags.flatMap { ["--tag", $0] })
            try #require(run.status == 0, "\(run.errors)")
        }
    }

    private func bodies(_ options: String...) throws -> [String] {
        let run = try program.run(["note", "list", "--json"] + options)
        return run.output.matches(of: /"body":"(\w+)/).map { String($0.1) }
    }

    @Test("notes are listed by who, when, tags and book, and by several of these at once")
    func filters() throws {
        #expect(try bodies() == ["one", "two", "three", "four"])
        #expect(try bodies("--author", "Li") == ["one", "three"])
        #expect(try bodies("--author", "") == ["four"])
        #expect(try bodies("--tag", "nginx") == ["one", "two"])
        #expect(try bodies("--tag", "#NGINX", "--tag", "值班") == ["two"])
        #expect(try bodies("--tag", "runbook") == ["four"])
        #expect(try bodies("--tag", "nginx", "--author", "wang") == ["two"])
        #expect(try bodies("--newest", "-n2") == ["four", "three"])
        #expect(try bodies("-n", "1", "404") == ["one"])
        #expect(try bodies("--book", "http").count == 4)
        #expect(try program.run("note", "list", "--book", "smtp").errors.contains("no book 'smtp'"))
        #expect(try bodies("--since", "1h").count == 4 && bodies("--until", "yesterday").isEmpty)
        try program.execute(
            "INSERT INTO notes (book, code, body, created_at) VALUES ('http', '410', 'old', '2020-05-06 07:08')"
        )
        #expect(try bodies("--until", "2020-05-07") == ["old"] && bodies("--until", "2020-05-06").isEmpty)
        #expect(try bodies("--since", "2020-05-06", "--until", "2021-01-01", "410") == ["old"])
        let none = try program.run("note", "list", "--tag", "nothing")
        #expect(none.status == 1 && none.errors.contains("kb note list shows all"))
        #expect(try program.run("note", "list", "-n", "0").status == 64)
        #expect(try program.run("note", "list", "--since", "1h", "--until", "2h").status == 64)
    }

    @Test("notes in conflict and annotations whose passage is gone can be listed by themselves")
    func kinds() throws {
        try program.run("annotate", "404", "410状态码", "mark")
        #expect(try bodies("--orphaned").isEmpty && bodies("--conflicts").isEmpty)
        try program.execute("UPDATE codes SET description = '全部换掉' WHERE code = '404'")
        try program.execute("UPDATE notes SET anchor = 'orphaned' WHERE exact IS NOT NULL")
        #expect(try bodies("--orphaned") == ["mark"])
        let list = try program.run("annotation", "list", "--orphaned", "--newest", "-n", "1")
        #expect(list.output.contains("mark"))

        let other = ["--db", "other.db"]
        try program.run("backup", "other.db")
        let id = try #require(program.run("note", "list", "502").lines.last?.suffix(8))
        try program.run("note", "edit", String(id), "here")
        try program.run(["note", "edit", String(id), "there"] + other)
        try program.write(try program.run(["export", "notes"] + other).output, to: "notes.jsonl")
        try program.run("import", "notes", "notes.jsonl")
        #expect(try Set(bodies("--conflicts")) == ["here", "there"])
    }

    @Test("an annotation that lost its passage names the one most like it, and moves there")
    func nearest() throws {
        try program.run("annotate", "404", "广泛应用于当服务器不想揭示", "mark")
        let id = try program.lastID()
        let there = try program.run("annotation", "move", id, "--nearest")
        #expect(there.status == 64 && there.errors.contains("has not lost its passage"), "\(there.errors)")
        try program.execute(
            """
            UPDATE notes SET exact = '广泛应用于服务器不愿透露', "start" = NULL, "end" = NULL, anchor = 'orphaned'
            WHERE exact IS NOT NULL
            """)
        let list = try program.run("annotation", "list", "--orphaned")
        #expect(list.output.contains("kb annotation move \(id) --nearest"), "\(list.output)")
        let moved = try program.run("annotation", "move", id, "--nearest", "--author", "Wei")
        #expect(moved.status == 0 && moved.output.contains("is now at “"), "\(moved.output)\(moved.errors)")
        #expect(try bodies("--orphaned").isEmpty)
        for wrong in [["annotation", "move", id], ["annotation", "move", id, "x", "--nearest"]] {
            #expect(try program.run(wrong).status == 64)
        }
    }

    @Test("a tag is renamed in all notes and their texts, and one that nobody has is named")
    func rename() throws {
        let run = try program.run("tag", "rename", "nginx", "代理", "--author", "Zhao")
        #expect(run.output == "Renamed #nginx to #代理 in 2 notes\n")
        #expect(try bodies("--tag", "代理", "--author", "zhao") == ["one", "two"])
        try program.run("tag", "rename", "runbook", "值班")
        #expect(try program.run("tag", "list").output == "2  #代理\n2  #值班\n")
        #expect(try program.run("note", "list", "--tag", "值班").output.contains("four #值班"))
        let none = try program.run("tag", "rename", "值斑", "x")
        #expect(none.status == 1 && none.errors.contains("no note has the tag '值斑'\nhint: did you mean 值班?"))
        #expect(try program.run("tag", "rename", "值班", "值班").errors == "nothing changed\n")
        #expect(try program.run("tag", "rename", "值班", "a b").status == 64)
        let id = try program.lastID()
        #expect(try program.run("tag", "rm", id, "值班").errors.contains("#值班 is in the note's text"))
    }

    @Test("a query can be about notes only, about codes only, or about codes with certain notes")
    func queries() throws {
        func codes(_ arguments: String...) throws -> [String] {
            let run = try program.run(["query", "--json"] + arguments)
            return run.output.matches(of: /"code":"(\w+)"/).map { String($0.1) }
        }
        #expect(try codes("runbook") == ["404"] && codes("#runbook") == ["404"] && codes("值班").first == "502")
        #expect(try codes("--tag", "nginx") == ["502", "404"])
        #expect(try codes("--tag", "nginx", "--author", "wang") == ["502"])
        #expect(try codes("5xx", "--author", "li") == ["503"])
        #expect(try codes("gateway", "--tag", "nginx").first == "502")
        #expect(try codes("two", "--notes-only") == ["502"] && codes("404", "--notes-only").isEmpty)
        #expect(try codes("two", "--no-notes").contains("502") == false)
        let found = try program.run("query", "502", "--no-notes")
        #expect(found.output.contains("Bad Gateway") && !found.output.contains("two"))
        let one = try program.run("query", "404", "--tag", "runbook")
        #expect(one.output.contains("four") && !one.output.contains("✎ one"))
        #expect(try program.run("query", "404", "--tag", "nothing").status == 1)
        #expect(try program.run("query", "--tag", "nothing").status == 1)
        for wrong in [["query"], ["query", "x", "--no-notes", "--tag", "a"]] {
            #expect(try program.run(wrong).status == 64)
        }
    }
}
