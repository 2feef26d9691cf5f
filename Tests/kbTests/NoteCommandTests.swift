import Foundation
import Testing

@testable import kb

@Suite struct NoteCommandTests {
    let kb: Program

    init() throws {
        kb = try Program.withThreeCodes()
    }

    @Test("a note is added, listed and shown")
    func addListShow() throws {
        let added = try kb.run(
            "note", "add", "http:404", "check", "the cache", "--tag", "#cdn", "--author", "Li")
        let id = try kb.lastID()
        #expect(added.output == "Added note \(id) to http:404 Not Found\n")
        #expect(added.errors == "" && added.status == 0)
        let list = try kb.run("note", "list")
        #expect(list.lines.prefix(2) == ["http:404 Not Found", "✎ check the cache"])
        #expect(list.lines[2].hasPrefix("  Li · 20") && list.lines[2].hasSuffix(" · #cdn · \(id)"))
        #expect(try kb.run("note", "show", id).output == list.output)
        let json = try kb.run("note", "list", "404", "--json")
        #expect(
            json.lines.count == 1
                && json.output.hasPrefix(#"{"author":"Li","body":"check the cache","book":"http""#))
        #expect(json.output.contains(#""format":1"#))
        #expect(try kb.run("note", "show", id, "--json").output == json.output)
    }

    @Test("the text may come from -m, from - and from a pipe, and may begin with a hyphen")
    func texts() throws {
        try kb.run("note", "add", "http:404", "-m", "- a list")
        try kb.run("note", "add", "http:404", "-", input: "two\nlines\n\n")
        try kb.run("note", "add", "http:404", input: "piped\r\n")
        let json = try kb.run("note", "list", "--json")
        #expect(json.lines.map { $0.contains(#""body":"- a list""#) } == [true, false, false])
        #expect(json.lines.map { $0.contains(#""body":"two\nlines""#) } == [false, true, false])
        #expect(json.lines.map { $0.contains(#""body":"piped""#) } == [false, false, true])
        let both = try kb.run("note", "add", "http:404", "-m", "a", "b")
        #expect(both.status == 64 && both.output == "")
    }

    @Test("the author comes from KB_AUTHOR, and --author goes before it")
    func authors() throws {
        try kb.run("note", "add", "http:404", "a", environment: ["KB_AUTHOR": "env", "USER": "user"])
        try kb.run("note", "add", "http:404", "b", "--author", "own", environment: ["KB_AUTHOR": "env"])
        try kb.run("note", "add", "http:404", "c", environment: ["USER": "user"])
        let lines = try kb.run("note", "list", "--json").lines
        #expect(
            lines.map { $0.prefix(15) }
                == [#"{"author":"env","#, #"{"author":"own","#, #"{"author":"","bo"#].map { $0.prefix(15) })
    }

    @Test("a wrong code, text, tag or ID is said with what to do, in the user's language")
    func faults() throws {
        let ambiguous = try kb.run("note", "add", "404", "text")
        #expect(ambiguous.status == 64)
        #expect(
            try Self.withoutDraft(ambiguous.errors, "the unsaved text is kept in ") == """
                error: '404' is ambiguous:
                  http:404 Not Found
                  sip:404 Not Found
                hint: name the book, as in http:404

                """)
        let unknown = try kb.run("note", "add", "999", "text", environment: ["KB_LANG": "zh"])
        let reason = try Self.withoutDraft(unknown.errors, "未保存的文字留在 ")
        #expect(unknown.status == 1 && reason.hasPrefix("错误：没有代码“999”\n提示："))
        #expect(try kb.run("note", "add", "http:404", "-m", " ").status == 64)
        #expect(try kb.run("note", "add", "http:404", "-", input: "").status == 64)
        #expect(try kb.run("note", "add", "http:404", "x", "--tag", "a b").status == 64)
        #expect(try kb.run("note", "show", "12").status == 64)
        #expect(try kb.run("note", "show", "12345678").status == 1)
        #expect(try kb.run("note", "list").status == 1)
        #expect(try kb.run("tag", "list").status == 1)
        #expect(try kb.run("note", "list", environment: ["KB_DB": "/nowhere/kb.db"]).status == 66)
    }

    /// What follows the lines that tell where the text is, and how to go on.
    private static func withoutDraft(_ errors: String, _ start: String) throws -> String {
        let lines = errors.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
        try #require(lines.count == 3)
        #expect(errors.hasPrefix(start) && lines[0].hasSuffix(".md"), "\(errors)")
        #expect(lines[1].contains("kb note drafts note-"), "\(errors)")
        return String(lines[2])
    }

    @Test("a text that cannot be saved is kept in a private file, or printed where that cannot be made")
    func kept() throws {
        try kb.execute("CREATE TRIGGER no BEFORE INSERT ON notes BEGIN SELECT RAISE(ABORT, 'no'); END")
        let state = kb.folder.appendingPathComponent("state")
        let result = try kb.run(
            "note", "add", "http:404", "a precious", "text", environment: ["XDG_STATE_HOME": state.path])
        #expect(result.status == 2 && result.output == "")
        let drafts = state.appendingPathComponent("kb/drafts")
        let names = try FileManager.default.contentsOfDirectory(atPath: drafts.path).filter {
            $0.hasSuffix(".md")
        }
        let draft = drafts.appendingPathComponent(try #require(names.first))
        let reason = try Self.withoutDraft(
            result.errors, "the unsaved text is kept in \(draft.path)")
        #expect(reason.hasPrefix("error: "))
        #expect(try String(contentsOf: draft, encoding: .utf8) == "a precious text")
        let modes = try [draft, drafts].map {
            try FileManager.default.attributesOfItem(atPath: $0.path)[.posixPermissions] as? Int
        }
        #expect(modes == [0o600, 0o700])

        let unsaved = try kb.run(
            "note", "add", "http:404", "a precious", "text", environment: ["XDG_STATE_HOME": "/dev/null"])
        #expect(unsaved.errors.hasPrefix("the unsaved text:\na precious text\nerror: "))
    }

    @Test("a note is edited, its history kept, and removed")
    func editHistoryRemove() throws {
        try kb.run("note", "add", "http:500", "one")
        let id = try kb.lastID()
        #expect(try kb.run("note", "edit", id, "-m", "two").output == "Changed note \(id) on http:500\n")
        let same = try kb.run("note", "edit", id, "-m", "two")
        #expect(same.output == "" && same.errors == "nothing changed\n" && same.status == 0)
        #expect(try kb.run("note", "rm", id).output.hasPrefix("Removed note \(id) from http:500 "))
        #expect(try kb.run("note", "show", id).status == 1)
        let history = try kb.run("note", "history", id)
        let marked = history.lines.filter { $0.hasPrefix("✎") }
        #expect(marked.prefix(2) == ["✎ one", "✎ [-one-]{+two+}"] && marked[2].hasPrefix("✎ removed · "))
        #expect(try kb.run("note", "history", id, "--json").lines.count == 3)
    }

    @Test("a note in conflict shows its versions, and editing makes one of them")
    func conflict() throws {
        try kb.run("note", "add", "http:404", "one")
        let id = try kb.lastID()
        try kb.execute(
            "INSERT INTO notes (note, book, code, body) SELECT note, book, code, 'other' FROM notes")
        let shown = try kb.run("note", "show", id)
        #expect(shown.output.contains("✎ one") && shown.output.contains("✎ other") && shown.status == 0)
        let warning = "note \(id) is in conflict: merge its 2 versions with kb note resolve \(id)\n"
        #expect(shown.errors == warning)
        #expect(try kb.run("note", "list").errors == warning)
        #expect(try kb.run("tag", "add", id, "x").status == 2)
        #expect(try kb.run("note", "edit", id, "-m", "<<<<<<< a\nb").status == 64)
        #expect(try kb.run("note", "edit", id, "-m", "both").status == 0)
        let result = try kb.run("note", "list")
        #expect(result.lines[1] == "✎ both" && result.lines.count == 3 && result.errors == "")
    }

    @Test("tags are added, taken away, counted and listed by")
    func tags() throws {
        try kb.run("note", "add", "http:404", "one", "--tag", "a")
        let id = try kb.lastID()
        #expect(try kb.run("tag", "add", id, "#b", "c").output == "Tags of note \(id): #a #b #c\n")
        #expect(try kb.run("tag", "rm", id, "a").output == "Tags of note \(id): #b #c\n")
        try kb.run("note", "add", "http:500", "two", "--tag", "c")
        #expect(try kb.run("tag", "list").output == "2  #c\n1  #b\n")
        #expect(
            try kb.run("tag", "list", "--json").lines
                == [#"{"count":2,"format":1,"tag":"c"}"#, #"{"count":1,"format":1,"tag":"b"}"#])
        #expect(try kb.run("note", "list", "--tag", "#c", "--json").lines.count == 2)
        #expect(try kb.run("note", "list", "--tag", "b", "--json").lines.count == 1)
    }

    @Test("an annotation stands on its quote, moves, and is listed when it has lost it")
    func annotations() throws {
        let several = try kb.run("annotate", "http:404", "请求", "which?")
        #expect(several.status == 64 && several.errors.contains("2. …请求失败，[请求]所希望得到"))
        let missing = try kb.run("annotate", "http:404", "所希望得倒的资源", "x")
        #expect(missing.status == 1 && missing.errors.hasSuffix("hint: the closest passage is: 所希望得到的资源\n"))
        let added = try kb.run("annotate", "http:404", "请求", "--occurrence", "2", "which", "one?")
        let id = try kb.lastID()
        #expect(added.output == "Added annotation \(id) to “请求” in http:404 Not Found\n")
        let list = try kb.run("annotation", "list", "404")
        #expect(list.lines.prefix(3) == ["http:404 Not Found", "✎ “请求”", "  which one?"])
        #expect(try kb.run("annotation", "list", "--orphaned").status == 1)
        #expect(try kb.run("annotation", "move", id, "资源").output == "Annotation \(id) is now at “资源”\n")
        let json = try kb.run("annotation", "list", "--json").output
        #expect(json.hasPrefix(#"{"anchor":{"end":15,"exact":"资源","field":"description","orphaned":false,"#))
        try kb.execute("UPDATE notes SET anchor = 'orphaned'")
        #expect(try kb.run("annotation", "list", "--orphaned").lines[1] == "✎ “资源” (no longer in the text)")
        #expect(try kb.run("annotation", "rm", id).status == 0)
        #expect(try kb.run("annotation", "list").status == 1)
    }

    @Test(
        "stored controls and bidirectional characters are escaped for people, and JSON escapes for programs")
    func escapes() throws {
        try kb.run("note", "add", "http:404", "-", input: "a\u{1B}[2Jb\u{202E}c\rd")
        let list = try kb.run("note", "list")
        #expect(list.lines[1] == #"✎ a\x1B[2Jb\u{202E}c\x0Dd"#)
        let json = try kb.run("note", "list", "--json")
        #expect(json.output.contains(#""body":"a\u001b[2Jb\u202ec\rd""#))
    }

    @Test("an editor gets the text, and its failure keeps the draft", arguments: [true, false])
    func editor(succeeds: Bool) throws {
        // Without a terminal the text would come from standard input: script(1) makes one.
        let script = "/usr/bin/script"
        guard FileManager.default.isExecutableFile(atPath: script) else { return }
        let editor = kb.folder.appendingPathComponent("my editor")
        try "#!/bin/sh\necho '写下' > \"$2\"\nexit \(succeeds ? 0 : 1)\n".write(
            to: editor, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor.path)
        let result = try kb.runOnTerminal(
            ["note", "add", "http:404"],
            environment: ["EDITOR": #""\#(editor.path)" -x"#, "TERM": "dumb", "TMPDIR": kb.folder.path])
        let folder = kb.folder.appendingPathComponent(".local/state/kb/drafts").path
        let drafts = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".md")
        }
        #expect(result.status == (succeeds ? 0 : 2))
        #expect(drafts.count == (succeeds ? 0 : 1))
        #expect(try kb.run("note", "list").output.contains("✎ 写下") == succeeds)
    }
}
