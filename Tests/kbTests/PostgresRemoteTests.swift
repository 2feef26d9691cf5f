import Foundation
import Testing

@Suite("kb sync with PostgreSQL", .enabled(if: PostgresServer.exists))
struct PostgresRemoteTests {
    private let program: Program
    private let server: PostgresServer

    init() throws {
        program = try Program()
        try program.write("502 Bad Gateway 网关错误\n\n504 Gateway Timeout 网关超时\n", to: "codes.txt")
        for name in ["li", "wang"] {
            try program.run("import", "codes.txt", "--book", "http", "--db", "\(name).db")
        }
        server = try PostgresServer(in: program)
        for name in ["li", "wang"] {
            try server.sync("add", "team", server.url(name), "--author", name, in: "\(name).db")
        }
    }

    @discardableResult
    private func note(_ text: String, _ name: String) throws -> Program.Run {
        try program.run("note", "add", "502", text, "--db", "\(name).db", "--author", name)
    }

    private func sync(_ name: String, _ words: String...) throws -> Program.Run {
        let run = try program.run(
            ["sync"] + words, environment: ["KB_LIBEXEC": Program.built.path, "KB_DB": "\(name).db"])
        return run
    }

    private func notes(_ name: String) throws -> String {
        try program.run("export", "notes", "--db", "\(name).db").output
    }

