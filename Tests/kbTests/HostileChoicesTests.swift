import Foundation
import Testing

/// Whoever can write to a knowledge base, or to a file that is imported, must not get commands run at the Tab key.
@Suite("completion of what could be a command")
struct HostileChoicesTests {
    private let program: Program

    /// Each of these makes a file whose name begins with `ran` where a shell takes it for more than text.
    private static let codes = [
        "A$(touch${IFS}ran-code)", "B`touch${IFS}ran-back`", "C;touch${IFS}ran-next;",
        #"D"$(touch${IFS}ran-quoted)""#,
        "F'$(touch${IFS}ran-single)'", "G>ran-file", "H&touch${IFS}ran-job", "J|tee${IFS}ran-pipe", "K!touch",
        "L<(touch${IFS}ran-process)", #"M\$(touch${IFS}ran-escaped)"#, "N$HOME", "P{a,b}*?[x]~#",
    ]
    private static let tag = "T$(touch${IFS}ran-tag)`touch${IFS}ran-tag`"
    private static let alias = "W$(touch ran-alias) `touch ran-alias`"
    private static let words = ["Y$(touch ran-word)", "Z`touch ran-word`"]

    init() throws {
        program = try Program()
        let entries = Self.codes.map {
            ["code": $0, "name": "Name of \($0.first ?? " ")", "description": "一"]
        }
        try program.write(
            String(decoding: JSONSerialization.data(withJSONObject: entries), as: UTF8.self), to: "codes.json"
        )
        for arguments in [
            ["import", "codes.json", "--book", "book"],
            ["note", "add", Self.codes[0], "x", "--tag", Self.tag, "--author", "Li"],
            ["alias", "add", Self.codes[0], Self.alias], ["synonym", "add"] + Self.words,
        ] { try #require(try program.run(arguments).status == 0, "\(arguments)") }
        try Tool.sqlite3.run(
            in: program,
            [
                program.database.path,
                "INSERT INTO notes(note, book, code, body) VALUES ('$(touch${IFS}ran-note)', 'book', 'G>ran-file', 'y')",
            ])
        try FileManager.default.createSymbolicLink(
            at: program.folder.appendingPathComponent("kb"), withDestinationURL: Program.binary)
    }

    private struct Shell: CustomTestStringConvertible {
        var tool: Tool
        var name: String
        /// What starts it at a prompt.
        var command: String
        var script: String
        /// What is typed first.
        var setUp: String

        var testDescription: String { name }

        static let all = [
            Shell(
                tool: .bash, name: "bash", command: "bash --norc -i", script: "kb.bash",
                setUp: "PATH=.:$PATH; . ./kb.bash"),
            Shell(
                tool: .zsh, name: "zsh", command: "zsh -f -i", script: "functions/_kb",
                setUp: "path=(. $path); fpath=(functions $fpath); autoload -Uz compinit; compinit -u -D"),
            Shell(
                tool: .fish, name: "fish", command: "fish -i", script: ".config/fish/completions/kb.fish",
                setUp: "set PATH . $PATH"),
        ].filter(\.tool.exists)
    }

    /// Types lines at the prompt of a shell.
    ///
    /// - Returns: What stands on the terminal then.
    private func typing(_ lines: [String], at shell: Shell) throws -> String {
        let script = program.folder.appendingPathComponent(shell.script)
        try FileManager.default.createDirectory(
            at: script.deletingLastPathComponent(), withIntermediateDirectories: true)
        try program.keepFishFromManuals()
        try program.write(try program.run("completions", shell.name).output, to: shell.script)
        try program.write(([shell.setUp] + lines + ["exit"]).map { $0 + "\n" }.joined(), to: "typed")
        let run = try program.tool(
            "/bin/sh", ["-c", "TERM=dumb timeout -k 1 600 script -qec '\(shell.command)' /dev/null < typed"])
        return run.output
    }

    private func made() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: program.folder.path).filter {
            $0.hasPrefix("ran")
        }
    }

    @Test(
        "Tab and Enter show the code that was meant, and run nothing that stands in it", arguments: Shell.all)
    private func codes(shell: Shell) throws {
        let names = Self.codes.compactMap { $0.first }
        let lines = names.flatMap { ["kb show \($0)\t", "kb show book:\($0)\t"] }
        let seen = try typing(lines, at: shell)
        for name in names {
            #expect(seen.components(separatedBy: "Name of \(name)").count == 3, "\(name): \(seen)")
        }
        #expect(try made().isEmpty)
    }

    @Test("tags, aliases, words and names of notes are text too", arguments: Shell.all)
    private func words(shell: Shell) throws {
        let tags = ["kb note list --tag T\t", "kb note list --tag=T\t"]
        let others = [
            "kb note show \t\t\u{15}", "kb show \t\t\u{15}", "kb synonym list Y\t", "kb alias rm A\t W\t",
        ]
        let seen = try typing(tags + others, at: shell)
        #expect(seen.components(separatedBy: "Li · ").count == tags.count + 1, "\(seen)")
        #expect(
            seen.contains("1 alias removed from book:A") && seen.contains("\(Self.words[0]) = "), "\(seen)")
        #expect(try made().isEmpty)
    }

    @Test("in bash, a quotation mark that is open holds what is completed")
    private func quoted() throws {
        let shell = try #require(Shell.all.first { $0.name == "bash" })
        let typed = [
            #""A"#, "'A", #""book:A"#, "'book:B", #""D"#, #""M"#, #"C\;t"#, #"A\$\("#, #""book:P"#, "'F",
            "'book:F",
        ]
        let seen = try typing(typed.map { "kb show \($0)\t" }, at: shell)
        for name in Set(typed.compactMap { $0.last { $0.isUppercase } }) {
            let count = typed.count { $0.contains(name) }
            #expect(seen.components(separatedBy: "Name of \(name)").count == count + 1, "\(name): \(seen)")
        }
        #expect(try made().isEmpty)
    }
}
