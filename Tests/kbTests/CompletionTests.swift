import Foundation
import Testing

@testable import kb

/// What the program answers to the scripts of shells.
@Suite("completion")
struct CompletionTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
    }

    /// Asks as the scripts do: `command` takes the last of `words`, which is still being typed.
    private func answers(
        _ command: String..., argument: String = "positional@0", words: [String], shell: String = "bash"
    ) throws -> [String] {
        let place = [String(words.count - 1), String(words.last?.count ?? 0)]
        let run = try program.run(
            ["---completion"] + command + ["--", argument] + place + words,
            environment: ["SAP_SHELL": shell])
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return run.lines
    }

    @Test("codes are answered in the way of each shell")
    func shells() throws {
        let words = ["kb", "show", "41"]
        #expect(try answers("show", words: words).first == "410")
        #expect(try answers("show", words: words, shell: "fish").first == "410\tGone")
        #expect(try answers("show", words: words, shell: "zsh").first == "410:Gone")
        let qualified = ["kb", "show", "http:41"]
        #expect(try answers("show", words: qualified, shell: "zsh").first == #"http\:410:Gone"#)
    }

    @Test("a setting of a few values has them for choices")
    func settings() throws {
        func values(_ key: String) throws -> [String] {
            try answers("config", "set", argument: "positional@1", words: ["kb", "config", "set", key, ""])
        }
        #expect(try values("color") == ["auto", "always", "never"] && values("language") == ["zh", "en"])
        #expect(try values("author").isEmpty)
    }

    @Test("notes, tags, books and aliases come from the knowledge base that the line names")
    func database() throws {
        let added = try program.run("note", "add", "404", "先看网关", "--tag", "网关")
        let id = try #require(added.output.split(separator: " ").dropFirst(2).first).description
        #expect(try answers("note", "edit", words: ["kb", "note", "edit", ""]) == [id])
        #expect(
            try answers("note", "list", argument: "--tag", words: ["kb", "note", "list", "--tag", ""]) == [
                "网关"
            ])
        #expect(
            try answers("tag", "rm", argument: "positional@1", words: ["kb", "tag", "rm", id, ""]) == ["网关"])
        #expect(try answers("query", argument: "--book", words: ["kb", "query", "--book", ""]) == ["http"])
        let aliases = try answers(
            "alias", "rm", argument: "positional@1",
            words: ["kb", "alias", "rm", "--db", program.database.path, "503", ""])
        #expect(aliases.contains("服务不可用"))

        let other = program.folder.appendingPathComponent("other file.db").path
        #expect(try answers("show", words: ["kb", "show", "--db", "'\(other)'", "4"]).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: other))
        try FileManager.default.copyItem(atPath: program.database.path, toPath: other)
        try FileManager.default.removeItem(at: program.database)
        #expect(try answers("show", words: ["kb", "show", "404"]).isEmpty)
        for typed in [["--db", "'\(other)'"], ["--db='\(other)'"], ["--db", "~/other\\ file.db"]] {
            #expect(try answers("show", words: ["kb", "show"] + typed + ["404"]) == ["404"])
        }
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("a knowledge base that is no such thing, or is locked, has no choices and is no error")
    func broken() throws {
        try program.write("no database", to: "text.db")
        #expect(try answers("show", words: ["kb", "show", "--db", "text.db", "4"]).isEmpty)
        let lock = try #require(
            FileHandle(forUpdatingAtPath: program.database.path), "the knowledge base cannot be opened")
        // The bytes that SQLite locks for a writer that is about to commit: <https://www.sqlite.org/lockingv3.html>
        var range = flock(
            l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0x4000_0000, l_len: 512, l_pid: 0)
        try #require(fcntl(lock.fileDescriptor, F_SETLK, &range) == 0)
        #expect(try answers("show", words: ["kb", "show", "4"]).isEmpty)
        let stale = try program.run("---completion", "no-such-command", "--", "positional@0", "1", "0", "kb")
        #expect(stale.status != 0 && stale.output.isEmpty && stale.errors.isEmpty)
    }

    @Test("every argument that names something that there is can be completed")
    func everyArgument() throws {
        let names: Set = [
            "code", "book", "id", "tag", "file", "document", "word", "format", "shell", "when", "pattern",
        ]
        for node in try CommandTree(program, language: "en").nodes {
            for argument in node.info.arguments ?? [] where names.contains(argument.valueName ?? "") {
                #expect(argument.completionKind != nil, "\(node.path) \(argument.valueName ?? "")")
            }
        }
    }

    @Test(
        "what kb replaces in ArgumentParser's scripts stands in them, once",
        arguments: CompletionsCommand.Shell.allCases)
    func patches(shell: CompletionsCommand.Shell) {
        let script = CompletionScript.generated(for: shell)
        for patch in CompletionScript.patches(for: shell) {
            #expect(script.components(separatedBy: patch.passage).count == 2, "\(patch.passage)")
        }
    }

    @Test("the sentences that kb translates are ArgumentParser's")
    func sentences() {
        let script = CompletionScript.generated(for: .zsh)
        for sentence in ParserWords.sentences {
            #expect(script.contains(sentence.english), "\(sentence.english)")
        }
    }

    @Test("what is added to the script for fish follows from lines that it has")
    func fishLines() {
        let lines = FishCompletion.lines(of: CompletionScript.generated(for: .fish))
        #expect(FishCompletion.commands(in: lines).count == KB.configuration.subcommands.count - 2)
        for command in StandardCommand.all {
            #expect(FishCompletion.lines(of: command, in: lines).count > 1, "\(command.name)")
        }
        #expect(Set(StandardCommand.all.map(\.name)).isSuperset(of: ["import", "sync"]))
    }

    @Test("no script gives bash words to expand but those that kb itself has")
    func expandedWords() {
        let script = CompletionScript.text(for: .bash)
        let lines = script.split(separator: "\n").filter { $0.contains("compgen") && !$0.contains("#") }
        for line in lines where line.contains("-W") {
            #expect(!line.contains("$(__"), "\(line)")
        }
        #expect(lines.contains { $0.contains(#"compgen "${@}""#) })
    }

    @Test("the words of the line are those that a shell would pass on")
    func words() {
        let line = TypedLine(["kb", "alias", "rm", "--db", "'a b'.db", #"http\:404"#, #""x y"#], 6, #""x y"#)
        #expect(line.words == ["kb", "alias", "rm", "--db", "a b.db", "http:404"])
        #expect(line.current == "x y" && line.database == "a b.db")
        #expect(line.arguments(after: 2) == ["http:404"])
        #expect(TypedLine(["kb", "show", "40", "later"], 2, "later").current == "40")
        #expect(TypedLine(["kb", "show"], 2, "").current.isEmpty)
    }
}
