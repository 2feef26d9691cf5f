import Foundation
import KBPresentation
import KBText
import Testing

@testable import kb

@Suite("help")
struct HelpTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    @Test(
        "every text of every command is Chinese in Chinese and English in English", arguments: ["zh", "en"])
    func languages(language: String) throws {
        let tree = try CommandTree(program, language: language)
        #expect(tree.nodes.count > 35)
        for node in tree.nodes {
            let arguments = (node.info.arguments ?? []).filter {
                ParserWords.translated($0.abstract ?? "") == $0.abstract
                    && $0.names?.contains { ["help", "version"].contains($0.name) } != true
            }
            var texts = [node.info.abstract, node.info.discussion].compactMap(\.self)
            texts +=
                arguments.map { $0.abstract ?? "" }
                + arguments.filter { $0.kind != "flag" }
                .map { $0.valueName ?? "" }
            #expect(node.info.abstract != nil, "\(node.path)")
            for text in texts { #expect(Han.occurs(in: text) == (language == "zh"), "\(node.path): \(text)") }
        }
    }

    @Test("no sentence has two spaces in a row", arguments: ["zh", "en"])
    func gaps(language: String) throws {
        let manual = Language.$current.withValue(Language(rawValue: language) ?? .en) {
            ManualTexts.parts.flatMap { HelpBlock.blocks(of: $0.text) }
        }
        let pages = try CommandTree(program, language: language).nodes.map(\.page)
        let entries = pages.flatMap { $0.arguments + $0.options + $0.commonOptions + $0.subcommands }
        var texts = pages.map(\.abstract) + entries.map(\.text)
        for block in pages.flatMap(\.discussion) + manual {
            switch block {
            case .paragraph(let text): texts.append(text)
            // What is between a thing and what is said about it is a gap of the table.
            case .list(let entries): texts += entries.map(\.text)
            }
        }
        #expect(texts.count > 300)
        for text in texts { #expect(!text.contains("  "), "\(text)") }
    }

    @Test("kb help, --help and -h print the same page of every command", arguments: ["zh", "en"])
    func pages(language: String) throws {
        let environment = ["KB_LANG": language, "COLUMNS": "40"]
        for node in try CommandTree(program, language: language).nodes {
            let help = try program.run(["help"] + node.arguments, environment: environment)
            #expect(help.status == 0 && help.errors.isEmpty)
            #expect(help.output.contains(language == "zh" ? "用法：kb" : "Usage: kb") == node.info.shouldDisplay)
            #expect(!Han.occurs(in: help.output) || language == "zh", "\(help.output)")
            #expect(!help.output.contains("help information"))
            for line in help.output.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 40, "\(line)") }
            let flag = language == "zh" ? "--help" : "-h"
            let run = try program.run(node.arguments + [flag], environment: environment)
            #expect(run.output == help.output && run.status == 0)
        }
    }

    @Test("a page fits every terminal, and no line begins with closing punctuation", arguments: ["zh", "en"])
    func widths(language: String) throws {
        for node in try CommandTree(program, language: language).nodes {
            for width in Array(40...90) + [120, 200] {
                let terminal = Terminal(isInteractive: true, width: width, hasColor: false)
                for line in HelpText(terminal: terminal).text(of: node.page).split(separator: "\n") {
                    #expect(DisplayWidth.of(line) <= width, "\(node.path) at \(width): \(line)")
                    let first = line.first { $0 != " " } ?? "-"
                    #expect(!"，。、；：！？）》”".contains(first), "\(node.path) at \(width): \(line)")
                }
            }
        }
    }

    /// Notes of all kinds that examples name.
    private static let notes = """
        INSERT INTO notes (note, book, code, body, tags, author, field, exact, anchor) VALUES
          ('3f2a0000-0000-4000-8000-000000000001', 'http', '404', 'timeout 超时', '["nginx","ngnix"]', 'Li', NULL, NULL,
            'anchored'),
          ('3f2a1111-0000-4000-8000-000000000002', 'http', '404', 'timeout 超时', '["nginx"]', '小李', 'name', 'gone',
            'orphaned'),
          ('3f2b0000-0000-4000-8000-000000000003', 'http', '502', 'gone', '[]', 'Li', 'name', 'Bad Gatewey', 'orphaned'),
          ('9c1e0000-0000-4000-8000-000000000004', 'http', '503', 'first', '[]', 'Li', NULL, NULL, 'anchored');
        INSERT INTO notes (note, revision, book, code, body) VALUES
          ('3f2c0000-0000-4000-8000-000000000005', '1a2c0000-0000-4000-8000-000000000006', 'http', '410', 'removed');
        DELETE FROM notes WHERE body = 'removed';
        INSERT INTO note_revisions (note, revision, parents, book, code, body, author)
        SELECT note, '1a2b0000-0000-4000-8000-000000000007', json_array(revision), book, code, 'early', author
        FROM notes WHERE body = 'first';
        UPDATE notes SET body = 'second' WHERE body = 'early';
        INSERT INTO note_revisions (note, parents, book, code, body, author)
        SELECT note, parents, book, code, 'other', 'Wang' FROM note_revisions WHERE body = 'second';
        """

    @Test("every example of the help can be typed", arguments: ["zh", "en"])
    func examples(language: String) throws {
        var count = 0
        for node in try CommandTree(program, language: language).nodes {
            for case .list(let entries) in node.page.discussion where node.info.shouldDisplay {
                // Settings and keys are listed too.
                for entry in entries where entry.label.contains("kb ") {
                    let place = try Program.seeded()
                    try place.write("code,name\n1,One\n", to: "e.csv")
                    for book in ["errors", "excel"] where entry.label.contains(" \(book) ") {
                        try place.run("import", "-", "--book", book, input: "1 One 一。")
                    }
                    try place.write("package pay\n\nconst NotFound = 40401 // gone\n", to: "code.go")
                    if ["code edit", "code rename", "scan app.log --book pay"].contains(
                        where: entry.label.contains)
                    {
                        try place.run("code", "add", "pay:P3000", "--name", "One")
                    }
                    if entry.label.contains("kb sync") {
                        try FileManager.default.createDirectory(
                            at: place.folder.appendingPathComponent("share"),
                            withIntermediateDirectories: true)
                        try place.run("sync", "add", "other", "share")
                    }
                    if entry.label.contains(/kb (note|annotation|tag|query|export|sync redact)/) {
                        try place.execute(Self.notes)
                    }
                    if let example = entry.label.firstMatch(of: /kb synonym rm (\S+) --with (\S+)/) {
                        try place.run("synonym", "add", String(example.1), String(example.2))
                    }
                    if entry.label.contains("drafts") {
                        let drafts = place.folder.appendingPathComponent(".local/state/kb/drafts")
                        try FileManager.default.createDirectory(at: drafts, withIntermediateDirectories: true)
                        try place.write("text", to: ".local/state/kb/drafts/note-Xk3b9Q.md")
                        try place.write(
                            #"{"tags":[],"isPage":false,"code":"404"}"#,
                            to: ".local/state/kb/drafts/note-Xk3b9Q.json")
                    }
                    try place.write("", to: "notes.jsonl")
                    try place.write("code,text\n502,see error.log\n", to: "wiki.csv")
                    try place.write(
                        "::1 - - [28/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 404 0\n", to: "access.log")
                    _ = try place.tool("/bin/sh", ["-c", "gzip -c access.log > access.log.1.gz"])
                    let now = Date.now.formatted(.iso8601)
                    try place.write("\(now) write failed: code=P3000, errno=ENOENT\n", to: "app.log")
                    for name in [".zfunc", ".config/fish/completions"] {
                        try FileManager.default.createDirectory(
                            at: place.folder.appendingPathComponent(name), withIntermediateDirectories: true)
                    }
                    try FileManager.default.createSymbolicLink(
                        at: place.folder.appendingPathComponent("kb"), withDestinationURL: Program.binary)
                    try FileManager.default.createSymbolicLink(
                        at: place.folder.appendingPathComponent("seed"),
                        withDestinationURL: Program.root.appendingPathComponent("seed"))
                    let run = try place.tool(
                        "/bin/sh", ["-c", "PATH=.:$PATH; " + entry.label], input: "text")
                    #expect(run.status == 0, "\(entry.label): \(run.errors)")
                    count += 1
                }
            }
        }
        #expect(count >= 16)
    }

    @Test("a command that only has others under it explains itself")
    func groups() throws {
        #expect(try program.run("note").output == program.run("help", "note").output)
        let zh = try program.run("note", environment: ["LANG": "zh_CN.UTF-8", "KB_LANG": ""])
        #expect(zh.status == 0 && zh.output.contains("\n用法：kb note <命令>\n"))
    }

    @Test("kb alone tells how to begin, at any width, and --version gives the version")
    func first() throws {
        let run = try program.run()
        #expect(run.status == 0 && run.output.contains("\n  kb import http     import a document"))
        let zh = try program.run([], environment: ["KB_LANG": "zh", "COLUMNS": "40"])
        #expect(zh.output.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 40 })
        #expect(zh.output.contains("\n  kb list 4xx"))
        #expect(try program.run("--version").lines[0] == "kb 1.0.0-rc.1")
    }

    @Test("an option whose value looks like a request for help is none")
    func values() throws {
        let program = try Program.seeded()
        #expect(try program.run("note", "add", "404", "-m", "-h").status == 0)
        #expect(try program.run("note", "list", "404").output.contains("-h"))
    }
}
