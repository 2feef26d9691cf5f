import Foundation
import Testing

@Suite("kb serve", .timeLimit(.minutes(5)))
struct ServeCommandTests {
    private static let json = "Content-Type: application/json"
    private static let note = #"{"book":"http","code":"404","body":"hello"}"#

    /// A server on a socket in the program's folder.
    private static func start(_ program: Program, _ arguments: [String] = []) throws -> Program.Started {
        try program.start(["serve", "--listen", "unix:s"] + arguments)
    }

    private static func path(_ program: Program) -> String { program.folder.appendingPathComponent("s").path }

    @Test(
        "what is being answered when SIGTERM comes is finished, and the socket goes",
        arguments: [SIGTERM, SIGINT])
    func drains(signal: Int32) throws {
        let program = try Program.seeded()
        let server = try Self.start(program)
        let client = try #require(UnixClient(Self.path(program), to: server))
        client.send(
            "POST /scan HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n")
        client.send("Expect: 100-continue\r\nContent-Length: 30\r\n\r\n")
        #expect(client.read(until: "100 Continue").hasPrefix("HTTP/1.1 100"))
        server.send(signal)
        client.send("text=GET+%2F+HTTP%2F1.1+502+12")
        #expect(client.read().contains("200 OK"))
        let run = server.finish()
        #expect(run.status == 0 && run.errors.contains("POST /scan 200"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: Self.path(program)))
    }

    @Test("one line says where it is, and one what was asked for, without what was searched for")
    func log() throws {
        let program = try Program.seeded()
        let server = try Self.start(program)
        let client = try #require(UnixClient(Self.path(program), to: server))
        #expect(client.ask("GET", "/?q=secret").contains("200 OK"))
        server.send(SIGTERM)
        let run = server.finish()
        #expect(run.output.isEmpty && !run.errors.contains("secret"))
        #expect(run.errors.contains("serving at unix:") && run.errors.contains(" GET / 200 "))
    }

