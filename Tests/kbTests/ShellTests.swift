import Foundation
import Testing

@testable import kb

/// The scripts in the shells that they are for.
@Suite("completion scripts")
struct ShellTests {
    private let program: Program
    private let id: String

    init() throws {
        program = try Program.seeded()
        let smtp = Program.root.appendingPathComponent("seed/smtp.txt").path
        try #require(try program.run("import", smtp).status == 0)
        let added = try program.run("note", "add", "404", "先看网关", "--tag", "网关")
        id = try #require(added.output.split(separator: " ").dropFirst(2).first).description
        try FileManager.default.createSymbolicLink(
            at: program.folder.appendingPathComponent("kb"), withDestinationURL: Program.binary)
        try program.write("", to: "codes of mine.txt")
    }

    /// Writes the script of a shell into a file.
    private func install(_ shell: String, as file: String, language: String = "en") throws {
        let run = try program.run("completions", shell, environment: ["KB_LANG": language])
        try #require(run.status == 0 && !run.output.contains("help information"))
        let place = program.folder.appendingPathComponent(file)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try program.write(run.output, to: file)
    }

    private static let shells: [(name: String, tool: Tool)] = [
        ("bash", .bash), ("zsh", .zsh), ("fish", .fish),
    ].filter(\.tool.exists)

    /// What a build with `kb serve` completes besides.
    private static var serving: [(line: String, answers: [String])] {
        #if Serve
            [
                ("kb serve --trust", ["--trust-user-header"]), ("kb serve --ho", ["--host"]),
                ("kb serve --read-only --pri", ["--private"]), ("kb serve token add --sc", ["--scope"]),
            ]
        #else
            []
        #endif
    }

    @Test("the shells can read their scripts", arguments: shells.map(\.name))
    func syntax(shell: String) throws {
        let tool = try #require(Self.shells.first { $0.name == shell }?.tool)
        for language in ["en", "zh"] {
            try install(shell, as: language, language: language)
            #expect(try tool.run(in: program, ["-n", language]).isEmpty)
        }
    }

    @Test("bash completes, also words that it cuts at colons and equals signs")
    func bash() throws {
        try install("bash", as: "kb.bash")
        // A line, and the words that bash makes of it: the last one is being typed.
        var lines: [(line: String, answers: [String])] = [
            ("kb quer", ["query"]), ("kb show 41 40", (400...409).map(String.init)),
            ("kb show http : 41", (410...418).map(String.init)), ("kb show smtp :", ["211", "214", "220"]),
            ("kb note edit ", [id]), ("kb query --book ", ["http", "smtp"]),
            ("kb query --book = s", ["smtp"]),
            ("kb list --color = a", ["auto", "always"]), ("kb note list --tag ", ["网关"]),
            ("kb note add http : 404 x --tag ", ["网关"]),
            ("kb alias rm 504 网关等", ["网关等不到回应", "网关等不到后端", "网关等太久", "网关等超时"]),
            ("kb import cod", ["codes"]), ("kb import kb.", ["kb.bash", "kb.db"]),
            ("kb import x --dry", ["--dry-run"]),
            ("kb import notes kb.b", ["kb.bash"]), ("kb help anno", ["annotate", "annotation"]),
            ("kb help note his", ["history"]), ("kb export codes --format j", ["json", "jsonl"]),
            ("kb show --db none.db 4", []), ("kb completions f", ["fish"]),
            ("kb sync --dr", ["--dry-run"]), ("kb sync st", ["status"]), ("kb sync usb --str", ["--strict"]),
            ("kb sync add --rel", ["--relay"]), ("kb config show --pa", ["--path"]),
            ("kb config --pa", ["--path"]),
        ]
        lines += Self.serving
        for (line, answers) in lines {
            // Where the line has a space before a sign, bash has seen none.
            let words = line.components(separatedBy: " ").map { "'\($0)'" }.joined(separator: " ")
            let text = line.replacing(" : ", with: ":").replacing(" = ", with: "=").replacing(" :", with: ":")
            let script = """
                PATH=.:$PATH; . ./kb.bash
                COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE='\(text)'; COMP_POINT=${#COMP_LINE}
                word="${COMP_WORDS[COMP_CWORD]}"
                [[ $word == [:=] ]] && word=
                function="$(complete -p kb)"; function="${function##*-F }"
                "${function% kb}" kb "$word" "${COMP_WORDS[COMP_CWORD - 1]}"
                ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}" || true
                """
            let run = try program.tool(Tool.bash.path, ["-c", script])
            #expect(run.errors.isEmpty, "\(line): \(run.errors)")
            let found = answers.count == 3 ? Array(run.lines.prefix(3)) : run.lines
            #expect(found.sorted() == answers.sorted(), "\(line): \(run.output)")
        }
    }

