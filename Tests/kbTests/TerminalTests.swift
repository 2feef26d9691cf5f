import Foundation
import KBPresentation
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
