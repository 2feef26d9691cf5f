import Foundation
import Testing

/// What README and docs show is what the programs do.
///
/// The blocks of a page are one session, from its top to its end, by a shell in an empty folder that is its home. The
/// folder `seed` of the project lies in it, and `kb` is in its path.
///
/// - A block `console` has commands after `$ `, with further lines after `> `, and what they print below them.
///   Pages `….zh.md` are run with `KB_LANG=zh`.
/// - A block with a name after its language, such as `csv errors.csv`, is written to a file of that name.
/// - A block `sh` is not run. It has `make` and what sets a shell up.
/// - A block `swift` stands word for word in `Tests/KBCoreTests/RecipeTests.swift` or `Tests/Example/main.swift`.
///
/// What differs from run to run is compared by ``StableText``. A line `…` stands for lines that are left out. Where a
/// tool is not installed, the page ends there for the test, with a warning. `KB_RECORD=1` writes what was printed into
/// the pages.
@Suite("Pages")
struct DocumentTests {
    @Test("what the commands of a page print is what it shows", arguments: try DocumentPage.names())
    func commands(_ name: String) throws {
        var page = try DocumentPage(name)
        let program = try Program()
        try FileManager.default.createSymbolicLink(
            at: program.folder.appendingPathComponent("seed"),
            withDestinationURL: Program.root.appendingPathComponent("seed"))
        let shell = try ShellSession(in: program.folder, language: name.hasSuffix(".zh.md") ? "zh" : "en")
        var (shown, printed) = (StableText(), StableText())
        var outputs: [(Range<Int>, String)] = []
        let isRecording = ProcessInfo.processInfo.environment["KB_RECORD"] == "1"
        steps: for step in page.steps {
            switch step {
            case .file(let file, let text): try program.write(text, to: file)
            case .command(let command):
                if let tool = ShellSession.missingTool(in: command.text) {
                    Issue.record(
                        "\(name):\(command.line): not run from here on, without \(tool)", severity: .warning)
                    break steps
                }
                let text = shown.translate(command.text, to: printed)
                let output = try shell.run(text).replacing(program.folder.path, with: "/home/me")
                let expected = page.text(of: command.output)
                let isSame = StableText.matches(shown.text(of: expected), printed.text(of: output))
                if !isSame, isRecording {
                    outputs.append((command.output, printed.translate(output, to: shown)))
                } else if !isSame {
                    Issue.record("\(name):\(command.line): \(text)\n\(output)\ninstead of\n\(expected)")
                }
            }
        }
        if !outputs.isEmpty { try page.replace(outputs) }
    }

    @Test("every command of a page stands in a block that is run", arguments: try DocumentPage.names())
    func blocks(_ name: String) throws {
        for block in try DocumentPage(name).blocks where block.language != "console" {
            for line in block.lines {
                #expect(!line.hasPrefix("$ ") && !line.hasPrefix("kb "), "\(name): \(line)")
            }
            #expect(["sh", "swift", "sql", "text"].contains(block.language) || block.file != nil, "\(name)")
            let setup = ["make", ". <(", "swift package", "export PATH"]
            #expect(
                block.language != "sh"
                    || block.lines.allSatisfy { line in setup.contains { line.hasPrefix($0) } },
                "\(name)")
        }
    }

    @Test(
        "docs/schema.md and docs/internals.md explain every table, view and trigger",
        .enabled(if: Tool.sqlite3.exists), arguments: ["md", "zh.md"])
    func schema(ending: String) throws {
        let page = try ["docs/schema.\(ending)", "docs/internals.md"].map {
            try String(contentsOf: Program.root.appendingPathComponent($0), encoding: .utf8)
        }.joined()
        let program = try Program.seeded()
        let names = try Tool.sqlite3.run(
            in: program,
            [
                program.database.path,
                """
                SELECT name FROM sqlite_schema WHERE type IN ('table', 'view', 'trigger')
                AND name NOT LIKE 'codes_fts_%' AND name NOT LIKE 'notes_fts_%'
                """,
            ]
        ).split(separator: "\n")
        #expect(names.count > 40)
        for name in names { #expect(page.contains("`\(name)`"), "\(name)") }
    }

    @Test("what README's table says comes first does", arguments: ["README.md", "README.zh.md"])
    func table(_ name: String) throws {
        let page = try String(contentsOf: Program.root.appendingPathComponent(name), encoding: .utf8)
        let rows = page.matches(of: /\n\| `([^`]+)` \| (\d+ [^|]+) \|/)
        #expect(rows.count >= 8)
        let program = try Program.seeded()
        for row in rows {
            let first = try program.run("query", String(row.1)).lines.first
            #expect(first == "\(row.2)  [http]", "\(row.1)")
        }
    }

    @Test("what a page shows of Swift is what a test compiles and runs")
    func swift() throws {
        let test = try ["Tests/KBCoreTests/RecipeTests.swift", "Tests/Example/main.swift"].map {
            try String(contentsOf: Program.root.appendingPathComponent($0), encoding: .utf8)
        }.joined(separator: "\n").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: "\n")
        let pages = try DocumentPage.names() + DocumentPage.articles
        let blocks = try pages.flatMap { try DocumentPage($0).blocks }.filter { $0.language == "swift" }
        #expect(blocks.count >= 3)
        for block in blocks {
            let text = block.lines.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            #expect(test.contains(text.joined(separator: "\n")), "\(block.lines)")
        }
    }
}
