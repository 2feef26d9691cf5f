import Testing

@Suite("a reader that has seen enough")
struct ClosedPipeTests {
    @Test("no command says anything about it, and none fails", arguments: [[], ["--json"]])
    func quiet(options: [String]) throws {
        let program = try Listings.program()
        var lines = Listings.all
        lines += [
            ["export", "codes"], ["export", "notes"], ["completions", "bash"], ["manual", "2026-01-31"],
            ["--version"], ["backup"], ["doctor"], ["config", "--path"], ["config", "set", "limit", "5"],
            ["note", "add", "404", "x"], ["alias", "add", "404", "新别名"], ["synonym", "add", "甲甲", "乙乙"],
            ["import", "codes", Program.root.appendingPathComponent("seed/smtp.txt").path],
            ["import", "codes", "--dry-run", Program.root.appendingPathComponent("seed/errno.txt").path],
        ]
        if !options.isEmpty {
            let plain = ["help", "--help", "export", "completions", "manual"]
            lines = Listings.all.filter {
                $0.first.map { !plain.contains($0) } == true && $0.last != "--help"
            }
        }
        for arguments in lines {
            let run = try program.runIntoClosedPipe(arguments + options)
            #expect(run.status == 0, "\(arguments)")
            #expect(!run.errors.contains("error"), "\(arguments): \(run.errors)")
        }
    }

    @Test("what was to be done is done all the same")
    func done() throws {
        let program = try Listings.program()
        #expect(try program.runIntoClosedPipe(["note", "add", "503", "拥塞"]).status == 0)
        #expect(try program.run("note", "list", "503").output.contains("拥塞"))
    }
}
