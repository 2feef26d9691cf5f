import Foundation
import Glibc
import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("the network", .timeLimit(.minutes(5)))
struct NetworkTests {
    /// Runs a test on a thread of its own: it waits for a server whose tasks need the threads that tests run on.
    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result(catching: body)) }.start()
        }
    }

    private static func withServer(_ body: (LiveServer) throws -> Void) throws {
        let server = try LiveServer()
        defer { server.stop() }
        try body(server)
    }

    @Test("a page and a note go over the wire")
    func wire() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let page = try server.ask("GET", "/http/404")
                #expect(
                    page.hasPrefix("HTTP/1.1 200") && page.contains("404 Not Found")
                        && page.contains("Date: "))
                let form = "book=http&code=404&body=%E4%BD%A0%E5%A5%BD"
                let answer = try server.ask(
                    "POST", "/-/notes", ["Content-Type: application/x-www-form-urlencoded"], body: form)
                #expect(answer.hasPrefix("HTTP/1.1 303"))
                #expect(try KnowledgeBase(server.path).notes().map(\.body) == ["你好"])
                #expect(try server.ask("HEAD", "/http/404").hasSuffix("\r\n\r\n"))
            }
        }
    }

    @Test("several requests on a connection are answered in their order")
    func pipeline() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let connection = try server.connect()
                let host = "Host: \(server.host)\r\n"
                connection.send("GET /healthz HTTP/1.1\r\n\(host)\r\nGET /404 HTTP/1.1\r\n\(host)\r\n")
                connection.send("GET /healthz HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
                let text = connection.readAll()
                let statuses = text.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.1) }
                #expect(statuses == ["200", "302", "200"])
            }
        }
    }

    @Test("a name of somebody else gets nothing before its body is read")
    func rebinding() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let connection = try server.connect()
                connection.send(
                    "POST /-/notes HTTP/1.1\r\nHost: evil.example:\(server.port)\r\nContent-Length: 1000\r\n\r\n"
                )
                #expect(connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 421"))
                let twice = try server.connect()
                twice.send(
                    "GET / HTTP/1.1\r\nHost: \(server.host)\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                )
                #expect(!twice.readAll().hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test("headers that are too long or too many end the connection")
    func headers() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let long = "X: " + String(repeating: "a", count: 40_000)
                let many = (0..<200).map { "X-\($0): 1" }
                for headers in [[long], many] {
                    let answer = try server.ask("GET", "/healthz", headers)
                    #expect(
                        answer.isEmpty || answer.hasPrefix("HTTP/1.1 400") || answer.hasPrefix("HTTP/1.1 431")
                    )
                }
                let target = try server.ask("GET", "/?q=" + String(repeating: "a", count: 10_000))
                #expect(target.hasPrefix("HTTP/1.1 414"))
                #expect(try server.ask("GET", "/healthz").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test("bodies are as long as what they are for, and no longer")
    func bodies() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                func post(_ target: String, _ bytes: Int) throws -> String {
                    try server.ask(
                        "POST", target, ["Content-Type: application/x-www-form-urlencoded"],
                        body: "text=" + String(repeating: "a", count: bytes - 5))
                }
                #expect(try post("/-/login", 70_000).hasPrefix("HTTP/1.1 413"))
                #expect(try post("/scan", 1_000_000).hasPrefix("HTTP/1.1 200"))
                #expect(try post("/scan", 5_000_000).hasPrefix("HTTP/1.1 413"))
                // A body whose length nobody has told.
                let connection = try server.connect()
                connection.send(
                    "POST /-/login HTTP/1.1\r\nHost: \(server.host)\r\nTransfer-Encoding: chunked\r\n\r\n")
                for _ in 0..<10 {
                    connection.send("4000\r\n" + String(repeating: "a", count: 0x4000) + "\r\n")
                }
                connection.send("0\r\n\r\n")
                #expect(connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413"))
            }
        }
    }

    @Test("whoever is slow with headers or body is not waited for, and the others are answered meanwhile")
    func slowClients() async throws {
        try await Self.onThread {
            let server = try LiveServer({ options in
                options.longestHeaders = 1
                options.longestBody = 1
            })
            defer { server.stop() }
            let slowHead = try server.connect()
            slowHead.send("GET / HTTP/1.1\r\nHost: ")
            let slowBody = try server.connect()
            slowBody.send("POST /scan HTTP/1.1\r\nHost: \(server.host)\r\nContent-Length: 100\r\n\r\ntext=")
            let silent = try server.connect()
            #expect(try server.ask("GET", "/healthz").hasPrefix("HTTP/1.1 200"))
            // Each ends without an answer to its request.
            #expect(!slowHead.readAll().contains("200 OK"))
            #expect(!slowBody.readAll().contains("200 OK"))
            #expect(silent.readAll().isEmpty)
        }
    }

    @Test(
        "whoever takes nothing of long answers, or a byte now and then, is not waited for",
        arguments: [true, false])
    func slowReaders(takesBytes: Bool) async throws {
        try await Self.onThread {
            let server = try LiveServer({ $0.longestStall = 1 })
            defer { server.stop() }
            let reader = try server.connect()
            // More than the system keeps for a client that does not read.
            let request = "GET /api/v1/codes?format=ndjson HTTP/1.1\r\nHost: \(server.host)\r\n\r\n"
            reader.send(String(repeating: request, count: 600))
            #expect(reader.readByte())
            repeat {
                if takesBytes { _ = reader.readByte() }
                #expect(try server.ask("GET", "/http/404").hasPrefix("HTTP/1.1 200"))
                usleep(50_000)
            } while server.connections > 0
            let end = reader.readAll()
            #expect(end.matches(of: /HTTP\/1\.1 200/).count < 600)
        }
    }

    @Test("no more connections are served than there may be, and the next one as soon as one ends")
    func connections() async throws {
        try await Self.onThread {
            let server = try LiveServer({ $0.mostConnections = 2 })
            defer { server.stop() }
            let request = "GET /healthz HTTP/1.1\r\nHost: \(server.host)\r\n\r\n"
            var first: LiveServer.Connection? = try server.connect()
            let second = try server.connect()
            for connection in [first, second] {
                connection?.send(request)
                #expect(connection?.read(until: "ok\n").hasPrefix("HTTP/1.1 200") == true)
            }
            let third = try server.connect()
            third.send(request)
            first = nil
            #expect(third.read(until: "ok\n").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test(
        "what is no HTTP ends, and the server goes on",
        arguments: [
            "\u{16}\u{3}\u{1}", "GET\r\n\r\n", "SSH-2.0-x\r\n", "GET / HTTP/9.9\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        ])
    func noise(text: String) async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let connection = try server.connect()
                connection.send(text)
                connection.finish()
                #expect(!connection.readAll().contains("200 OK"))
                #expect(try server.ask("GET", "/healthz").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test("a long list is sent in pieces")
    func streams() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                let text = try server.ask("GET", "/api/v1/codes?format=ndjson")
                #expect(
                    text.contains("Transfer-Encoding: chunked") || text.contains("transfer-encoding: chunked")
                )
                #expect(text.contains("\"code\":\"511\""))
            }
        }
    }

    @Test("who follows changes is told of one, whoever has written it, and the stream ends with the server")
    func events() async throws {
        try await Self.onThread {
            let server = try LiveServer({ $0.mostFollowers = 1 })
            defer { server.stop() }
            let connection = try server.connect()
            let request =
                "GET /api/v1/changes HTTP/1.1\r\nHost: \(server.host)\r\nAccept: text/event-stream\r\n\r\n"
            connection.send(request)
            #expect(connection.read(until: "retry: ").contains("text/event-stream"))
            let other = try server.connect()
            other.send(request)
            #expect(other.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 503"))
            try KnowledgeBase(server.path).addNote("x", to: CodeReference(book: "http", code: "404"))
            #expect(connection.read(until: "\n\n").contains("event: changed"))
        }
    }

    @Test("another file in the place of the knowledge base is read from then on")
    func replacedFile() async throws {
        try await Self.onThread {
            try Self.withServer { server in
                #expect(try server.ask("GET", "/http/404").hasPrefix("HTTP/1.1 200"))
                let new = try KnowledgeBase(server.path + ".new", creatingIfMissing: true)
                let folder = URL(fileURLWithPath: server.path).deletingLastPathComponent()
                let document = folder.appendingPathComponent("own.txt").path
                try "E1 One 一。".write(toFile: document, atomically: true, encoding: .utf8)
                try new.importDocument(document, ImportJob.Options(book: "own"))
                #expect(rename(server.path + ".new", server.path) == 0)
                #expect(try server.ask("GET", "/http/404").hasPrefix("HTTP/1.1 404"))
                #expect(try server.ask("GET", "/own/E1").hasPrefix("HTTP/1.1 200"))
                let form = ["Content-Type: application/x-www-form-urlencoded"]
                #expect(
                    try server.ask("POST", "/-/notes", form, body: "book=own&code=E1&body=x").hasPrefix(
                        "HTTP/1.1 303"))
                #expect(try KnowledgeBase(server.path).notes().count == 1)
            }
        }
    }

    @Test("while another program writes, everybody reads, and who writes waits or is told to come again")
    func besideWriter() async throws {
        try await Self.onThread {
            let server = try LiveServer({ $0.timeout = 0.2 })
            defer { server.stop() }
            let other = try PlainSQLite(server.path)
            try other.script("BEGIN IMMEDIATE; UPDATE books SET title = 'x'")
            #expect(try server.ask("GET", "/http/404").hasPrefix("HTTP/1.1 200"))
            #expect(try server.ask("GET", "/?q=502").hasPrefix("HTTP/1.1 200"))
            let answer = try server.ask(
                "POST", "/api/v1/notes", ["Content-Type: application/json"],
                body: #"{"book":"http","code":"404","body":"x"}"#)
            #expect(answer.hasPrefix("HTTP/1.1 503") && answer.lowercased().contains("retry-after: "))
            try other.script("ROLLBACK")
            #expect(try server.ask("GET", "/readyz").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test("many readers and writers at once lose nothing")
    func crowd() async throws {
        // Beside other tests a page may take longer than a reader is let wait.
        let server = try LiveServer({ $0.longestRead = 60 })
        defer { server.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await Self.onThread {
                        for round in 0..<5 {
                            let body = #"{"book":"http","code":"404","body":"note \#(number) \#(round)"}"#
                            let answer = try server.ask(
                                "POST", "/api/v1/notes", ["Content-Type: application/json"], body: body)
                            #expect(answer.hasPrefix("HTTP/1.1 201"))
                            #expect(try server.ask("GET", "/http/404").contains("note \(number) \(round)"))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let knowledge = try KnowledgeBase(server.path)
        #expect(try knowledge.notes().count == 40)
        #expect(try knowledge.check().isEmpty)
    }

    @Test("a Unix socket is the owner's and its group's, and one that was left behind is no hindrance")
    func unixSocket() async throws {
        try await Self.onThread {
            let folder = try TemporaryPlace()
            let path = folder.path("s")
            let left = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(left) }
            let first = try ListeningSocket(.unix(path))
            close(first.descriptor)
            let server = try LiveServer({ $0.address = .unix(path) })
            defer { server.stop() }
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o660)
            let connection = try server.connect()
            connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            #expect(connection.readAll().hasPrefix("HTTP/1.1 200"))
            #expect(throws: ListeningSocket.Fault.taken(address: "unix:\(path)")) {
                try ListeningSocket(.unix(path))
            }
            let file = folder.path("file")
            try "mine".write(toFile: file, atomically: true, encoding: .utf8)
            #expect(throws: ListeningSocket.Fault.taken(address: "unix:\(file)")) {
                try ListeningSocket(.unix(file))
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        }
    }

    @Test("addresses are read as people write them")
    func addresses() throws {
        #expect(try ServerOptions.Address("127.0.0.1:80") == .network("127.0.0.1", port: 80))
        #expect(try ServerOptions.Address("localhost:0") == .network("127.0.0.1", port: 0))
        #expect(try ServerOptions.Address("[::1]:8732") == .network("::1", port: 8732))
        #expect(try ServerOptions.Address("unix:/run/kb.sock") == .unix("/run/kb.sock"))
        #expect(try ServerOptions.Address("systemd") == .systemd)
        for text in [
            "", "8732", "example.com:80", "127.0.0.1", "127.0.0.1:70000", "unix:", "::1", "127.0.0.1:-1",
        ] {
            #expect(throws: ListeningSocket.Fault.badAddress(text)) { try ServerOptions.Address(text) }
        }
    }

    @Test("others than this machine get there only to read, or with tokens")
    func protection() throws {
        let place = try Served.seeded()
        let socket = try ListeningSocket(.network("0.0.0.0", port: 0))
        defer { close(socket.descriptor) }
        let open = Served.options(place) { _ in }
        #expect(throws: ListeningSocket.Fault.self) { try socket.check(open, hasTokens: false) }
        #expect(throws: Never.self) { try socket.check(open, hasTokens: true) }
        #expect(throws: Never.self) {
            try socket.check(Served.options(place) { $0.isReadOnly = true }, hasTokens: false)
        }
        #expect(throws: ListeningSocket.Fault.headerFromAnywhere) {
            try socket.check(Served.options(place) { $0.userHeader = "X-User" }, hasTokens: true)
        }
    }
}
