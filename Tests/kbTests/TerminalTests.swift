import Foundation
import KBPresentation
import KBText
import Testing

@Suite("on a terminal")
struct TerminalTests {
    private let program: Program

    init() throws {
        program = try Listings.program()
    }

    /// The id of the only note on 502.
    private func note() throws -> String {
        let run = try program.run("note", "list", "502")
        return try #require(run.lines.last?.split(separator: " ").last).description
    }

    @Test(
        "no line is wider than the terminal, and none begins with closing punctuation",
        arguments: ["zh", "en"], [40, 80, 200])
    func widths(language: String, columns: Int) throws {
        let id = try note()
        for arguments in Listings.some + [["note", "history", id], ["note", "show", id]] {
            let run = try program.runOnTerminal(
                arguments, size: .init(columns: columns), environment: ["KB_LANG": language, "PAGER": ""])
            #expect(run.status == 0 && !run.output.isEmpty, "\(arguments)")
            for line in run.output.withoutEscapes.split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= columns, "\(arguments): \(line)")
                let first = line.first { $0 != " " } ?? "-"
                #expect(!"，。、；：！？）》」”".contains(first), "\(arguments): \(line)")
            }
        }
    }

    @Test("what is said on a terminal is never cut within a word", arguments: ["zh", "en"])
    func sentences(language: String) throws {
        let environment = ["KB_LANG": language, "PAGER": "", "TMPDIR": "/tmp"]
        for (arguments, whole) in [
            (["query", "zzqqxx"], "kb list"), (["query", "--limt", "3"], "--limit"), (["doctor"], "SQLite"),
            (["show", "999999"], "kb list"),
        ] {
            let run = try program.runOnTerminal(
                arguments, size: .init(columns: 40), environment: environment)
            let lines = run.output.withoutEscapes.split(separator: "\n")
            // A path of this folder may take more than a line, and stays in one piece.
            let hasPath = run.output.contains(program.database.path)
            #expect(hasPath || lines.allSatisfy { DisplayWidth.of($0) <= 40 }, "\(arguments): \(lines)")
            let text = lines.joined(separator: " ")
            #expect(text.contains(whole), "\(arguments): \(text)")
        }
    }

    @Test("a mark over two lines is coloured on both, and on neither's margin")
    func marks() throws {
        let quote = "没有信息能够告诉用户这个状况到底是暂时的还是永久的"
        let run = try program.runOnTerminal(
            ["query", "-n1", quote], size: .init(columns: 40), environment: ["KB_LANG": "zh", "PAGER": ""])
        let on = "\u{1B}[1;31m"
        let off = "\u{1B}[0m"
        let marked = run.output.replacing("\r", with: "").split(separator: "\n").filter { $0.contains(on) }
        #expect(marked.count >= 2, "\(run.output)")
        var text = ""
        for line in marked {
            #expect(line.hasPrefix("    "), "\(line)")
            for piece in line.split(separator: on).dropFirst(line.hasPrefix(on) ? 0 : 1) {
                let end = try #require(piece.firstRange(of: off), "\(line)")
                text += piece[..<end.lowerBound]
                #expect(!piece[..<end.lowerBound].hasPrefix(" "), "\(line)")
            }
        }
        #expect(text == quote)
    }

    @Test("colours are those of the sixteen that dark and light terminals can show, and none are left on")
    func palette() throws {
        for arguments in Listings.some {
            let output = try program.runOnTerminal(arguments, environment: ["PAGER": ""]).output
            let codes = output.matches(of: /\u{1B}\[([0-9;]*)m/).map { String($0.1) }
            #expect(
                Set(codes).isSubset(of: ["0", "1", "2", "1;31", "31", "32", "35"]), "\(arguments): \(codes)")
            for (number, code) in codes.enumerated() { #expect((code == "0") != number.isMultiple(of: 2)) }
        }
        #expect(try program.runOnTerminal(["scan", "a.log"]).output.contains("\u{1B}[35m404"))
    }

    @Test(
        "colour is for terminals; --color comes before NO_COLOR, and that before CLICOLOR_FORCE and the file",
        arguments: [
            ([:], nil, true, false),
            (["NO_COLOR": "1"], nil, false, false),
            (["NO_COLOR": ""], nil, true, false),
            (["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], nil, false, false),
            (["CLICOLOR_FORCE": "1"], nil, true, true),
            (["CLICOLOR_FORCE": "0"], nil, true, false),
            (["TERM": "dumb"], nil, false, false),
            (["NO_COLOR": "1"], "always", true, true),
            (["CLICOLOR_FORCE": "1"], "never", false, false),
            (["NO_COLOR": "1"], "auto", false, false),
            (["file": "never"], nil, false, false),
            (["file": "always"], nil, true, true),
            (["file": "always", "NO_COLOR": "1"], nil, false, false),
            (["file": "always"], "auto", true, false),
        ] as [([String: String], String?, Bool, Bool)])
    func colour(environment: [String: String], option: String?, onTerminal: Bool, inPipe: Bool) throws {
        if let color = environment["file"] {
            #expect(try program.run("config", "set", "color", color).status == 0)
        }
        let arguments = ["query", "茶壶"] + (option.map { ["--color", $0] } ?? [])
        let terminal = try program.runOnTerminal(arguments, environment: environment)
        #expect(terminal.output.contains("\u{1B}[1;31m") == onTerminal)
        #expect(terminal.status == 0)
        let pipe = try program.run(arguments, environment: environment)
        #expect(pipe.output.contains("\u{1B}") == inPipe)
    }
}