    @Test("other machines are let in only to read, or with tokens")
    func protection() throws {
        let program = try Program.seeded()
        let open = try program.run("serve", "--listen", "0.0.0.0:0")
        #expect(
            open.status == 64 && open.errors.contains("--read-only")
                && open.errors.contains("kb serve token add"))
        let trusting = try program.run(
            "serve", "--listen", "0.0.0.0:0", "--read-only", "--trust-user-header", "X-User")
        #expect(trusting.status == 64 && trusting.errors.contains("on this machine"))
        #expect(try program.run("serve", "--listen", "example.com:80").status == 64)
        #expect(try program.run("serve", "--base-path", "kb").status == 64)
        #expect(try program.run("serve", "--base-path", "/../x").status == 64)
        #expect(try program.run("serve", "--db", "none.db").status == 66)
    }

    @Test("tokens are made, listed and taken back, and only who has one writes")
    func tokens() throws {
        let program = try Program.seeded()
        let added = try program.run("serve", "token", "add", "Li", "--days", "90")
        let word = try #require(added.lines.first)
        #expect(added.status == 0 && word.hasPrefix("kb_") && word.count == 67)
        let list = try program.run("serve", "token", "list", "--json")
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any])
        let id = try #require(object["id"] as? String)
        #expect(object["author"] as? String == "Li" && object["scope"] as? String == "write")
        #expect(!list.output.contains(word))
        let server = try Self.start(program)
        func post(_ headers: [String]) throws -> String {
            let client = try #require(UnixClient(Self.path(program), to: server))
            return client.ask("POST", "/api/v1/notes", [Self.json] + headers, body: Self.note)
        }
        #expect(try post([]).hasPrefix("HTTP/1.1 401"))
        #expect(try post(["Authorization: Bearer \(word)"]).hasPrefix("HTTP/1.1 201"))
        #expect(try program.run("serve", "token", "rm", id).status == 0)
        #expect(try post(["Authorization: Bearer \(word)"]).hasPrefix("HTTP/1.1 401"))
        #expect(try program.run("serve", "token", "rm", id).status == 1)
        server.send(SIGTERM)
        _ = server.finish()
        #expect(try program.run("note", "list", "--json").output.contains(#""author":"Li""#))
    }

    @Test("a name or an address that others use cannot be taken")
    func taken() throws {
        let program = try Program.seeded()
        let server = try Self.start(program)
        _ = try #require(UnixClient(Self.path(program), to: server))
        let second = try program.run("serve", "--listen", "unix:s")
        #expect(second.status == 2 && second.errors.contains("is taken"))
        server.send(SIGTERM)
        #expect(server.finish().status == 0)
    }

    @Test("the socket that systemd has opened is used, and no other")
    func activation() throws {
        let program = try Program.seeded()
        #expect(try program.run("serve", "--listen", "systemd").status == 64)
        let script = """
            import os, socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.bind("s")
            s.listen()
            os.dup2(s.fileno(), 3)
            os.set_inheritable(3, True)
            os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
            os.execv(sys.argv[1], [sys.argv[1], "serve", "--listen", "systemd"])
            """
        let server = try program.start(
            tool: "/usr/bin/env", ["python3", "-c", script, Program.binary.path],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
        let client = try #require(UnixClient(Self.path(program), to: server))
        #expect(client.ask("GET", "/http/404").contains("404 Not Found"))
        server.send(SIGTERM)
        #expect(server.finish().status == 0)
        // Who has made it keeps it.
        #expect(FileManager.default.fileExists(atPath: Self.path(program)))
    }

    @Test(
        "with --sync it takes what the team writes and sends what is written here, and says where it cannot")
    func synchronises() throws {
        let program = try Program.seeded()
        let share = program.folder.appendingPathComponent("share")
        try FileManager.default.createDirectory(at: share, withIntermediateDirectories: false)
        #expect(try program.run("serve", "--listen", "unix:s", "--sync", "5").errors.contains("no remote"))
        #expect(try program.run("serve", "--sync", "4").status == 64)
        try program.run("sync", "add", "team", "share", "--author", "Li")
        let other = ["--db", "other.db"]
        try FileManager.default.copyItem(
            at: program.database, to: program.folder.appendingPathComponent("other.db"))
        func write(_ text: String) throws {
            #expect(try program.run(["note", "add", "502", text] + other).status == 0)
            #expect(try program.run(["sync"] + other).status == 0)
        }
        try write("from there")
        let server = try Self.start(program, ["--sync", "5"])
        func ask(_ method: String = "GET", _ target: String, body: String = "") throws -> String {
            try #require(UnixClient(Self.path(program), to: server)).ask(
                method, target, body.isEmpty ? [] : [Self.json], body: body)
        }
        func wait(_ target: String, for text: String) throws {
            while try !ask("GET", target).contains(text) { usleep(100_000) }
        }
        try wait("/http/502", for: "from there")
        #expect(try ask("POST", "/api/v1/notes", body: Self.note).hasPrefix("HTTP/1.1 201"))
        while try !program.run(["show", "404"] + other).output.contains("hello") {
            #expect(try program.run(["sync"] + other).status == 0)
        }
        // Who follows changes is told what has come.
        let follower = try #require(UnixClient(Self.path(program), to: server))
        follower.send(
            "GET /api/v1/changes HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
        #expect(follower.read(until: "retry:").contains("200 OK"))
        try write("and once more")
        #expect(follower.read(until: "\"remote\":\"team\"").contains("event: synchronised\ndata: {"))
        #expect(try ask("GET", "/metrics").contains(#"kb_sync_entries_total{remote="team",way="in"} "#))
        #expect(try ask("GET", "/readyz").hasSuffix("\r\n\r\nready\n"))
        // A remote that is gone ends nothing.
        try FileManager.default.moveItem(at: share, to: program.folder.appendingPathComponent("gone"))
        try wait("/readyz", for: "ready\nnot synchronised: team\n")
        #expect(try ask("GET", "/metrics").contains(#"kb_sync_runs_total{remote="team",result="failed"} "#))
        #expect(try ask("GET", "/http/502").contains("and once more"))
        try FileManager.default.moveItem(at: program.folder.appendingPathComponent("gone"), to: share)
        while try ask("GET", "/readyz").contains("not synchronised") { usleep(100_000) }
        server.send(SIGTERM)
        let run = server.finish()
        #expect(run.status == 0 && run.errors.contains("team: ") && run.errors.contains("unreachable"))
    }

    @Test("what visitors may only read takes what the team writes all the same")
    func synchronisesReadOnly() throws {
        let program = try Program.seeded()
        try FileManager.default.createDirectory(
            at: program.folder.appendingPathComponent("share"), withIntermediateDirectories: false)
        try program.run("sync", "add", "team", "share")
        try FileManager.default.copyItem(
            at: program.database, to: program.folder.appendingPathComponent("other.db"))
        #expect(try program.run("note", "add", "502", "from there", "--db", "other.db").status == 0)
        #expect(try program.run("sync", "--db", "other.db").status == 0)
        let server = try Self.start(program, ["--read-only", "--sync", "5"])
        func ask(_ method: String, _ target: String, body: String = "") throws -> String {
            try #require(UnixClient(Self.path(program), to: server)).ask(
                method, target, [Self.json], body: body)
        }
        while try !ask("GET", "/http/502").contains("from there") { usleep(100_000) }
        #expect(try ask("POST", "/api/v1/notes", body: Self.note).hasPrefix("HTTP/1.1 403"))
        server.send(SIGTERM)
        #expect(server.finish().status == 0)
    }

    @Test("an import beside it stops no reader, and its codes are there afterwards")
    func besideImport() throws {
        let program = try Program.seeded()
        let server = try Self.start(program)
        func ask(_ target: String) throws -> String {
            try #require(UnixClient(Self.path(program), to: server)).ask("GET", target)
        }
        #expect(try ask("/http/404").contains("200 OK"))
        let rows = (0..<2000).map { "E\($0),Name \($0)\n" }.joined()
        try program.write("code,name\n" + rows, to: "own.csv")
        let importing = try program.start(["import", "own.csv"])
        while importing.isRunning { #expect(try ask("/?q=404").contains("200 OK")) }
        #expect(importing.finish().status == 0)
        #expect(try ask("/own/E1999").contains("Name 1999"))
        #expect(try program.run("note", "add", "own:E7", "by the command line").status == 0)
        #expect(try ask("/own/E7").contains("by the command line"))
        server.send(SIGTERM)
        #expect(server.finish().status == 0)
    }
}