    @Test("notes and an edition of each come to the other, and what is there already does not travel again")
    func bothWays() throws {
        try note("先看上游", "li")
        #expect(try sync("li").output == "team: received 0 entries, sent 3\n")
        #expect(try sync("wang").output == "team: received 3 entries, sent 2\n")
        try note("then the proxy", "wang")
        try program.run(
            "code", "add", "http:599", "--name", "Network Timeout", "--description", "A proxy gave up.",
            "--db", "wang.db", "--author", "wang")
        #expect(try sync("wang").output == "team: received 0 entries, sent 2\n")
        let came = try sync("li", "--editions", "http")
        #expect(came.status == 0 && came.errors.contains("imported the edition of http by wang"))
        #expect(try program.run("query", "599", "--db", "li.db").output.contains("Network Timeout"))
        _ = try sync("wang")
        #expect(try notes("li") == notes("wang") && notes("li").contains("先看上游"))
        for name in ["li", "wang"] { #expect(try sync(name).output == "team: nothing new\n") }
        #expect(try sync("wang", "check").output.contains("2 logs"))
    }

    @Test("a copy of a file goes on in a log of its own")
    func copied() throws {
        try note("before", "li")
        _ = try sync("li")
        try FileManager.default.copyItem(
            at: program.folder.appendingPathComponent("li.db"),
            to: program.folder.appendingPathComponent("copy.db"))
        try note("at the desk", "li")
        try note("on the train", "copy")
        _ = try sync("li")
        let copy = try sync("copy")
        #expect(copy.status == 0 && copy.errors.contains("a log of its own"), "\(copy.errors)")
        for name in ["li", "wang", "copy"] { _ = try sync(name) }
        for name in ["li", "wang", "copy"] {
            for text in ["before", "at the desk", "on the train"] {
                #expect(try notes(name).contains(text), "\(name): \(text)")
            }
        }
    }

    @Test("members read and add, and change nothing; others see nothing")
    func rights() throws {
        try note("kept", "li")
        _ = try sync("li")
        for statement in [
            "DELETE FROM kb.entries", "UPDATE kb.entries SET line = 'x'", "UPDATE kb.logs SET n = 0",
            "INSERT INTO kb.blobs VALUES (sha256('x'), 'x')", "TRUNCATE kb.entries", "DROP TABLE kb.entries",
            "INSERT INTO kb.logs VALUES (gen_random_uuid(), 0, '')", "CREATE TABLE kb.own ()",
        ] {
            for role in ["li", "wang", "eve"] {
                let run = try server.psql(role, statement)
                #expect(run.status != 0 && run.errors.contains("ERROR"), "\(role): \(statement)")
            }
        }
        #expect(try server.psql("wang", "SELECT count(*) FROM kb.entries").output == "3\n")
        #expect(try server.psql("eve", "SELECT count(*) FROM kb.entries").status != 0)
        let eve = try server.ask("eve", #"{"state":{}}"#)
        #expect(eve[0]["kind"] as? String == "refused")
        #expect((eve[0]["error"] as? String)?.contains("kb_member") == true)
    }

    /// A question that pushes to a log of these tests.
    private func push(_ first: Int, _ lines: [String], _ hash: String) -> String {
        let texts = lines.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"push":{"segments":[{"log":"\#(Self.log)","first":\#(first),"hash":"\#(hash)","#
            + #""lines":[\#(texts)]}],"documents":{}}}"#
    }

    private static let log = "0f0e0d0c-0000-4000-8000-000000000001"

    /// The hash after lines, as PostgreSQL computes it.
    private func hash(_ lines: String...) throws -> String {
        let sum = lines.reduce("''::bytea") { "sha256(\($0) || '\($1)'::bytea)" }
        return try server.psql("postgres", "SELECT encode(\(sum), 'hex')").output
            .trimmingCharacters(in: .newlines)
    }

    @Test("the server compares each hash, and a log is its first role's")
    func hashes() throws {
        let (a, ab, abc) = (try hash("a"), try hash("a", "b"), try hash("a", "b", "c"))
        let other = try hash("a", "x")
        let li = try server.ask(
            "li", push(1, ["a"], ab), push(2, ["b"], ab), push(1, ["a", "b"], ab), push(1, ["a"], a),
            push(2, ["x"], other), push(2, ["b"], a))
        #expect(
            li.map { $0["kind"] as? String ?? "end" } == [
                "refused", "changed", "end", "end", "changed", "refused",
            ])
        let wang = try server.ask(
            "wang", push(1, ["a", "b"], ab), push(2, ["b", "c"], abc), push(3, ["c"], abc))
        #expect(wang.map { $0["kind"] as? String ?? "end" } == ["end", "refused", "refused"])
        #expect((wang[1]["error"] as? String)?.contains("belongs to li") == true)
        let state = try server.ask("li", #"{"state":{}}"#)
        #expect((state[0]["vector"] as? [String: [Any]])?[Self.log]?.last as? String == ab)
    }

    @Test("a redacted line brings the hash of what was, and what follows builds on it")
    func redacted() throws {
        let (secret, after) = (try hash("a", "secret"), try hash("a", "secret", "b"))
        let line = #"{\"format\":1,\"kind\":\"redacted\",\"hash\":\"\#(secret)\",\"line\":\"{}\"}"#
        let answers = try server.ask("li", push(1, ["a", line, "b"], after))
        #expect(answers.count == 1 && answers[0]["end"] != nil, "\(answers)")
    }

    @Test("lines of any characters come back as they were, a megabyte or so at a time")
    func segments() throws {
        let lines =
            [#"\u0000\u001b[2J\"\\"#] + (0..<30).map { "\($0)" + String(repeating: "长", count: 30_000) }
        let texts = try lines.map {
            try #require(
                JSONSerialization.jsonObject(with: Data("\"\($0)\"".utf8), options: .fragmentsAllowed)
                    as? String)
        }
        let bytes = texts.map { "decode('\($0.utf8.map { String(format: "%02x", $0) }.joined())', 'hex')" }
        let sum = bytes.reduce("''::bytea") { "sha256(\($0) || \($1))" }
        let hash = try server.psql("postgres", "SELECT encode(\(sum), 'hex')").output
            .trimmingCharacters(in: .newlines)
        let answers = try server.ask(
            "li", push(1, lines, hash), #"{"pull":[["\#(Self.log)",0,31]]}"#,
            #"{"pull":[["\#(Self.log)",29,30]]}"#, #"{"pull":[]}"#)
        try #require(answers.count == 8, "\(answers.map { $0.keys })")
        let parts = answers[1...3].map { $0["lines"] as? [String] ?? [] }
        #expect(parts.flatMap(\.self) == texts)
        for part in parts { #expect(part.reduce(0) { $0 + $1.utf8.count } <= 1 << 20) }
        #expect(answers[3]["hash"] as? String == hash)
        #expect(answers[5]["lines"] as? [String] == [texts[29]] && answers[5]["first"] as? Int == 30)
        #expect(answers[4]["end"] != nil && answers[6]["end"] != nil && answers[7]["end"] != nil)
    }

    @Test("while the server is gone nothing is lost, and everything is sent once it is back")
    func gone() throws {
        _ = try sync("li")
        server.stop()
        try note("written without a network", "li")
        let failed = try sync("li")
        #expect(failed.status == 69 && failed.errors.contains("unreachable"), "\(failed.errors)")
        try server.start()
        #expect(try sync("li").output == "team: received 0 entries, sent 1\n")
        _ = try sync("wang")
        #expect(try notes("wang").contains("written without a network"))
    }

    @Test("what was damaged on the server, its owner's kb sync check writes anew")
    func mended() throws {
        try note("whole", "li")
        _ = try sync("li")
        try server.psql(
            "postgres",
            "UPDATE kb.entries SET line = 'broken' WHERE n = 3; DELETE FROM kb.entries WHERE n = 2")
        #expect(try sync("wang").errors.contains("kb sync check"))
        let check = try sync("li", "check")
        #expect(check.status == 0 && check.output.contains("rewritten"), "\(check.output)\(check.errors)")
        _ = try sync("wang")
        #expect(try notes("wang").contains("whole"))
    }

    @Test(
        "a secret that was redacted is gone from the server once it is emptied there and its owner has checked"
    )
    func secret() throws {
        let added = try note("the password is hunter2", "li").output
        let id = try #require(added.split(separator: " ").first { $0.count == 8 })
        for name in ["li", "wang"] { _ = try sync(name) }
        #expect(try sync("li", "redact", String(id), "--yes").status == 0)
        _ = try sync("li")
        let having = "position('hunter2'::bytea IN line) > 0"
        #expect(try server.psql("li", "SELECT count(*) FROM kb.entries WHERE \(having)").output == "1\n")
        try server.psql("postgres", "UPDATE kb.entries SET line = '' WHERE \(having)")
        let check = try sync("li", "check")
        #expect(check.status == 0 && check.output.contains("rewritten"), "\(check.output)\(check.errors)")
        try program.run("import", "codes.txt", "--book", "http", "--db", "new.db")
        _ = try sync("new", "add", "team", server.url("wang"))
        #expect(try sync("new").errors.contains("damaged") == false)
        #expect(try sync("new", "check").status == 0)
    }

    @Test("a role whose relayed entries are refused has sent its own")
    func relayed() throws {
        let share = program.folder.appendingPathComponent("share")
        try FileManager.default.createDirectory(at: share, withIntermediateDirectories: false)
        for name in ["li", "wang"] { _ = try sync(name, "add", "usb", "share") }
        _ = try sync("li")
        _ = try sync("wang")
        try note("by the stick only", "li")
        try note("mine", "wang")
        _ = try sync("li", "usb")
        _ = try sync("wang", "usb")
        let refused = try sync("wang", "team")
        #expect(refused.status == 69 && refused.errors.contains("belongs to li"), "\(refused.errors)")
        _ = try sync("li", "team")
        #expect(try notes("li").contains("mine"))
        #expect(try sync("wang", "team").status == 0)
    }

    @Test("a server that may lose what it has confirmed is told of")
    func durability() throws {
        try server.psql("postgres", "ALTER DATABASE postgres SET synchronous_commit = off")
        let first = try sync("li")
        #expect(first.status == 0 && first.errors.contains("synchronous_commit is off"), "\(first.errors)")
        try server.psql("postgres", "ALTER DATABASE postgres RESET synchronous_commit")
        try note("one more", "li")
        #expect(try !sync("li").errors.contains("warning"))
    }

    @Test("init-postgres may run again, prints its SQL, and takes no other address")
    func preparing() throws {
        try note("kept", "li")
        _ = try sync("li")
        let again = try server.sync("init-postgres", server.url("postgres"))
        #expect(again.status == 0 && again.output.contains("GRANT kb_member"), "\(again.errors)")
        let printed = try server.sync("init-postgres", "postgres://nowhere.invalid/kb", "--dry-run")
        #expect(printed.output.contains("CREATE TABLE IF NOT EXISTS kb.entries"))
        #expect(try server.psql("postgres", printed.output).status == 0)
        #expect(try sync("li").output == "team: nothing new\n")
        #expect(try server.sync("init-postgres", server.url("wang")).status == 69)
        #expect(try server.sync("init-postgres", "git@host:team/kb.git").status == 64)
        for address in ["postgres://li:secret@host/kb", "postgres://host/kb?user=li&password=secret"] {
            for words in [["init-postgres", address], ["add", "other", address]] {
                let run = try program.run(["sync"] + words)
                #expect(run.status == 64 && run.errors.contains(".pgpass"), "\(words): \(run.errors)")
                #expect(!run.errors.contains("secret"))
            }
        }
    }
}
