import Foundation
import Testing

@Suite("kb scan --follow")
struct ScanFollowTests {
    private let program: Program
    private let log: URL

    init() throws {
        program = try Program.seeded()
        log = program.folder.appendingPathComponent("a.log")
        try program.write(ScanCommandTests.log([("200", 2)]), to: "a.log")
    }

    @Test(
        "what is added counts, through rotations, until a signal; then the table is printed",
        arguments: [SIGINT, SIGTERM])
    func rotation(signal: Int32) throws {
        let running = try program.start("scan", "--follow", "a.log")
        try running.waitUntilItHasRead(log)
        try FileManager.default.moveItem(at: log, to: program.folder.appendingPathComponent("a.log.1"))
        try program.write(ScanCommandTests.log([("404", 3)]), to: "a.log")
        // What is emptied before it is read is lost.
        try running.waitUntilItHasRead(log)
        let handle = try FileHandle(forWritingTo: log)
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: Data(ScanCommandTests.log([("500", 1)]).utf8))
        running.send(signal)
        let run = running.finish()
        #expect(run.status == 0)
        #expect(run.errors == "")
        #expect(run.lines.map { $0.prefix(3) } == ["404", "200", "500", "tot"])
        #expect(run.lines.last?.contains(" 6  100.0%") == true)
    }

    @Test("a log without codes ends with status 1")
    func none() throws {
        try program.write("x\n", to: "b.log")
        let running = try program.start("scan", "-f", "b.log")
        try running.waitUntilItHasRead(program.folder.appendingPathComponent("b.log"))
        running.send(SIGTERM)
        let run = running.finish()
        #expect((run.status, run.output) == (1, ""))
        #expect(run.errors.hasPrefix("error: no code in 1 line\n"))
    }

    @Test("a pipe is followed to its end")
    func pipe() throws {
        let running = try program.start("scan", "--follow", "--json")
        running.write(ScanCommandTests.log([("200", 1)]))
        running.write("\"GET /\" 404 1")
        let run = running.finish()
        #expect(run.lines.count == 2)
        #expect(run.status == 0)
    }

    @Test("on a terminal the table is drawn in its place, no higher than the terminal")
    func terminal() throws {
        try program.write(ScanCommandTests.log((400..<420).map { (String($0), 1) }), to: "b.log")
        let kb = Program.binary.path
        // The second log comes once the first table is on the terminal.
        let wait = "for i in $(seq 1500); do grep -q total screen && break; sleep 0.02; done"
        let scan = "TERM=xterm '\(kb)' scan -f --color never"
        let command = "unset COLUMNS; stty rows 12 cols 50; { cat b.log; \(wait); cat a.log; } | \(scan)"
        let run = try program.tool("/usr/bin/script", ["-qefc", command, "screen"])
        #expect(run.status == 0)
        let tables = run.output.components(separatedBy: "\r\u{1B}[11A").map {
            $0.components(separatedBy: "\r\n")
        }
        try #require(tables.count == 2)
        #expect(tables[0].count == 12)
        #expect(tables[0][7].hasPrefix("407  Proxy Authentic"))
        #expect(
            tables[0][8...] == [
                "total                         20  100.0%", "4xx Client error              20  100.0%",
                "12 more codes in 12 lines", "",
            ])
        #expect(tables[1][0].hasPrefix("\u{1B}[2K200  OK"))
        #expect(
            tables[1].suffix(4) == [
                "\u{1B}[2Ktotal                         22  100.0%",
                "\u{1B}[2K2xx Successful                 2    9.1%",
                "\u{1B}[2K4xx Client error              20   90.9%", "\u{1B}[J",
            ])
        #expect(tables[1].count == 25)
    }
}
