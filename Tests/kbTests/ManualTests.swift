import Foundation
import KBPresentation
import KBText
import Testing

@testable import kb

@Suite("the manual")
struct ManualTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    private func page(_ language: String, _ name: String = "kb") throws -> String {
        let run = try program.run("manual", "2026-01-31", name, environment: ["KB_LANG": language])
        try #require(run.status == 0, "\(run.errors)")
        return run.output
    }

    /// The names of all pages.
    private func names() throws -> [String] { try program.run("manual").lines }

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

    @Test(
        "has a page for every command, with its arguments and options, to which kb(1) points",
        arguments: [("en", "COMMANDS"), ("zh", "命令")])
    func commands(language: String, heading: String) throws {
        let commands = try section(heading, of: try page(language))
        // Told by their parents.
        let standard = [
            ["kb", "import", "codes"], ["kb", "sync", "run"], ["kb", "serve", "run"],
        ]
        var left = Set(try names())
        for node in try CommandTree(program, language: language).nodes
        where node.info.shouldDisplay && !standard.contains(node.path) {
            let name = node.path.joined(separator: "-")
            try #require(left.remove(name) != nil, "\(name)")
            guard node.path.count > 1 else { continue }
            #expect(commands.contains("\n\\fB\(node.page.name)\\fR\n"), "\(name)")
            let text = try page(language, name).replacingOccurrences(of: "\\:", with: "")
                .replacingOccurrences(of: "\\-", with: "-")
            #expect(text.hasPrefix(".TH \(name.uppercased()) 1 "), "\(text.prefix(80))")
            for option in node.page.optionNames where option != "--version" {
                #expect(text.contains(option), "\(node.path) \(option)")
            }
            for argument in node.page.arguments { #expect(text.contains(argument.label), "\(node.path)") }
            for command in node.page.subcommands where !standard.contains(node.path + [command.label]) {
                #expect(text.contains("\\fB\(node.page.name) \(command.label)\\fR"), "\(node.path)")
            }
        }
        #expect(left.isEmpty, "\(left)")
    }

    @Test("a page that there is not is an error")
    func unknown() throws {
        let run = try program.run("manual", "2026-01-31", "kb-nothing")
        #expect(run.status == 64 && run.output.isEmpty && run.errors.contains("there is no page kb-nothing"))
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
        "man prints every page without a warning, in lines that fit",
        .enabled(if: Tool.man.exists, "man is not installed"), arguments: ["en", "zh"])
    func man(language: String) throws {
        for name in try names() { try program.write(try page(language, name), to: name + ".1") }
        for width in [60, 80] {
            let files = try names().map { $0 + ".1" }
            let words = ["MANWIDTH=\(width)", Tool.man.path, "-l", "--warnings"] + files
            let run = try program.tool("/usr/bin/env", words)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(run.output.contains(language == "zh" ? "kb - 查代码" : "kb - Find the right code"))
            #expect(run.output.contains("kb-note-add - "))
            for line in run.lines { #expect(DisplayWidth.of(line) <= width, "\(line)") }
        }
    }

    @Test(
        "mandoc finds nothing to warn of on any page",
        .enabled(if: Tool.mandoc.exists, "mandoc is not installed"),
        arguments: ["en", "zh"])
    func mandoc(language: String) throws {
        let files = try names().map { $0 + ".1" }
        for name in try names() { try program.write(try page(language, name), to: name + ".1") }
        let run = try program.tool(Tool.mandoc.path, ["-T", "lint", "-W", "warning"] + files)
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run.output)\(run.errors)")
    }
}
