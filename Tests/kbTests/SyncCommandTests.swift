import Foundation
import TestSupport
import Testing

@Suite("kb sync")
struct SyncCommandTests {
    private let program: Program

    init() throws {
        program = try Program()
        try program.write("502 Bad Gateway 网关错误\n\n504 Gateway Timeout 网关超时\n", to: "codes.txt")
        for name in ["li", "wang"] {
            try program.run("import", "codes.txt", "--book", "http", "--db", "\(name).db")
        }
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("share"), withIntermediateDirectories: false)
    }

    private func sync(_ name: String, _ words: String...) throws -> Program.Run {
        try program.run(["sync"] + words + ["--db", "\(name).db"])
    }

    @Test("what one notes the other finds, and both are told in words")
    func bothWays() throws {
        for name in ["li", "wang"] {
            try program.run("sync", "add", "team", "share", "--author", name, "--db", "\(name).db")
        }
        try program.run("note", "add", "502", "先看上游", "--db", "li.db", "--author", "li")
        #expect(try sync("li").output == "team: received 0 entries, sent 3\n")
        let came = try sync("wang")
        #expect(came.output == "team: received 3 entries, sent 2\n")
        #expect(came.errors == "new or changed: 1 note on http:502\n")
        #expect(try program.run("query", "上游", "--db", "wang.db").output.contains("先看上游"))
        #expect(try sync("wang").output == "team: nothing new\n")
        #expect(try sync("li", "--dry-run").output.contains("would receive 2 entries and send 0"))
    }

    @Test("a remote that is out of reach does not keep the others from being synchronised")
    func unreachable() throws {
        try program.run("sync", "add", "team", "share", "--db", "li.db")
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("gone"), withIntermediateDirectories: false)
        try program.run("sync", "add", "a-first", "gone", "--db", "li.db")
        try FileManager.default.removeItem(at: program.folder.appendingPathComponent("gone"))
        let result = try sync("li")
        #expect(result.status == 69)
        #expect(result.output == "team: received 0 entries, sent 2\n")
        #expect(
            result.errors.contains("a-first: unreachable")
                && result.errors.contains("everything is safe here"))
        #expect(try sync("li", "list").output.contains("unreachable"))
    }

    @Test("what people get wrong is said in one line, with the way on")
    func mistakes() throws {
        #expect(try sync("li").status == 64)
        #expect(try sync("li").errors.contains("kb sync add team"))
        for address in ["nowhere", "-x", "https://li:secret@host/kb.git", "ext::sh"] {
            let result = try program.run("sync", "add", "--db", "li.db", "--", "team", address)
            #expect([64, 66].contains(result.status), "\(address)")
            #expect(!result.errors.contains("secret"), "\(address)")
        }
        #expect(try program.run("sync", "add", "Team!", "share", "--db", "li.db").status == 64)
        try program.run("sync", "add", "team", "share", "--db", "li.db")
        #expect(try program.run("sync", "add", "team", "share", "--db", "li.db").errors.contains("already"))
        #expect(try sync("li", "tem").errors.contains("there are team"))
        #expect(try sync("li", "rm", "tem").status == 64)
        #expect(try sync("li", "skip", "abcd").status == 64)
        #expect(try program.run("sync", "--watch", "1", "--db", "li.db").status == 64)
    }

    @Test("what others call themselves does nothing to the terminal")
    func hostileNames() throws {
        try program.run("sync", "add", "team", "share", "--author", "evil\u{1B}[2J\nname", "--db", "li.db")
        try program.run("sync", "add", "team", "share", "--db", "wang.db")
        for name in ["li", "wang"] { _ = try sync(name) }
        let status = try sync("wang", "status").output
        #expect(!status.contains("\u{1B}") && status.split(separator: "\n").count == 2)
    }

    @Test("a redacted note is gone on both sides, after a question")
    func redaction() throws {
        for name in ["li", "wang"] { try program.run("sync", "add", "team", "share", "--db", "\(name).db") }
        let added = try program.run("note", "add", "502", "密码是 hunter2", "--db", "li.db").output
        let id = try #require(added.split(separator: " ").first { $0.count == 8 })
        for name in ["li", "wang"] { _ = try sync(name) }
        #expect(try sync("li", "redact", String(id)).status == 64)
        #expect(try sync("li", "redact", String(id), "--yes").status == 0)
        for name in ["li", "wang"] { _ = try sync(name) }
        for name in ["li", "wang"] {
            #expect(try !program.run("export", "notes", "--db", "\(name).db").output.contains("hunter2"))
        }
    }

    @Test("a program kb-remote-NAME is a remote like any other")
    func ownProgram() throws {
        try ShelfProgram.write(to: program.folder)
        let environment = ["KB_LIBEXEC": program.folder.path]
        let shelf = "shelf://\(program.folder.appendingPathComponent("shelf.json").path)"
        for name in ["li", "wang"] { try program.run("sync", "add", "team", shelf, "--db", "\(name).db") }
        try program.run("note", "add", "502", "先看上游", "--db", "li.db")
        for name in ["li", "wang"] {
            let result = try program.run(["sync", "--db", "\(name).db"], environment: environment)
            #expect(result.status == 0, "\(result.errors)")
        }
        #expect(try program.run("export", "notes", "--db", "wang.db").output.contains("先看上游"))
        // Without the program it is out of reach.
        let missing = try program.run(["sync", "--db", "li.db"], environment: ["KB_LIBEXEC": "/nowhere"])
        #expect(missing.status == 69 && missing.errors.contains("kb-remote-shelf"))
    }

    @Test(
        "objects for programs have the members that docs/json.md lists",
        arguments: ["sync", "sync list", "sync status"])
    func json(_ command: String) throws {
        for name in ["li", "wang"] { try program.run("sync", "add", "team", "share", "--db", "\(name).db") }
        try program.run("note", "add", "502", "先看上游", "--db", "li.db")
        _ = try sync("li")
        let page = try String(
            contentsOf: Program.root.appendingPathComponent("docs/json.md"), encoding: .utf8)
        let start = try #require(page.range(of: "\n## kb \(command)\n"))
        let section = page[start.upperBound...].prefix { _ in true }
        let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
        let documented = Set(
            section[..<end].split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap {
                ($0.components(separatedBy: " | ").first ?? "").matches(of: /`(\w+)`/).map { String($0.1) }
            })
        let run = try program.run(
            command.split(separator: " ").map(String.init) + ["--json", "--db", "wang.db"])
        #expect(run.status == 0)
        for line in run.lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let printed = Set(try #require(object).keys)
            #expect(printed.subtracting(documented).isEmpty, "\(line)")
            // What is there when a remote was not reached.
            #expect(documented.subtracting(printed).isSubset(of: ["failure"]), "\(line)")
        }
    }

    @Test("--watch goes on until it is told to end, and then nothing is lost")
    func watch() throws {
        try program.run("sync", "add", "team", "share", "--db", "li.db")
        try program.run("note", "add", "502", "先看上游", "--db", "li.db")
        let running = try program.start("sync", "--watch", "5", "--db", "li.db")
        let logs = program.folder.appendingPathComponent("share/kb-logs")
        while !FileManager.default.fileExists(atPath: logs.path) { usleep(1000) }
        running.send(SIGINT)
        let result = running.finish()
        #expect(result.status == 130)
        #expect(try sync("li").output == "team: nothing new\n")
    }
}