    @Test("zsh completes at a prompt", .enabled(if: Tool.zsh.exists, "zsh is not installed"))
    func zsh() throws {
        try install("zsh", as: "functions/_kb")
        var lines = [
            ("kb show http:41", "http:410  -- Gone"), ("kb note edi", "kb note edit"), ("kb note edit ", id),
            ("kb query --book s", "kb query --book smtp"),
            ("kb query --book=s", "kb query --book=smtp"), ("kb query -bs", "kb query -bsmtp"),
            ("kb export codes --format=m", "--format=markdown"), ("kb note list --tag=", "--tag=网关"),
            ("kb note list --tag ", "网关"),
            ("kb import codes\\ of", #"codes\ of\ mine.txt"#), ("kb import --dry", "--dry-run"),
            ("kb import x --book h", "kb import x --book http"), ("kb help anno", "kb help annotat"),
            ("kb sync --dr", "kb sync --dry-run"), ("kb sync add --rel", "--relay  --"),
            ("kb help note h", "kb help note history"), ("kb alias rm 504 网关等", "网关等超时"),
        ]
        lines += Self.serving.map { ($0.line, $0.answers[0]) }
        // It types each line and the Tab key, and waits for what is expected, two minutes at most.
        let script = #"""
            zmodload zsh/zpty
            zpty shell 'TERM=dumb COLUMNS=100 LINES=50 zsh -f -i'
            zpty -w shell 'PS1=; path=(. $path); fpath=(functions $fpath); setopt zle; stty -echo columns 100 rows 50'
            zpty -w shell 'autoload -Uz compinit; compinit -u -D; print REA""DY'
            zpty -r shell seen '*READY*'
            for line answer in "$@"; do
                zpty -w -n shell $'\C-u'"$line"$'\t'
                seen=
                for try in {1..2400}; do
                    while zpty -r -t shell piece; do seen+=$piece; done
                    [[ $seen == *"$answer"* ]] && break
                    sleep 0.05
                done
                [[ $seen == *"$answer"* ]] || print -r -- "$line: $seen"
            done
            zpty -d shell
            """#
        let run = try program.tool(
            Tool.zsh.path, ["-f", "-c", script, "zsh"] + lines.flatMap { [$0.0, $0.1] })
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
    }

    @Test("fish completes at a prompt", .enabled(if: Tool.fish.exists, "fish is not installed"))
    func fish() throws {
        try install("fish", as: ".config/fish/completions/kb.fish")
        try program.keepFishFromManuals()
        var lines: [(line: String, answers: [String])] = [
            ("kb show http:41", (410...418).map { "http:\($0)" }), ("kb note edit ", [id]),
            ("kb query --book ", ["http", "smtp"]), ("kb query --book=s", ["--book=smtp"]),
            ("kb note list --tag ", ["网关"]), ("kb import cod", ["codes", "codes of mine.txt"]),
            ("kb import x --dry", ["--dry-run"]), ("kb import x --book ", ["http", "smtp"]),
            ("kb help anno", ["annotate", "annotation"]),
            ("kb alias rm 504 网关等", ["网关等不到回应", "网关等不到后端", "网关等太久", "网关等超时"]),
            ("kb show --db none.db 4", []), ("kb list --color ", ["auto", "always", "never"]),
            ("kb sync --dr", ["--dry-run"]), ("kb sync add --rel", ["--relay"]),
        ]
        lines += Self.serving
        let commands = lines.enumerated().map { "complete -C '\($1.line)' > answer\($0)\n" }.joined()
        try program.write("set PATH . $PATH\n" + commands + "exit\n", to: "commands")
        // It asks a terminal for the line that is typed; script(1) makes one.
        let run = try program.tool("/bin/sh", ["-c", "script -qec 'fish -i' /dev/null < commands"])
        for (number, (line, answers)) in lines.enumerated() {
            let file = program.folder.appendingPathComponent("answer\(number)")
            let text = try #require(try? String(contentsOf: file, encoding: .utf8), "\(line): \(run.output)")
            let found = text.split(separator: "\n").map { $0.prefix { $0 != "\t" } }.map(String.init)
            #expect(found.sorted() == answers.sorted(), "\(line): \(text)")
        }
    }
}
