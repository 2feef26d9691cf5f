import Foundation
import Testing

@Suite(
    "kb browse on a terminal", .serialized,
    .enabled(if: Tool.tmux.exists && Tool.fzf.exists, "tmux or fzf is not installed"))
struct BrowseScreenTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
        try program.write(
            "#!/bin/sh\nprintf '见 error.log\\n' >\"$1\"\necho \"$SHELL\" >shell\n", to: "editor")
        #expect(chmod(program.folder.appendingPathComponent("editor").path, 0o755) == 0)
    }

    /// What a person sees in each language.
    private struct Words {
        var line: String
        var text: String
        var copied: String
        var passage: String
        var note: String
        var quote: String

        init(_ language: String) {
            let isChinese = language == "zh"
            line = isChinese ? "> 502  Bad Gateway  此错误" : "> 502  Bad Gateway  A gateway"
            text = isChinese ? "此错误响应表明服务器作为" : "A gateway or proxy got"
            copied = isChinese ? "已复制 502>" : "copied 502>"
            passage = isChinese ? "原文，或它的序号" : "The passage, or its number"
            note = "✎ 见 error.log"
            quote = isChinese ? "「Bad Gateway」" : "“Bad Gateway”"
        }
    }

    @Test(
        "search as you type, read, copy, add a note, annotate, and leave with the entry",
        arguments: [40, 80, 200], ["zh", "en"])
    func everything(columns: Int, language: String) throws {
        let words = Words(language)
        let screen = try Screen(
            program, "kb browse", columns: columns, environment: ["KB_LANG": language, "EDITOR": "./editor"])
        try screen.wait(for: "kb>", "63/63", "Alt-N", "> 100", "100 Continue  [http]")
        try screen.type("网关")
        try screen.wait(for: "kb> 网关", "> 504")
        try screen.press("C-u")
        try screen.wait(for: "63/63")
        try screen.type("502")
        let lines = try screen.wait(
            for: "kb> 502", words.line, "502 Bad Gateway  [http]", words.text)
        let preview = try #require(lines.firstIndex { $0.contains("502 Bad Gateway  [http]") })
        let prompt = try #require(lines.firstIndex { $0.hasPrefix("kb> 502") })
        #expect((preview > prompt) == (columns == 40))

        try screen.press("C-y")
        try screen.wait(for: words.copied)
        #expect(try screen.clipboard() == "502")
        try screen.press("M-n")
        try screen.wait(for: words.note)
        try screen.press("M-a")
        try screen.wait(for: words.passage)
        try screen.type("1")
        try screen.press("Enter")
        // The number stands behind the annotated words, too.
        try screen.wait(for: "Bad Gateway[1]", "✎ [1] " + words.quote)
        try screen.press("Enter")
        try screen.wait(for: "left 0", "✎ [1] " + words.quote)

        let notes = try program.run("note", "list", "502", environment: ["KB_LANG": language]).output
        #expect(notes.contains("✎ " + words.quote) && notes.contains(words.note + "\n"))
    }

    @Test("no sign that is typed is taken for a command, and what is not found is said")
    func signs() throws {
        let screen = try Screen(program, "kb browse not found")
        try screen.wait(for: "kb> not found", "> 404")
        try screen.press("C-u")
        for text in ["'; touch xqxq; '", "$(touch xqxq)`touch xqxq`", "\\ \" {1} {q} ) +abort --db x"] {
            try screen.type(text)
            try screen.wait(for: "kb> " + text, "0/0", "nothing found for")
            try screen.press("C-u")
            try screen.wait(for: "63/63")
        }
        #expect(!FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("xqxq").path))
    }

    @Test("without an editor a note is a line, and an empty one, Esc or Ctrl-C goes back")
    func lines() throws {
        let screen = try Screen(program, "kb browse 205", environment: ["VISUAL": "", "EDITOR": ""])
        try screen.wait(for: "205 Reset Content  [http]")
        try screen.press("C-o")
        try screen.wait(for: "Your text on http:205 Reset Content")
        try screen.press("Enter")
        try screen.wait(for: "kb> 205")
        try screen.press("C-o")
        try screen.wait(for: "Your text on http:205 Reset Content")
        try screen.type("doch nicht")
        try screen.press("Escape")
        try screen.press("Enter")
        try screen.wait(for: "kb> 205")
        try screen.press("C-o")
        try screen.wait(for: "Your text on http:205 Reset Content")
        try screen.press("C-c")
        try screen.wait(for: "kb> 205")
        #expect(try program.run("note", "list").status == 1)
        try screen.press("C-o")
        try screen.wait(for: "Your text on http:205 Reset Content")
        try screen.type("-清空 表单")
        try screen.press("Enter")
        try screen.wait(for: "kb> 205", "✎ -清空 表单")

        try screen.press("C-t")
        try screen.wait(for: "The passage")
        try screen.type("没有这句")
        try screen.press("Enter")
        try screen.wait(for: "'没有这句' is not in the name or description of http:205")
        try screen.type("响应")
        try screen.press("Enter")
        try screen.wait(for: "'响应' occurs", "Which one")
        try screen.type("2")
        try screen.press("Enter")
        try screen.wait(for: "Your text on “响应”")
        try screen.type("第二处")
        try screen.press("Enter")
        try screen.wait(for: "✎ [1] “响应”", "第二处")
        #expect(try program.run("note", "list", "205", "--json").output.contains(#""exact":"响应""#))
    }

    @Test("paths of any signs, any shell and options of the user's do no harm")
    func hostile() throws {
        let folder = program.folder.appendingPathComponent("a 'b\" $c\nd")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: Program.binary, to: folder.appendingPathComponent("k'b"))
        try FileManager.default.copyItem(at: program.database, to: folder.appendingPathComponent("k b.db"))
        let options = """
            --multi --tac --print-query --expect=enter,alt-n --layout=reverse --border --preview-window=hidden \
            --bind=change:abort,alt-n:abort,focus:abort --header-lines=3 -1 -0 --read0 --print0 --with-nth=1 \
            --delimiter=o --preview=false --no-ansi --query=404 --history=history --prompt=mine
            """
        let screen = try Screen(
            program, #"SHELL=/bin/false; export SHELL; "$FOLDER/k'b" browse --db "$FOLDER/k b.db" 502"#,
            environment: [
                "FOLDER": folder.path, "FZF_DEFAULT_OPTS": options, "FZF_DEFAULT_COMMAND": "echo mine",
                "EDITOR": "./editor",
            ])
        try screen.wait(for: "╭─", "kb> 502", "> 502  Bad Gateway", "502 Bad Gateway  [http]")
        try screen.press("BSpace")
        try screen.wait(for: "kb> 50 ", "> 500  Internal Server", "│ 500 Internal Server Error")
        try screen.press("M-n")
        try screen.wait(for: "✎ 见 error.log")
        let shell = try String(contentsOf: program.folder.appendingPathComponent("shell"), encoding: .utf8)
        #expect(shell == "/bin/false\n")
        try screen.press("Enter")
        try screen.wait(for: "500 Internal Server Error  [http]", "left 0")
    }

    @Test("a terminal without tmux is sent the code by OSC 52")
    func osc52() throws {
        // tmux, whose settings let it take the sequence, is that terminal.
        let screen = try Screen(program, "unset TMUX; kb browse 限流")
        try screen.tmux("set", "-s", "set-clipboard", "on")
        try screen.wait(for: "> 429")
        try screen.press("C-y")
        try screen.wait(for: "copied 429>")
        #expect(try screen.clipboard() == "429")
    }

    @Test("Enter prints to a pipe what kb show does, without colour")
    func pipe() throws {
        let screen = try Screen(program, "kb browse 404 | cat >out")
        try screen.wait(for: "> 404", "404 Not Found  [http]")
        try screen.press("Enter")
        try screen.wait(for: "left 0")
        let output = try String(contentsOf: program.folder.appendingPathComponent("out"), encoding: .utf8)
        #expect(output == (try program.run("show", "404").output))
    }

    @Test("Esc and Ctrl-C leave and print nothing; Ctrl-Z does nothing", arguments: ["Escape", "C-c"])
    func leave(key: String) throws {
        let screen = try Screen(program, "kb browse 404 >out")
        try screen.wait(for: "> 404")
        try screen.press("C-z")
        try screen.type("9")
        try screen.wait(for: "kb> 4049")
        try screen.press(key)
        try screen.wait(for: "left 0")
        #expect(try Data(contentsOf: program.folder.appendingPathComponent("out")).isEmpty)
    }

    @Test("an fzf that is missing, too old or fails is told, with what to do")
    func finders() throws {
        let old = program.folder.appendingPathComponent("old")
        try FileManager.default.createDirectory(at: old, withIntermediateDirectories: true)
        try program.write("#!/bin/sh\necho '0.29 (debian)'\n", to: "old/fzf")
        #expect(chmod(old.appendingPathComponent("fzf").path, 0o755) == 0)
        for (command, texts) in [
            ("PATH=${PATH%%:*} kb browse", ["kb browse needs fzf", "apt install fzf", "left 2"]),
            ("PATH=./old:$PATH kb browse", ["fzf 0.29 is too old", "apt install fzf", "left 2"]),
            ("FZF_DEFAULT_OPTS=--none kb browse", ["fzf failed", "FZF_DEFAULT_OPTS", "left 2"]),
            ("kb browse --book none", ["no book 'none'", "there are: http", "left 1"]),
            ("kb browse --db none.db", ["none.db", "left 66"]),
        ] {
            let screen = try Screen(program, command, columns: 120)
            try screen.wait(for: texts)
        }
    }
}
