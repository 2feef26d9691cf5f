import Foundation
import Testing

@Suite("kb backup, doctor, stats, export")
struct BackupCommandTests {
    @Test("a backup is a knowledge base, for its owner only, and never overwrites")
    func backup() throws {
        let program = try Program.seeded()
        #expect(try program.run("backup", "copy.db").output == "copy.db\n")
        let copy = program.folder.appendingPathComponent("copy.db").path
        #expect(try program.run("show", "404", "--db", copy).output == program.run("show", "404").output)
        let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let again = try program.run("backup", "copy.db")
        #expect(
            again.status == 73 && again.errors.hasPrefix("error: copy.db already exists"), "\(again.errors)"
        )
        let nowhere = try program.run("backup", "nowhere/copy.db")
        #expect(
            nowhere.status == 73 && nowhere.errors.hasPrefix("error: cannot create "), "\(nowhere.errors)")
        #expect(nowhere.errors.contains("nowhere") && nowhere.errors.contains("No such file or directory"))
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        #expect(Set(names) == ["kb.db", "copy.db"])
    }

    @Test("restore checks the backup, keeps what was there, and refuses beside a journal")
    func restore() throws {
        let program = try Program.seeded()
        #expect(try program.run("backup", "copy.db").status == 0)
        #expect(try program.run("backup", "--check", "copy.db").status == 0)
        #expect(try program.run("note", "add", "404", "danach").status == 0)
        let run = try program.run("restore", "copy.db")
        #expect(run.status == 0)
        #expect(run.errors.contains("is kept as"))
        #expect(try program.run("note", "list").status == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        let kept = try #require(names.first { $0.hasPrefix("kb-before-restore-") })
        #expect(try program.run("note", "list", "--db", kept).output.contains("danach"))
        #expect(names.count == 3)

        try program.write("x", to: "bad.db")
        #expect(try program.run("restore", "bad.db").status == 66)
        for arguments in [
            ["restore", "none.db"], ["backup", "--check", "none.db"], ["backup", "--check", "bad.db"],
        ] {
            let run = try program.run(arguments)
            #expect(run.status == 66 && run.errors.contains("hint: name a backup made by kb backup"))
        }
        #expect(try program.run("restore", "none.db").errors.hasPrefix("error: no such file: none.db\n"))
        #expect(try program.run("restore", "kb.db").status == 64)
        try program.write("strange", to: "kb.db-wal")
        let before = try Data(contentsOf: program.database)
        let refused = try program.run("restore", "copy.db")
        #expect(refused.status == 2 && refused.errors.contains("kb.db-wal"))
        #expect(try Data(contentsOf: program.database) == before)
        #expect(try program.run("restore", "copy.db", "--force").status == 0)
        #expect(try program.run("query", "404").status == 0)
    }

    @Test("an import that retires much makes a copy first")
    func copyBeforeImport() throws {
        let program = try Program.seeded()
        try program.write("404 Not Found 找不到。", to: "codes.txt")
        let run = try program.run("import", "codes.txt", "--yes")
        #expect(run.status == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: program.folder.path)
        let copy = try #require(names.first { $0.hasPrefix("kb-before-import-") })
        #expect(run.errors.contains(copy))
        #expect(try program.run("query", "410", "--db", copy).output.contains("[http]"))
    }

    @Test("doctor leaves a file that is well as it is")
    func well() throws {
        let program = try Program.seeded()
        let before = try program.state()
        #expect(try program.run("doctor").status == 0)
        #expect(try program.run("doctor", "--repair").status == 0)
        #expect(try program.state() == before)
    }

    @Test(
        "doctor finds what is wrong, and repairs what follows from the tables",
        .enabled(if: Tool.sqlite3.exists))
    func ill() throws {
        let program = try Program.seeded()
        try Tool.sqlite3.run(
            in: program,
            [
                program.database.path,
                "DROP TRIGGER codes_after_update; UPDATE codes SET name = '长颈鹿' WHERE code = '404'",
            ])
        let run = try program.run("doctor")
        #expect(run.status == 2)
        #expect(run.errors.contains("codes_after_update is missing"))
        #expect(run.errors.contains("the index codes_fts"))
        #expect(try program.run("doctor", "--repair").status == 0)
        #expect(try program.run("query", "长颈鹿").output.hasPrefix("404 "))
    }

    @Test("stats counts")
    func stats() throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "一条")
        let page = try program.run("stats")
        #expect(page.lines.contains { $0.hasPrefix("http  63 codes") })
        #expect(try program.run("stats", "--json").output.contains(#""notes":1,"#))
    }

    @Test(
        "what is exported is imported again as it was",
        arguments: ["txt", "csv", "tsv", "json", "jsonl", "markdown"])
    func export(format: String) throws {
        let program = try Program.seeded()
        let document = try program.run("export", "codes", "--format", format)
        #expect(document.status == 0)
        try program.write(document.output, to: "out.\(format)")
        #expect(
            try program.run("import", "out.\(format)", "--book", "http").output == "nothing changed in http\n"
        )
    }

    @Test("export needs to know the book, and says when a format cannot hold it")
    func exportFaults() throws {
        let program = try Program.seeded()
        try program.run("import", "-", "--book", "b", input: "code,name\n1,中文\n")
        let text = try program.run("export", "codes", "--book", "b", "--format", "txt")
        #expect(text.output == "1 中文\n" && text.status == 0)
        // In plain text the name would end at the space.
        try program.run("import", "-", "--book", "b", input: "code,name\n1,中文 名称\n")
        #expect(try program.run("export", "codes").status == 64)
        #expect(try program.run("export", "codes", "--book", "c").status == 1)
        let run = try program.run("export", "codes", "--book", "b", "--format", "txt")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(try program.run("export", "codes", "--book", "b", "--format", "json").status == 0)
    }

    @Test("notes go from one file to another, once")
    func notes() throws {
        let program = try Program.seeded()
        try program.run("backup", "other.db")
        try program.run("note", "add", "404", "一条")
        let lines = try program.run("export", "notes").output
        let other = program.folder.appendingPathComponent("other.db").path
        #expect(
            try program.run("import", "notes", "-", "--db", other, input: lines).output
                == "1 revision added, 0 known\n")
        #expect(
            try program.run("import", "notes", "-", "--db", other, input: lines).output
                == "0 revisions added, 1 known\n")
        #expect(try program.run("export", "notes", "--db", other).output == lines)
    }

    @Test("exit statuses are explained, in both languages")
    func statuses() throws {
        let program = try Program()
        #expect(try program.run("help", "exit-status").output.contains("\n  64  the command line is wrong\n"))
        let zh = try program.run("exit-status", environment: ["KB_LANG": "zh"])
        #expect(zh.output.contains("\n  65  输入的文档有误\n"))
    }
}
