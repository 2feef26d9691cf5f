import Foundation
import KBPresentation
import KBText
import Testing

@testable import kb

/// What an editor is given, and what becomes of what it leaves.
@Suite("notes in an editor")
struct NotePageTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
        try program.run("note", "add", "404", "alt #text", "--tag", "nginx", "--author", "Li")
    }

    private func editing(
        _ script: String, _ arguments: [String], language: String = "en", environment: [String: String] = [:]
    ) throws -> Program.Run {
        try program.write("#!/bin/sh\ncp \"$1\" page\n\(script)\n", to: "edit")
        let editor = program.folder.appendingPathComponent("edit").path
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
        return try program.runOnTerminal(
            arguments,
            environment: ["EDITOR": editor, "TERM": "dumb", "KB_LANG": language].merging(environment) { $1 })
    }

    private func page() throws -> [String] {
        try String(contentsOf: program.folder.appendingPathComponent("page"), encoding: .utf8)
            .components(separatedBy: "\n")
    }

    private func drafts(_ arguments: String...) throws -> Program.Run {
        try program.run(["note", "drafts"] + arguments)
    }

    @Test(
        "the page has the tags, the text, and below the scissors code, name, description and tags",
        arguments: ["en", "zh"])
    func shown(language: String) throws {
        let run = try editing(
            "printf 'neu\\n' > \"$1\"", ["note", "add", "502", "--tag", "值班"], language: language)
        #expect(run.status == 0, "\(run.output)")
        let page = try page()
        #expect(page[0] == "--" && page[1] == (language == "zh" ? "标签：值班" : "tags: 值班") && page[2] == "--")
        let scissors = try #require(page.firstIndex { $0.contains(">8") })
        #expect(page[3..<scissors].joined().isEmpty)
        let below = page[scissors...].joined(separator: "\n")
        #expect(page[scissors...].dropLast().allSatisfy { $0.hasPrefix("#") && DisplayWidth.of($0) <= 80 })
        #expect(below.contains("\n# http:502 Bad Gateway\n") && below.contains("nginx"))
        #expect(below.contains("服务器作为网关需要"))
    }

    @Test("what is left of the page is the note: its text, its tags, and no line below the scissors")
    func saved() throws {
        let id = try program.lastID()
        let run = try editing(
            "sed -i -e 's/^tags: nginx$/tags: 网关，#oncall/' -e 's/^alt #text/# Titel\\n\\nneu #da/' \"$1\"",
            ["note", "edit", id])
        #expect(run.status == 0, "\(run.output)")
        let note = try program.run("note", "show", id, "--json").output
        #expect(note.contains(##""body":"# Titel\n\nneu #da""##), "\(note)")
        #expect(note.contains(#""tags":["网关","oncall","da"]"#), "\(note)")
        #expect(try editing("sleep 2.1", ["note", "edit", id]).output.contains("nothing changed"))
        // Whoever empties the list of tags wants none; whoever takes it away leaves them.
        _ = try editing(
            "sed -i '1,3d' \"$1\"; echo x >> \"$1\"; sed -i 's/neu/ganz neu/' \"$1\"", ["note", "edit", id])
        #expect(
            try program.run("note", "show", id, "--json").output.contains(#""tags":["网关","oncall","da"]"#))
        _ = try editing("sed -i '2s/.*/tags:/' \"$1\"", ["note", "edit", id])
        #expect(try program.run("note", "show", id, "--json").output.contains(#""tags":["da"]"#))
    }

    @Test("a text that is about such lines stays whole")
    func lines() throws {
        let scissors = "# ------------------------ >8 ------------------------"
        let text = "--\nnot tags\n--\n\(scissors)\n# comment"
        try program.run("note", "add", "404", "-", input: text)
        let id = try program.lastID()
        #expect(try editing("sleep 2.1", ["note", "edit", id]).output.contains("nothing changed"))
        _ = try editing("sed -i '2s/.*/tags: a/' \"$1\"", ["note", "edit", id])
        let body = try program.run("note", "show", id, "--json").output
        #expect(
            body.contains(#""body":"--\nnot tags\n--\n# ----"#) && body.contains(##"\n# comment""##),
            "\(body)")
    }

    @Test(
        "a page that cannot be saved is a draft: it is listed, and going on with it finds it as it was left")
    func resumed() throws {
        let wrong = try editing(
            "printf -- '--\\ntitle: x\\n--\\nmein Text\\n' > \"$1\"", ["note", "add", "404"])
        #expect(wrong.status == 65 && wrong.output.contains("only tags may stand"), "\(wrong.output)")
        let list = try drafts()
        #expect(list.status == 0 && list.output.contains(" · 404\n"), "\(list.output)\(list.errors)")
        let name = try #require(list.output.firstMatch(of: /note-\w+/)).output
        #expect(try drafts("--json").output.contains(#""draft":"\#(name)""#))
        #expect(try drafts(String(name), "--as-is").status == 65)
        let resumed = try editing("sed -i '2s/.*/tags: gut/' \"$1\"", ["note", "drafts", String(name)])
        #expect(resumed.status == 0, "the draft is as it was left: \(resumed.output)")
        #expect(try program.run("note", "list", "--tag", "gut").output.contains("✎ mein Text"))
        #expect(try drafts().status == 1)
    }

    @Test("a draft whose code was mistyped is saved on another, and one that nobody wants is removed")
    func moved() throws {
        for text in ["one", "two"] { try program.run("note", "add", "999", "-", "--tag", "t", input: text) }
        let names = try drafts("--json").output.matches(of: /"draft":"(note-\w+)"/).map { String($0.1) }
        #expect(names.count == 2)
        #expect(try drafts(names[0], "--as-is").errors.contains("no code '999'"))
        let saved = try drafts("last", "--as-is", "--code", "http:410")
        #expect(saved.status == 0 && saved.output.contains("http:410 Gone"), "\(saved.errors)")
        #expect(try program.run("note", "list", "410", "--tag", "t").status == 0)
        #expect(try drafts("last", "--remove").status == 0)
        #expect(try drafts("last", "--remove").status == 1)
        #expect(try drafts("--as-is").status == 64)
    }

    @Test("a change of a note that somebody else has changed meanwhile is kept, and goes on from there")
    func meanwhile() throws {
        let id = try program.lastID()
        let run = try editing(
            "'\(Program.binary.path)' note edit \(id) -m theirs >/dev/null; sed -i 's/^alt.*/mine/' \"$1\"",
            ["note", "edit", id])
        #expect(run.status == 2 && run.output.contains("has just been changed"), "\(run.output)")
        #expect(try drafts("last", "--as-is").status == 2, "nobody has looked at what the other wrote")
        let resumed = try editing("sed -i 's/^mine/mine and theirs/' \"$1\"", ["note", "drafts", "last"])
        #expect(resumed.status == 0, "\(resumed.output)")
        #expect(try program.run("note", "show", id).output.contains("mine and theirs"))
    }

    @Test("a kb that was killed while its editor was open leaves a draft that can be gone on with")
    func killed() throws {
        let script = "printf 'halb fertig\\n' > \"$1\"; kill -9 $PPID; sleep 0.1"
        _ = try? editing(script, ["note", "add", "404"])
        let list = try drafts()
        #expect(list.output.contains("halb fertig"), "\(list.output)\(list.errors)")
        #expect(try drafts("last", "--as-is").status == 0)
        #expect(try program.run("note", "list").output.contains("✎ halb fertig"))
    }

    @Test("a draft that is being written is shown as such, and left alone")
    func open() throws {
        let kb = Program.binary.path
        let run = try editing(
            "echo da > \"$1\"; '\(kb)' note drafts > list; '\(kb)' note drafts last --remove; echo $? >> list",
            ["note", "add", "404"])
        #expect(run.status == 0)
        let list = try String(contentsOf: program.folder.appendingPathComponent("list"), encoding: .utf8)
        #expect(list.contains(" · being edited\n") && list.hasSuffix("\n1\n"), "\(list)")
    }

    @Test(
        "without VISUAL and EDITOR the system's editor is started, then vi; without any the text is to be given"
    )
    func fallback() throws {
        for name in ["vi", "editor"] {
            try program.write("#!/bin/sh\necho by \(name) > \"$1\"\n", to: name)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program.folder.appendingPathComponent(name).path)
            let run = try program.runOnTerminal(
                ["note", "add", "404"],
                environment: ["PATH": program.folder.path + ":/nowhere", "TERM": "dumb"])
            #expect(run.status == 0, "\(run.output)")
            #expect(try program.run("note", "list").output.contains("✎ by \(name)"))
        }
        let none = try program.runOnTerminal(
            ["note", "add", "404"], environment: ["PATH": "/nowhere", "TERM": "dumb"])
        #expect(none.status == 64 && none.output.contains("give the text with -m TEXT"), "\(none.output)")
    }

    @Test("tags of several notes are changed at once, or of none where one is not there")
    func several() throws {
        let first = try program.lastID()
        try program.run("note", "add", "502", "zwei", "--tag", "alt")
        let second = try program.lastID()
        let run = try program.run(
            "note", "edit", first, second, "--tag", "neu", "--untag", "nginx", "--untag", "alt", "--author",
            "Wei")
        #expect(
            run.output == "Tags of note \(first): #text #neu\nTags of note \(second): #neu\n", "\(run.errors)"
        )
        #expect(try program.run("note", "list", "--author", "Wei").output.contains("zwei"))
        #expect(try program.run("note", "edit", first, "ffff", "--tag", "x").status == 1)
        #expect(try !program.run("note", "show", first).output.contains("#x"))
        let both = try program.run("note", "edit", first, "-m", "text", "--tag", "x")
        #expect(both.output.contains("Changed note \(first)") && both.output.contains("#x"))
        #expect(try program.run("note", "edit", first, second, "-m", "text", "--tag", "x").status == 64)
    }

    @Test("tags that another tool wrote, which nobody can type, survive an edit")
    func strange() throws {
        try program.execute("UPDATE notes SET tags = '[\"a b\",\"x\"]'")
        let id = try program.lastID()
        #expect(try editing("sed -i -e '2s/x/y/' -e 's/alt/neu/' \"$1\"", ["note", "edit", id]).status == 0)
        #expect(try program.run("note", "show", id, "--json").output.contains(#""tags":["y","a b","text"]"#))
        #expect(try program.run("note", "edit", id, "ganz neu").status == 0)
    }
}
