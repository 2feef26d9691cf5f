import Foundation
import Testing

/// What `kb import` does with input that never ends or never comes.
@Suite("kb import from pipes and devices")
struct ImportInputTests {
    /// Runs a line of a shell in the program's folder; `$KB` is the program.
    private func shell(_ line: String, in program: Program) throws -> Program.Run {
        try program.tool("/bin/bash", ["-c", "KB=$0; \(line)", Program.binary.path])
    }

    @Test(
        "a signal ends an import that waits for its input",
        arguments: [
            ("INT", 130), ("TERM", 143),
        ],
        [
            // The writer of the pipe sleeps until the test ends.
            "mkfifo pipe; exec 3<>pipe; $KB import - --book x <&3",
            // There is no writer.
            "mkfifo pipe; $KB import pipe --book x",
        ])
    func signals(signal: (name: String, status: Int32), command: String) throws {
        let program = try Program()
        // The program handles both signals before it reads; SIGTERM is 15, bit 14 of the mask.
        let line = """
            set -m; \(command) & kb=$!
            until caught=$(awk '/^SigCgt/ { print $2 }' /proc/$kb/status) && ((0x$caught & 1 << 14)); do sleep 0.01; done
            kill -\(signal.name) $kb; wait $kb; echo "status $?"
            """
        let run = try shell(line, in: program)
        #expect(run.output.contains("status \(signal.status)\n"), "\(run)")
        #expect(run.errors.contains("nothing was imported"))
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test(
        "input that never ends and is no document is refused at once",
        arguments: [
            ("$KB import /dev/zero --book x", "/dev/zero:1:1: "),
            ("cat /dev/zero | $KB import - --book x", "<stdin>:1:1: "),
            ("yes | tr -d '\\n' | $KB import - --book x", "line 1 of - has more than 10000000 bytes"),
            ("(echo; yes 404 | tr '\\n' ' ') | $KB import - --book x", "line 2 of - has more than"),
        ])
    func endless(command: String, message: String) throws {
        let program = try Program()
        let run = try shell(command, in: program)
        #expect(run.status == 65)
        #expect(run.errors.contains(message), "\(run.errors.prefix(2000))")
        #expect(run.errors.contains("nothing was imported"))
        #expect(!FileManager.default.fileExists(atPath: program.database.path))
    }

    @Test("a pipe that is opened before its writer, and one that comes in pieces, are read to the end")
    func fifo() throws {
        let program = try Program()
        let run = try shell(
            """
            mkfifo fifo; (sleep 0.3; printf '404 Not Found '; sleep 0.3; printf '找不到。\\n') > fifo &
            $KB import fifo --book x && $KB show x:404
            """, in: program)
        #expect(run.output == "1 added to x\n404 Not Found  [x]\n    找不到。\n", "\(run)")
    }

    @Test("JSON of one long line comes through a pipe")
    func longLine() throws {
        let program = try Program()
        let entries = (0..<200).map { "{\"code\":\"E\($0)\",\"name\":\"N\",\"description\":\"\(long)\"}" }
        let run = try program.run("import", "-", "--book", "x", input: "[\(entries.joined(separator: ","))]")
        #expect(run.output == "200 added to x\n", "\(run.errors.prefix(500))")
    }

    private let long = String(repeating: "d", count: 60_000)

    @Test("UTF-16 comes through a pipe, although every other byte is NUL")
    func utf16() throws {
        let program = try Program()
        try "404 Not Found 找不到。\n".write(
            to: program.folder.appending(path: "codes.txt"), atomically: true, encoding: .utf16)
        let run = try shell("cat codes.txt | $KB import - --book x", in: program)
        #expect(run.output == "1 added to x\n", "\(run)")
    }
}
