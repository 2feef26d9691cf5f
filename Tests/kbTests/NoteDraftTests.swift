import Foundation
import Testing

/// What a person has written is in the knowledge base or in a file that is named, whatever goes wrong.
@Suite("texts that are not saved")
struct NoteDraftTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
    }

    private static let text = "找了一整天才弄明白\nsecond line"

    /// The ways to give a text that is there before kb starts.
    private static let ways: [(arguments: [String], input: String)] = [
        (["-"], text), ([], text), ([text], ""), (["-m", text], ""),
    ]

    private func add(_ way: (arguments: [String], input: String), to code: String = "404") throws -> [Program
        .Run]
    {
        [
            try program.run(["note", "add", code, "--timeout", "0.1"] + way.arguments, input: way.input),
            try program.run(
                ["annotate", code, "410状态码", "--timeout", "0.1"] + way.arguments, input: way.input),
        ]
    }

    /// The drafts that standard error names, which only their owner may read.
    private func drafts(_ run: Program.Run) throws -> [Data] {
        try run.errors.matches(of: /kept in (.+\.md)\n/).map { match in
            let path = String(match.1)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            return try Data(contentsOf: URL(fileURLWithPath: path))
        }
    }

    private var draftFolder: URL { program.folder.appendingPathComponent(".local/state/kb/drafts") }

    /// All drafts, named or not.
    private func allDrafts() -> [String] {
        let folder = draftFolder.path
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".md")
        }
            + ((try? FileManager.default.contentsOfDirectory(atPath: program.folder.path)) ?? [])
            .filter { $0.hasPrefix("kb-note-") }
    }

    @Test(
        "an exclusive lock, an unknown code and a file that is not there keep the text",
        arguments: ways.indices)
    func kept(way: Int) throws {
        let way = Self.ways[way]
        let locker = try program.start(tool: Tool.sqlite3.path, [program.database.path])
        locker.write("BEGIN EXCLUSIVE;\n.shell touch locked\n")
        while !FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("locked").path) {
            usleep(10_000)
        }
        for run in try add(way) {
            #expect(run.status == 75 && run.output.isEmpty, "\(run.errors)")
            #expect(try drafts(run) == [Data(Self.text.utf8)], "\(run.errors)")
        }
        _ = locker.finish()
        for run in try add(way, to: "999") {
            #expect(run.status == 1 && run.errors.contains("no code '999'"))
            #expect(try drafts(run) == [Data(Self.text.utf8)], "\(run.errors)")
        }
        try FileManager.default.removeItem(at: program.database)
        for run in try add(way) {
            #expect(run.status == 66)
            #expect(try drafts(run) == [Data(Self.text.utf8)], "\(run.errors)")
        }
    }

    @Test("what was saved leaves no draft, and an empty text is none")
    func saved() throws {
        for run in try Self.ways.flatMap({ try add($0) }) { #expect(run.status == 0, "\(run.errors)") }
        #expect(try program.run("note", "add", "404", "-", input: " \n").status == 64)
        let id = try #require(try program.run("note", "list").lines.last?.split(separator: " ").last)
        #expect(try program.run("note", "edit", String(id), "-", input: "neu").status == 0)
        #expect(try program.run("note", "edit", String(id), "-", input: "neu").errors == "nothing changed\n")
        #expect(allDrafts().isEmpty)
    }

    @Test("a piped text that is no UTF-8, or too long, is kept as it came")
    func unusable() throws {
        try program.write("", to: "bytes")
        let file = program.folder.appendingPathComponent("bytes")
        for (bytes, error) in [
            (Data([0xB2, 0xE9, 0xCE, 0xC4]), "is not UTF-8"),
            (Data(repeating: 0x61, count: 1_200_000), "too long"),
        ] {
            try bytes.write(to: file)
            let run = try program.tool("/bin/sh", ["-c", "'\(Program.binary.path)' note add 404 - < bytes"])
            #expect(run.status == 65 && run.errors.contains(error), "\(run.errors)")
            #expect(try drafts(run) == [bytes], "\(run.errors.prefix(500))")
        }
    }

    @Test("without a place for drafts the text is printed")
    func printed() throws {
        let run = try program.run(
            ["note", "add", "999", "-"], environment: ["XDG_STATE_HOME": "/dev/null"], input: Self.text)
        #expect(run.errors.hasPrefix("the unsaved text:\n\(Self.text)\nerror: "), "\(run.errors)")
    }

    /// Runs a command on a terminal with a shell script as its editor, which finds the draft in `$1`.
    private func editing(_ script: String, _ arguments: [String]) throws -> Program.Run {
        try program.write("#!/bin/sh\n\(script)\n", to: "editor")
        let editor = program.folder.appendingPathComponent("editor").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
        return try program.runOnTerminal(
            arguments, environment: ["EDITOR": editor, "TMPDIR": program.folder.path, "TERM": "dumb"])
    }

    private func named(_ run: Program.Run) throws -> Data {
        var run = run
        run.errors = run.output
        let drafts = try drafts(run)
        #expect(drafts.count == 1, "\(run.output)")
        return drafts.first ?? Data()
    }

    @Test("a text from the editor that is no UTF-8 or too long is kept, and its place told")
    func unusableInEditor() throws {
        let latin = try editing("printf '\\262\\351' > \"$1\"", ["note", "add", "404"])
        #expect(latin.status == 65 && latin.output.contains("is not UTF-8"))
        #expect(try named(latin) == Data([0xB2, 0xE9]))
        let long = try editing("head -c 1100000 /dev/zero | tr '\\0' a > \"$1\"", ["note", "add", "404"])
        #expect(long.status == 65 && long.output.contains("too long"))
        #expect(try named(long).count == 1_100_000)
        #expect(allDrafts().count == 2)
    }

    @Test(
        "what was written in an editor is kept where the file is gone by then, and saved where it is another")
    func replacedWhileEditing() throws {
        let gone = try editing("echo 写下 > \"$1\"; mv kb.db other.db", ["note", "add", "404"])
        #expect(gone.status == 66)
        #expect(try named(gone) == Data("写下\n".utf8))
        try FileManager.default.moveItem(
            at: program.folder.appendingPathComponent("other.db"), to: program.database)
        // As a tool that synchronises folders does.
        let saved = try editing("echo 存下 > \"$1\"; cp kb.db new.db; mv new.db kb.db", ["note", "add", "404"])
        #expect(saved.status == 0, "\(saved.output)")
        #expect(try program.run("note", "list").output.contains("✎ 存下"))
    }

    @Test("an editor that returns at once without a text is told to wait")
    func background() throws {
        for command in [["note", "add", "404"], ["annotate", "404", "410状态码"]] {
            let run = try editing("exit 0", command)
            // A terminal's lines end between words.
            let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(run.status == 64 && text.contains("ended at once"), "\(run.output)")
            #expect(text.contains(#"as with EDITOR="code --wait""#), "\(run.output)")
            // The editor may still be writing there.
            let draft = try #require(text.firstMatch(of: /kb note drafts (note-\w+)/)).1
            #expect(allDrafts().contains("\(draft).md"))
            #expect(try program.run("note", "drafts").status == 1, "nobody has written anything yet")
            let file = draftFolder.appendingPathComponent("\(draft).md")
            try Data("spät geschrieben\n".utf8).write(to: file)
            let saved = try program.run("note", "drafts", String(draft), "--as-is")
            #expect(saved.status == 0, "\(saved.errors)")
        }
        #expect(allDrafts().isEmpty)
        #expect(try program.run("note", "list").output.components(separatedBy: "spät geschrieben").count == 3)
    }

    @Test("a pipe in the place of the draft ends the command")
    func pipe() throws {
        let run = try editing("rm \"$1\"; mkfifo \"$1\"", ["note", "add", "404"])
        #expect(run.status == 65 && run.output.contains("is no longer a regular file"), "\(run.output)")
        let gone = try editing("rm \"$1\"", ["note", "add", "404"])
        #expect(gone.status == 74 && gone.output.contains("No such file"), "\(gone.output)")
    }

    @Test("without HOME nothing is looked for in the working folder")
    func homeless() throws {
        let none = ["HOME": "", "KB_DB": ""]
        for arguments in [
            ["query", "404"], ["query", "404", "--json", "--raw"], ["list"], ["import", "x"],
        ] {
            let run = try program.run(arguments, environment: none)
            #expect(run.status == 66, "\(arguments) \(run.errors)")
            if arguments[0] != "import" {
                #expect(run.errors.contains("HOME is not set\nhint: name it with --db"))
            }
        }
        #expect(try program.run(["config"], environment: none).output.contains("database  (none)"))
        #expect(try program.run(["list", "--db", "kb.db"], environment: none).status == 0)
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent(".local").path))
    }
}
