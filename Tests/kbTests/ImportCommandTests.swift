import Foundation
import Testing

@Suite("kb import")
struct ImportCommandTests {
    private let seed = Program.root.appendingPathComponent("seed/codes.txt").path

    @Test("the seed is 63 codes, with the words beside it")
    func seedDocument() throws {
        let program = try Program()
        let run = try program.run("import", seed)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("63 added to http, "))
        #expect(run.output.hasSuffix(" synonyms\n"))
        #expect(run.errors.contains("aliases.tsv"))
        #expect(try program.run("list").lines.count == 63)
    }

    @Test("the same document a second time leaves the file as it is, byte for byte")
    func secondTime() throws {
        let program = try Program.seeded()
        let before = try program.state()
        let run = try program.run("import", seed)
        #expect(run.status == 0)
        #expect(run.output == "nothing changed in http\n")
        #expect(try program.state() == before)
    }

    @Test("--no-word-lists leaves the lists beside the document")
    func noWordLists() throws {
        let program = try Program()
        #expect(try program.run("import", seed, "--no-word-lists").output == "63 added to http\n")
        #expect(try program.run("alias", "list").status == 1)
    }

    @Test("--dry-run says what would happen and makes nothing, not even the file")
    func dryRun() throws {
        let program = try Program()
        let first = try program.run("import", seed, "--dry-run")
        #expect(first.status == 0)
        #expect(first.lines.last?.hasPrefix("http: 63 added, 0 changed, 0 retired") == true)
        #expect(!FileManager.default.fileExists(atPath: program.database.path))

        try program.run("import", seed)
        let before = try program.state()
        try program.write("404 Not Found 换了说明。\n\n999 New 新的。\n", to: "codes.txt")
        let second = try program.run("import", "codes.txt", "--dry-run")
        #expect(second.lines.contains("+ 999 New"))
        #expect(second.lines.starts(with: ["~ 404 Not Found"]))
        #expect(second.lines[1].hasPrefix("    description: [-请求失败，") && second.output.contains("{+换了说明+}。"))
        #expect(second.lines.contains("- 200 OK"))
        #expect(try program.state() == before)
    }

    @Test("every error of a document is listed with its line, and nothing is imported")
    func badDocument() throws {
        let program = try Program.seeded()
        let before = try program.state()
        try program.write("foo\n\n404\n\n200 OK x\n\n200 Again y\n", to: "bad.txt")
        let run = try program.run("import", "bad.txt", "--book", "http")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        for line in [1, 3, 7] {
            #expect(run.errors.contains("\nbad.txt:\(line): ") || run.errors.hasPrefix("bad.txt:\(line): "))
        }
        #expect(run.errors.contains("error: 3 errors in bad.txt, nothing was imported"))
        #expect(try program.state() == before)
    }

    @Test("of a flood of errors the first hundred are listed, and the others counted")
    func manyErrors() throws {
        let program = try Program()
        let rows = (1...20_000).map { "E\($0),name,text,too many\n" }.joined()
        try program.write("code,name,description\n" + rows, to: "bad.csv")
        let run = try program.run("import", "bad.csv")
        #expect(run.status == 65)
        let lines = run.errors.split(separator: "\n")
        #expect(lines[0].hasPrefix("bad.csv:2: ") && lines[99].hasPrefix("bad.csv:101: "))
        #expect(lines[100] == "… and 19,900 more")
        #expect(lines[101] == "error: 20,000 errors in bad.csv, nothing was imported")
    }

    @Test("a bad word list beside the document stops the import")
    func badWordList() throws {
        let program = try Program()
        try program.write("404 Not Found 说明。\n", to: "codes.txt")
        try program.write("book\tcode\talias\nhttp\t404\n", to: "aliases.tsv")
        let run = try program.run("import", "codes.txt")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("./aliases.tsv:2: ") || run.errors.hasPrefix("aliases.tsv:2: "))
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("an import that would retire more than a fifth needs --yes")
    func tooManyRetired() throws {
        let program = try Program.seeded()
        try program.run("note", "add", "200", "要留住的笔记")
        let before = try program.state()
        try program.write("404 Not Found 换了说明。\n", to: "codes.txt")
        let refused = try program.run("import", "codes.txt")
        #expect(refused.status == 64)
        #expect(refused.errors.contains("would retire 62 of 63 codes of http"))
        #expect(try program.state() == before)

        #expect(try program.run("import", "codes.txt", "--yes").output == "1 changed, 62 retired in http\n")
        let retired = try program.run("show", "200")
        #expect(retired.output.hasPrefix("200 OK (retired)  [http]\n"))
        #expect(retired.status == 0)
    }

    @Test("what is not a document has its own status", arguments: [("missing.txt", 66), (".", 66)])
    func noDocument(path: String, status: Int32) throws {
        let program = try Program()
        #expect(try program.run("import", path).status == status)
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("standard input needs the name of a book")
    func standardInput() throws {
        let program = try Program()
        #expect(try program.run("import", "-", input: "404 Not Found 说明。").status == 64)
        let run = try program.run("import", "-", "--book", "my-book", input: "404 Not Found 说明。")
        #expect(run.output == "1 added to my-book\n")
    }

    @Test("the book is what was chosen before for this name, else the name")
    func chosenBook() throws {
        let program = try Program()
        try program.write("E1 Broken 坏了。\n", to: "Acme_Pay.txt")
        #expect(try program.run("import", "Acme_Pay.txt").output == "1 added to acme-pay\n")
        try program.write("E1 Broken 坏了。\n", to: "codes.txt")
        #expect(try program.run("import", "codes.txt", "--book", "other").output == "1 added to other\n")
        #expect(try program.run("import", "codes.txt").output == "nothing changed in other\n")
        try program.write("E1 Broken 坏了。\n", to: "错误.txt")
        #expect(try program.run("import", "错误.txt").status == 64)
    }

    @Test("a table is told by its content or its extension, and its columns can be named")
    func tables() throws {
        let program = try Program()
        try program.write("code,name,description\n1,One,一\n", to: "a.data")
        #expect(try program.run("import", "a.data").output == "1 added to a\n")
        try program.write("kode,navn\n1,One\n", to: "b.csv")
        #expect(try program.run("import", "b.csv").status == 65)
        #expect(
            try program.run("import", "b.csv", "--columns", "code=kode,name=navn").output == "1 added to b\n")
        #expect(try program.run("import", "b.csv", "--format", "nonsense").status == 64)
    }

    @Test("messages are in the user's language")
    func chinese() throws {
        let program = try Program()
        let run = try program.run("import", seed, "--no-word-lists", environment: ["KB_LANG": "zh"])
        #expect(run.output == "http 新增 63 个\n")
    }

    @Test("a document with errors leaves no empty knowledge base behind")
    func badFirstDocument() throws {
        let program = try Program()
        try program.write("404\n", to: "bad.txt")
        #expect(try program.run("import", "bad.txt", "--book", "http").status == 65)
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("an import that is killed at any moment leaves the file as it was")
    func killed() throws {
        let program = try Program.seeded()
        let lines = (0..<30_000).map { "E\($0) Name \($0) 说明\($0)，连接被对端重置，请稍后重试。" }
        try program.write(lines.joined(separator: "\n\n"), to: "acme.txt")
        let (before, notes) = (try program.run("list").lines.count, try program.run("note", "list").output)
        for delay in stride(from: 0.05, through: 0.95, by: 0.15) {
            let kill = "timeout --signal KILL \(delay) $0 import acme.txt --book acme"
            _ = try program.tool("/bin/sh", ["-c", kill, Program.binary.path])
            let count = try program.run("list").lines.count
            #expect(count == before || count == before + lines.count, "killed after \(delay) s")
            #expect(try program.run("note", "list").output == notes)
        }
        #expect(try program.run("doctor").status == 0)
        #expect(try program.run("import", "acme.txt", "--book", "acme").status == 0)
        #expect(try program.run("query", "E29999").status == 0)
        #expect(try program.run("doctor").status == 0)
    }

    @Test("a large document is read alike from a file and through a pipe")
    func large() throws {
        let program = try Program()
        let text = (0..<4_000).map { "E\($0) Name \(String(repeating: "长", count: 800))\($0)" }
            .joined(separator: "\n\n")
        try program.write(text, to: "large.txt")
        #expect(text.utf8.count > 9_000_000)
        #expect(try program.run("import", "large.txt", "--book", "a").output == "4000 added to a\n")
        #expect(try program.run("import", "-", "--book", "b", input: text).output == "4000 added to b\n")
        #expect(try program.run("import", "large.txt", "--book", "b").output == "nothing changed in b\n")
        #expect(try program.run("import", "-", "--book", "a", input: text).output == "nothing changed in a\n")
    }

    @Test("a file may do without the index for other tools, and get it back")
    func portableIndex() throws {
        let program = try Program()
        let without = try program.run("import", seed, "--no-portable-index")
        #expect(without.status == 0)
        #expect(without.errors.contains("search with LIKE"))
        #expect(try program.run("query", "茶壶").lines.first?.hasPrefix("418") == true)
        #expect(try program.run("query", "--raw", "客户端").status == 64)
        #expect(try program.run("doctor").status == 0)
        #expect(try program.run("alias", "add", "404", "死胡同").status == 0)
        let again = try program.run("import", seed, "--portable-index")
        #expect(again.errors.contains("codes_fts, the index for other tools, is in place"))
        #expect(try program.run("query", "--raw", "死胡同").lines.first?.hasPrefix("404") == true)
        #expect(try program.run("doctor").status == 0)
    }
}
