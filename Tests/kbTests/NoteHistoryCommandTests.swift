import Foundation
import KBPresentation
import KBText
import Testing

@Suite("histories of notes, and ways back")
struct NoteHistoryCommandTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
    }

    private func run(_ arguments: String..., as author: String = "Li", db: String? = nil) throws
        -> Program.Run
    {
        try program.run(
            arguments, environment: db.map { ["KB_DB": $0, "KB_AUTHOR": author] } ?? ["KB_AUTHOR": author])
    }

    private func add(_ text: String) throws -> String {
        _ = try run("note", "add", "502", text, "--tag", "nginx")
        return try program.lastID()
    }

    /// A note that Li has changed here and Wang in another file, whose notes have been read here.
    private func conflict() throws -> String {
        let id = try add("先看日志")
        _ = try run("backup", "wang.db")
        _ = try run("note", "edit", id, "先看 error.log")
        _ = try run("note", "edit", id, "先看上游的日志", as: "Wang", db: "wang.db")
        try program.write(try run("export", "notes", db: "wang.db").output, to: "wang.jsonl")
        _ = try run("import", "notes", "wang.jsonl")
        return id
    }

    @Test("each state says who, when and which words, on 40 columns and in colour too")
    func history() throws {
        let id = try add("先看 nginx 的 error.log")
        _ = try run("note", "edit", id, "先看 nginx 的 access.log，再看上游")
        _ = try run("tag", "add", id, "上游", as: "Wang")
        _ = try run("tag", "rm", id, "nginx", as: "Wang")
        _ = try run("note", "rm", id, as: "Zhao")
        _ = try run("note", "restore", id, as: "Li")
        let history = try run("note", "history", id)
        let lines = history.output.replacing(/20\d\d-\d\d-\d\d \d\d:\d\d(?: · )?/, with: "").replacing(
            /(?: · )?[0-9a-f]{8}\n/, with: "\n")
        #expect(
            lines == """
                http:502 Bad Gateway
                ✎ 先看 nginx 的 error.log
                  Li · #nginx
                ✎ 先看 nginx 的 [-error-]{+access+}.log{+，再看上游+}
                  Li · #nginx
                ✎ Wang · #nginx {+#上游+}
                ✎ Wang · #上游 [-#nginx-]
                ✎ removed · Zhao · #上游
                ✎ 先看 nginx 的 access.log，再看上游
                  restored · Li · #上游

                """, "\(history.output)")
        let colored = try program.run("note", "history", id, "--color", "always").output
        #expect(colored.contains("\u{1B}[31merror\u{1B}[0m\u{1B}[32maccess\u{1B}[0m.log"), "\(colored)")
        #expect(!colored.contains("[-"))
        let narrow = try program.run("note", "history", id, environment: ["COLUMNS": "40"]).lines
        #expect(narrow.allSatisfy { DisplayWidth.of($0) <= 40 }, "\(narrow)")
        let last = try run("note", "history", id, "--full", "--newest", "-n", "2")
        #expect(
            last.lines.filter { $0.hasPrefix("✎") }.map { $0.prefix(4) }
                == ["✎ 先看", "✎ re"].map { $0.prefix(4) })
        #expect(try run("note", "history", id, "-n", "1", "--json").lines.count == 1)
    }

    @Test("of a long text only what is near the change is shown")
    func long() throws {
        let lines = (1...200).map { "Zeile \($0)" }
        let id = try add(lines.joined(separator: "\n"))
        _ = try run(
            "note", "edit", id,
            lines.joined(separator: "\n").replacing("Zeile 100\n", with: "Zeile hundert\n"))
        let output = try run("note", "history", id, "-n", "1").output
        #expect(
            output.contains("  Zeile 98\n  Zeile 99\n")
                || output.contains("Zeile 99\n  Zeile [-100-]{+hundert+}"), "\(output)")
        #expect(output.split(separator: "\n").count < 12)
    }

    @Test("a removed note comes back, and so does an earlier state; a wrong name says where the right one is")
    func restore() throws {
        let id = try add("eins")
        _ = try run("note", "edit", id, "zwei")
        let first = try #require(
            try run("note", "history", id, "--json").lines[0].firstMatch(of: /"revision":"(\w{8})/)
        ).1
        let run = try run("note", "restore", "\(id)@\(first.prefix(5))", as: "Wang")
        #expect(run.output == "Restored note \(id) on http:502: eins\n", "\(run.errors)")
        #expect(try self.run("note", "show", id).output.contains("Wang · "))
        #expect(try self.run("note", "restore", id).errors.contains("@REVISION"))
        #expect(try self.run("note", "restore", "\(id)@ffff").status == 1)
        try program.execute("DELETE FROM notes")
        #expect(try self.run("note", "restore", id).output.contains("eins"))
        let zh = try program.run("note", "restore", id, environment: ["KB_LANG": "zh"])
        #expect(zh.errors.hasPrefix("错误：笔记 \(id) 没有删除"))
    }

    @Test("undo takes one's own last change back, and the second time makes it again")
    func undo() throws {
        let id = try add("eins")
        _ = try run("note", "edit", id, "zwei")
        _ = try run("note", "add", "404", "von Wang", as: "Wang")
        func body() throws -> String { try run("note", "show", id).lines.dropFirst().first ?? "" }
        #expect(try run("note", "undo").output.contains("it now says: eins") && body() == "✎ eins")
        #expect(try run("note", "undo").output.contains("it now says: zwei") && body() == "✎ zwei")
        _ = try run("note", "rm", id)
        #expect(try run("note", "undo").output.contains("is back on http:502") && body() == "✎ zwei")
        #expect(try run("note", "undo", as: "Wang").output.contains("it is removed"))
        #expect(try run("note", "list", "404").status == 1)
        _ = try run("tag", "add", id, "x", as: "Zhao")
        _ = try run("note", "edit", id, "drei", as: "Wang")
        let late = try run("note", "undo", as: "Zhao")
        #expect(late.status == 2 && late.errors.contains("changed"), "\(late.errors)")
        #expect(try run("note", "undo", as: "Niemand").status == 1)
    }

    @Test(
        "a conflict is listed with both sides, and ended by one, the other, both or another text",
        arguments: [
            (["--mine"], "先看 error.log"), (["--theirs"], "先看上游的日志"),
            (["--both"], "先看 error.log\n\n---\n\n先看上游的日志"),
            (["-m", "- 都看"], "- 都看"),
        ])
    func resolve(options: [String], body: String) throws {
        let id = try conflict()
        let list = try run("note", "conflicts")
        #expect(
            list.status == 0
                && list.output.hasPrefix("http:502 Bad Gateway\nmine (--mine)\n✎ 先看 error.log\n"),
            "\(list.output)")
        #expect(list.output.contains("theirs (--theirs)\n✎ 先看上游的日志\n  Wang · "))
        #expect(
            try run("note", "conflicts", "--json").output.contains(
                #""mine":{"author":"Li","body":"先看 error.log""#))
        let resolved = try program.run(["note", "resolve", id] + options, environment: ["KB_AUTHOR": "Zhao"])
        #expect(resolved.output == "Resolved note \(id) on http:502\n", "\(resolved.errors)")
        let note = try run("note", "show", id, "--json")
        #expect(note.output.contains(#""author":"Zhao""#) && note.errors.isEmpty)
        #expect(note.output.contains(#""body":"\#(body.replacing("\n", with: #"\n"#))""#), "\(note.output)")
        #expect(try run("note", "conflicts").status == 1)
        #expect(try run("note", "resolve", id, "--mine").errors == "note \(id) is not in conflict\n")
    }

    @Test("a conflict is resolved in the editor, which has all versions")
    func editor() throws {
        let id = try conflict()
        try program.write("#!/bin/sh\ncp \"$1\" page\nsed -i -e '/^[<=>]\\{7\\}/d' \"$1\"\n", to: "edit")
        let path = program.folder.appendingPathComponent("edit").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let run = try program.runOnTerminal(
            ["note", "resolve", id], environment: ["EDITOR": path, "TERM": "dumb"])
        #expect(run.status == 0, "\(run.output)")
        let page = try String(contentsOf: program.folder.appendingPathComponent("page"), encoding: .utf8)
        #expect(page.contains("\n<<<<<<< ") && page.contains("in conflict"))
        let note = try self.run("note", "show", id).output
        #expect(note.contains("先看 error.log") && note.contains("先看上游的日志"), "\(note)")
    }
}
