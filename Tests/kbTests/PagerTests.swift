import Foundation
import Testing

@Suite("the pager")
struct PagerTests {
    private let program: Program

    init() throws {
        program = try Listings.program()
    }

    @Test("it shows what is longer than the screen, and nothing else starts it", arguments: Listings.some)
    func long(arguments: [String]) throws {
        let environment = ["PAGER": try program.recordingPager()]
        let size = Program.Size(columns: 80, rows: 10)
        let plain = try program.runOnTerminal(arguments, size: size, environment: ["PAGER": ""]).output
        let run = try program.runOnTerminal(arguments, size: size, environment: environment)
        let isLong = plain.count { $0 == "\n" } >= size.rows
        #expect(run.status == 0)
        #expect(try program.paged() == (isLong ? plain : nil))
        #expect(run.output == (isLong ? "" : plain))
    }

    @Test("it is started at the first line that does not fit beside the prompt")
    func limit() throws {
        let environment = ["PAGER": try program.recordingPager()]
        // Four lines.
        for (rows, isPaged) in [(3, true), (4, true), (5, false)] {
            _ = try program.runOnTerminal(["list", "1xx"], size: .init(rows: rows), environment: environment)
            #expect(try (program.paged() != nil) == isPaged, "\(rows)")
        }
    }

    @Test("KB_PAGER comes before PAGER; an empty one, cat and --no-pager mean none")
    func choice() throws {
        let pager = try program.recordingPager()
        for (environment, options, isPaged) in [
            (["KB_PAGER": pager, "PAGER": "false"], [], true),
            (["KB_PAGER": "\(pager) -x 2>&1"], [], true),
            (["KB_PAGER": "", "PAGER": pager], [], false),
            (["KB_PAGER": "cat", "PAGER": pager], [], false),
            (["PAGER": pager], ["--no-pager"], false),
            (["PAGER": pager], ["--json"], false),
            (["PAGER": pager, "TERM": "dumb"], [], false),
        ] as [([String: String], [String], Bool)] {
            let run = try program.runOnTerminal(["list"] + options, environment: environment)
            #expect(run.status == 0 && run.output.isEmpty == isPaged, "\(environment)")
            #expect(try (program.paged() != nil) == isPaged, "\(environment)")
        }
        #expect(try program.run("list", environment: ["PAGER": pager]).output.count { $0 == "\n" } == 63)
        #expect(try program.paged() == nil)
    }

    @Test("less is told what to do, unless the user has told it")
    func less() throws {
        let pager = try program.recordingPager()
        for (environment, expected) in [([:], "FRX"), (["LESS": "i"], "i"), (["LESS": ""], "")] {
            let variables = environment.merging(["PAGER": pager]) { $1 }
            _ = try program.runOnTerminal(["list"], environment: variables)
            let file = program.folder.appendingPathComponent("pager.env")
            let seen = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            #expect(seen.contains("LESS=\(expected)") && seen.contains("LESSCHARSET=utf-8"))
        }
    }

    @Test(
        "one that is missing, or fails, is done without", arguments: ["no-such-pager -x", "false", "exit 3"])
    func failing(pager: String) throws {
        let plain = try program.runOnTerminal(["list"], environment: ["PAGER": ""]).output
        let run = try program.runOnTerminal(["list"], environment: ["PAGER": pager])
        #expect(run.status == 0 && run.output.hasSuffix(plain))
    }

    @Test("without less nobody is bothered")
    func noLess() throws {
        let plain = try program.runOnTerminal(["list"], environment: ["PAGER": ""]).output
        let path = try program.runOnTerminal(["list"], environment: ["PATH": "/nowhere"])
        #expect(path.status == 0 && path.output == plain)
    }

    @Test("leaving it early is quiet, and the exit status is the command's")
    func leaving() throws {
        // More than a pipe holds.
        let text = String(repeating: "长", count: 60_000)
        #expect(try program.run("note", "add", "404", "-", input: text).status == 0)
        for arguments in [["note", "list"], ["show", "404"], ["list"]] {
            let run = try program.runOnTerminal(arguments, environment: ["PAGER": "head -n 1"])
            #expect(run.status == 0 && run.output.count { $0 == "\n" } == 1, "\(arguments): \(run.output)")
        }
    }

    @Test("Ctrl-C is the pager's: kb waits for it, and ends well")
    func interrupt() throws {
        // The signal goes to all processes of the terminal, as from the keyboard.
        try program.write("trap '' INT\nkill -INT 0\ncat > paged\n", to: "interrupt")
        let run = try program.runOnTerminal(["list"], environment: ["PAGER": "sh interrupt"])
        #expect(run.status == 0)
        #expect(try program.paged()?.count { $0 == "\n" } == 63)
    }
}
