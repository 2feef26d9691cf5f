import Foundation
import Testing

@Suite("kb mcp")
struct AssistantCommandTests {
    /// Installed by `make test`, with the client that the protocol's authors publish.
    private static let python = Tool(
        path: Program.root.appendingPathComponent(".build-venv/bin/python3").path)
    private static var hasClient: Bool {
        FileManager.default.fileExists(atPath: Program.root.appendingPathComponent(".build-venv/mcp").path)
    }

    @Test(
        "the client of the protocol's authors gets what it asks for, and each line is what its schema says",
        .enabled(if: hasClient), arguments: ["auto", "legacy", "2026-07-28", "lines"])
    func client(mode: String) throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "ask the gateway team")
        let script = Program.root.appendingPathComponent("Tests/assistant/client.py").path
        let output = try Self.python.run(in: program, [script, Program.binary.path, mode])
        #expect(output == "ok\n")
        #expect(try program.run("doctor").status == 0)
    }

    @Test(
        "the same client gets the same from kb serve, and writes only with a token that may",
        .enabled(if: hasClient), arguments: ["auto", "legacy", "2026-07-28"])
    func overHTTP(mode: String) throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "ask the gateway team")
        let tokens = try ["read", "write"].map { scope in
            let run = try program.run("serve", "token", "add", "Li", "--scope", scope)
            return try #require(run.lines.first)
        }
        let server = try program.start(["serve", "--listen", "unix:s"])
        _ = try #require(UnixClient(program.folder.appendingPathComponent("s").path, to: server))
        let script = Program.root.appendingPathComponent("Tests/assistant/client.py").path
        let output = try Self.python.run(in: program, [script, "http://localhost/mcp", mode] + tokens)
        #expect(output == "ok\n")
        server.send(SIGTERM)
        #expect(server.finish().status == 0)
        #expect(try program.run("doctor").status == 0)
    }

    @Test("prints what each program wants to be told", arguments: ["claude", "vscode", "cursor", "zed"])
    func configuration(client: String) throws {
        let program = try Program()
        let run = try program.run(
            "mcp", "--print-config", client, "--db", "my kb.db", "--book", "http", "--notes", "own", "--write"
        )
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: [String: [String: Any]]])
        let servers = try #require(object.values.first?["kb"])
        #expect(
            servers["args"] as? [String] == [
                "mcp", "--db", program.folder.resolvingSymlinksInPath().path + "/my kb.db", "--book", "http",
                "--notes",
                "own", "--write",
            ])
        #expect(servers["command"] as? String == Program.binary.path)
        #expect(run.status == 0 && run.errors.contains(".json"))
    }

    @Test("what is wrong from the start is told to a person, and nothing goes to the assistant")
    func faults() throws {
        let program = try Program.seeded()
        let unknown = try program.run("mcp", "--book", "htp")
        #expect(
            unknown.status == 1 && unknown.output.isEmpty && unknown.errors.contains("did you mean http?"))
        let missing = try program.run("mcp", "--db", "none.db")
        #expect(missing.status == 66 && missing.output.isEmpty)
        #expect(try program.run("mcp", "--print-config", "emacs").status == 64)
        #expect(try program.run("mcp").output.isEmpty)
    }

    @Test("nothing is written to a file that an assistant reads, not even one that may be written")
    func readOnly() throws {
        let program = try Program.seeded()
        let before = try program.state()
        let calls = ["search", "add_note"].map {
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#($0)","arguments":{"query":"404"}}}"#
                + "\n"
        }
        let run = try program.run("mcp", input: calls.joined())
        #expect(run.lines.count == 2 && run.lines[1].contains("-32602"))
        #expect(try program.state() == before)
    }
}
