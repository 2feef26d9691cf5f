import Foundation
import KBPresentation
import KBText
import Testing

@testable import kb

@Suite("the manual page")
struct ManualTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private func page(_ language: String) throws -> String {
        let run = try program.run("manual", "2026-01-31", environment: ["KB_LANG": language])
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// What stands between a heading and the next one, as it is read.
    private func section(_ heading: String, of page: String) throws -> String {
        let start = try #require(page.range(of: "\n.SH \(heading)\n"), "\(heading)")
        let rest = page[start.upperBound...]
        return String(rest[..<(rest.range(of: "\n.SH ")?.lowerBound ?? rest.endIndex)])
            .replacingOccurrences(of: "\\:", with: "").replacingOccurrences(of: "\\-", with: "-")
    }

    @Test(
        "has its sections in both languages",
        arguments: [
            (
                "en",
                [
                    "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "COMMON OPTIONS", "ENVIRONMENT", "FILES",
                    "EXIT STATUS", "EXAMPLES", "SEE ALSO",
                ]
            ), ("zh", ["名称", "概述", "描述", "命令", "共同选项", "环境变量", "文件", "退出状态", "示例", "另见"]),
        ])
    func sections(language: String, headings: [String]) throws {
        let page = try page(language)
        let found = page.split(separator: "\n").filter { $0.hasPrefix(".SH ") }.map {
            String($0.dropFirst(4))
        }
        #expect(found == headings)
        for heading in headings { #expect(try !section(heading, of: page).isEmpty) }
        #expect(!Han.occurs(in: page) || language == "zh")
    }

    @Test("tells of every command with its options", arguments: [("en", "COMMANDS"), ("zh", "命令")])
    func commands(language: String, heading: String) throws {
        let commands = try section(heading, of: try page(language))
        // Told by their parents.
        let standard = [
            ["kb", "import", "codes"], ["kb", "config", "show"], ["kb", "sync", "run"],
            ["kb", "serve", "run"],
        ]
        for node in try CommandTree(program, language: language).nodes.dropFirst()
        where node.info.shouldDisplay && !standard.contains(node.path) {
            let start = try #require(commands.range(of: ".SS \(node.page.name)\n"), "\(node.path)")
            let rest = commands[start.upperBound...]
            let text = rest[..<(rest.range(of: "\n.SS ")?.lowerBound ?? rest.endIndex)]
            for name in node.page.optionNames where !["-h", "--help", "--version"].contains(name) {
                #expect(text.contains(name), "\(node.path) \(name)")
            }
            for argument in node.page.arguments { #expect(text.contains(argument.label), "\(node.path)") }
        }
    }

    @Test("has the exit statuses that kb help exit-status has")
    func statuses() throws {
        let section = try section("EXIT STATUS", of: try page("en"))
        for line in try program.run("help", "exit-status").lines.dropFirst() {
            let entry = HelpEntry(line)
            #expect(section.contains(".TP\n\\fB\(entry.label)\\fR\n\(entry.text)"), "\(line)")
        }
    }

    @Test(
        "tells of each variable and file once",
        arguments: [("en", "ENVIRONMENT"), ("zh", "环境变量"), ("en", "FILES")])
    func once(language: String, heading: String) throws {
        let section = try section(heading, of: try page(language))
        let names = section.components(separatedBy: ".TP\n").dropFirst()
            .flatMap { $0.prefix { $0 != "\n" }.split(separator: ", ").map(String.init) }
        #expect(names.count > 4 && Set(names).count == names.count, "\(names)")
    }

    @Test("explains every variable of the environment that the sources read")
    func environment() throws {
        let section = try section("ENVIRONMENT", of: try page("en"))
        let folder = Program.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var names: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for match in source.matches(of: /(?:getenv\(|variable\(|folder\(|value\(of: )"([A-Z_]+)"/) {
                names.insert(String(match.1))
            }
        }
        #expect(names.isSuperset(of: ["KB_DB", "KB_PAGER", "XDG_CONFIG_HOME", "EDITOR", "TMPDIR"]))
        // fzf sets the last one for kb.
        for name in names.subtracting(["HOME", "FZF_PREVIEW_COLUMNS"]) {
            #expect(section.contains(name), "\(name)")
        }
        #expect(["KB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].allSatisfy(section.contains))
    }

    @Test(
        "man prints it without a warning, in lines that fit",
        .enabled(if: Tool.man.exists, "man is not installed"), arguments: ["en", "zh"])
    func man(language: String) throws {
        try program.write(try page(language), to: "kb.1")
        for width in [60, 80] {
            let words = ["MANWIDTH=\(width)", Tool.man.path, "-l", "--warnings", "kb.1"]
            let run = try program.tool("/usr/bin/env", words)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(run.output.contains(language == "zh" ? "kb - 查代码" : "kb - Find the right code"))
            for line in run.lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        }
    }

    @Test(
        "mandoc finds nothing to warn of", .enabled(if: Tool.mandoc.exists, "mandoc is not installed"),
        arguments: ["en", "zh"])
    func mandoc(language: String) throws {
        try program.write(try page(language), to: "kb.1")
        let run = try program.tool(Tool.mandoc.path, ["-T", "lint", "-W", "warning", "kb.1"])
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
    }
}
