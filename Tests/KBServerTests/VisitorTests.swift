import Glibc
import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("tokens and visitors")
struct VisitorTests {
    /// A site with a token.
    private static func served(
        _ scope: AccessToken.Scope = .write, expires: Int? = nil,
        _ change: (inout ServerOptions) -> Void = { _ in }
    ) throws -> (Served, String) {
        var word = ""
        let served = try Served(change) { _, place in
            let made = AccessToken.make(author: "小李", scope: scope, created: 0, expires: expires)
            word = made.word
            try TokenFile(place.path() + ".tokens").change { $0.append(made.token) }
        }
        return (served, word)
    }

    private static let note = JSONValue.object([
        ("book", .string("http")), ("code", .string("404")), ("body", .string("hello")),
    ])

    @Test("where there are tokens, everybody reads, and who writes has one")
    func tokens() throws {
        let (served, word) = try Self.served()
        #expect(served.page("/http/404").status == 200)
        #expect(served.send("POST", "/api/v1/notes", Self.note).status == 401)
        let answer = served.send("POST", "/api/v1/notes", Self.note, [("authorization", "Bearer \(word)")])
        #expect(answer.status == 201 && answer.json["author"]?.string == "小李")
    }

    @Test(
        "a wrong token is never taken for none, not even to read",
        arguments: ["Bearer kb_wrong", "Bearer ", "Basic a2I6a2I=", "Bearer", "kb_x", ""])
    func wrongTokens(header: String) throws {
        let (served, _) = try Self.served()
        let answer = served.ask("GET", "/http/404", [("authorization", header)])
        #expect(answer.status == 401 && answer.header("www-authenticate").hasPrefix("Bearer"))
        let (open, _) = (try Served(), ())
        #expect(open.ask("GET", "/api/v1/books", [("authorization", header)]).status == 401)
    }

    @Test("a token ends with its time, and at once when it is taken back")
    func endOfTokens() throws {
        let (late, word) = try Self.served(expires: 1)
        #expect(late.ask("GET", "/", [("authorization", "Bearer \(word)")]).status == 401)
        let (served, good) = try Self.served(expires: time(nil) + 1000)
        #expect(served.ask("GET", "/", [("authorization", "Bearer \(good)")]).status == 200)
        try TokenFile(served.place.path() + ".tokens").change { $0.removeAll() }
        #expect(served.ask("GET", "/", [("authorization", "Bearer \(good)")]).status == 401)
    }

    @Test("a token for reading does not write")
    func scopes() throws {
        let (served, word) = try Self.served(.read)
        let token = (name: "authorization", value: "Bearer \(word)")
        #expect(served.ask("GET", "/api/v1/books", [token]).status == 200)
        #expect(served.send("POST", "/api/v1/notes", Self.note, [token]).status == 403)
        #expect(try served.knowledge.notes().isEmpty)
    }

    @Test("what is private is read by nobody without a token, and a browser is led to the login")
    func privateSites() throws {
        let (served, word) = try Self.served { $0.isPrivate = true }
        #expect(served.ask("GET", "/api/v1/books").status == 401)
        #expect(served.ask("GET", "/metrics").status == 401)
        let page = served.page("/http/404")
        #expect(page.status == 302 && page.header("location") == "/-/login?back=%2Fhttp%2F404")
        #expect(served.page("/-/login").status == 200)
        #expect(served.ask("GET", "/healthz").status == 200)
        #expect(served.ask("GET", "/api/v1/books", [("authorization", "Bearer \(word)")]).status == 200)
    }

    @Test("after a login a cookie holds the token, which no script reads and no other site sends")
    func login() throws {
        let (served, word) = try Self.served()
        let wrong = served.send("/-/login", [("token", "kb_wrong")])
        #expect(wrong.status == 401 && wrong.header("set-cookie").isEmpty)
        let answer = served.send("/-/login", [("token", word), ("back", "/http/404")])
        #expect(answer.status == 303 && answer.header("location") == "/http/404")
        let cookie = answer.header("set-cookie")
        #expect(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"))
        let sent = (name: "cookie", value: "a=b; " + String(cookie.prefix { $0 != ";" }))
        #expect(served.ask("GET", "/http/404", [sent]).text.contains("小李"))
        let note = served.send("/-/notes", [("book", "http"), ("code", "404"), ("body", "x")], [sent])
        #expect(note.status == 303)
        #expect(try served.knowledge.notes().first?.author == "小李")
        #expect(served.send("/-/logout", [], [sent]).header("set-cookie").contains("Max-Age=0"))
    }

    @Test(
        "nobody is led to another server",
        arguments: [
            "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/a\r\nb: c",
            "javascript:x",
            "/-/login", "/\u{2044}evil", "", "///evil.example",
        ])
    func redirects(back: String) throws {
        let (served, word) = try Self.served()
        let answer = served.send("/-/login", [("token", word), ("back", back)])
        #expect(answer.header("location") == "/", "\(answer.header("location"))")
        #expect(
            served.page("/-/login?back=" + back.percentEncoded).text.contains("name=\"back\" value=\"/\""))
    }

    @Test("a cookie is only sent over TLS where the proxy says so")
    func secureCookies() throws {
        let (served, word) = try Self.served()
        let answer = served.send("/-/login", [("token", word)], [("x-forwarded-proto", "https")])
        #expect(answer.header("set-cookie").contains("; Secure"))
    }

    @Test("the file of tokens has no token, and only its owner reads it")
    func file() throws {
        let (served, word) = try Self.served()
        let path = served.place.path() + ".tokens"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!text.contains(word) && !text.contains(word.dropFirst(3)))
        #expect(word.hasPrefix("kb_") && word.utf8.count == 67)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        chmod(path, 0o644)
        #expect(throws: TokenFile.Fault.open(path: path)) { try TokenFile(path).list() }
        chmod(path, 0o600)
        try "{}\n".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: TokenFile.Fault.badLine(path: path, line: 1)) { try TokenFile(path).list() }
        #expect(throws: TokenFile.Fault.self) { try Site(Served.options(served.place) { _ in }) }
    }

    @Test("digests are equal in every character or not at all")
    func digests() {
        let digest = AccessToken.digest(of: "kb_a")
        #expect(AccessToken.isEqual(digest, AccessToken.digest(of: "kb_a")))
        #expect(!AccessToken.isEqual(digest, AccessToken.digest(of: "kb_b")))
        #expect(!AccessToken.isEqual(digest, String(digest.dropLast())) && !AccessToken.isEqual("", digest))
    }

    @Test("who writes without a token is at this machine, and not behind a proxy")
    func strangers() throws {
        let served = try Served()
        let form = [("content-type", "application/json")].map { (name: $0.0, value: $0.1) }
        func status(_ headers: [(name: String, value: String)], _ peer: WebRequest.Peer) -> Int {
            served.ask("POST", "/api/v1/notes", form + headers, body: Self.note.text, peer: peer).status
        }
        #expect(status([], .address("192.168.1.9")) == 401)
        #expect(status([("x-forwarded-for", "192.168.1.9")], .address("127.0.0.1")) == 401)
        #expect(status([("via", "1.1 proxy")], .local) == 401)
        #expect(status([], .address("127.0.0.1")) == 201)
    }

    @Test("a proxy's header is believed only where it was asked for, and only from this machine")
    func userHeader() throws {
        let trusting = try Served { $0.userHeader = "X-Remote-User" }
        let user = (name: "x-remote-user", value: "Han Mei\u{202E}mei")
        let form = (name: "content-type", value: "application/json")
        let answer = trusting.ask("POST", "/api/v1/notes", [form, user], body: Self.note.text)
        #expect(answer.status == 201 && answer.json["author"]?.string == "Han Mei mei")
        #expect(trusting.ask("POST", "/api/v1/notes", [form], body: Self.note.text).status == 401)
        #expect(
            trusting.ask(
                "POST", "/api/v1/notes", [form, user], body: Self.note.text, peer: .address("10.0.0.1")
            )
            .status == 401)
        let usual = try Served()
        let other = usual.ask("POST", "/api/v1/notes", [form, user], body: Self.note.text)
        #expect(other.json["author"]?.string == "Lin")
    }

    @Test("what only reads writes nothing, by any way")
    func readOnly() throws {
        let served = try Served {
            $0.isReadOnly = true
        } prepare: { knowledge, _ in
            try knowledge.addNote("old", to: CodeReference(book: "http", code: "404"))
        }
        let note = try #require(try served.knowledge.notes().first)
        let before = try served.place.state().0
        let tag = (name: "if-match", value: "\"\(note.revision)\"")
        #expect(served.send("POST", "/api/v1/notes", Self.note).status == 403)
        #expect(
            served.send("PUT", "/api/v1/notes/\(note.uuid)", .object([("body", .string("x"))]), [tag]).status
                == 403)
        #expect(served.ask("DELETE", "/api/v1/notes/\(note.uuid)", [tag]).status == 403)
        #expect(served.send("/-/notes", [("book", "http"), ("code", "404"), ("body", "x")]).status == 403)
        #expect(served.send("/-/aliases", [("book", "http"), ("code", "404"), ("alias", "x")]).status == 403)
        for way in ["", "/remove", "/restore", "/resolve"] {
            #expect(served.send("/-/note/\(note.uuid)\(way)", [("revision", note.revision)]).status == 403)
        }
        #expect(!served.page("/http/404").text.contains("<form class=\"jotting\""))
        #expect(try served.place.state().0 == before)
    }

    @Test("whoever asks too often waits, and the others do not")
    func rates() throws {
        let served = try Served { options in
            options.reads = ServerOptions.Rate(most: 3, perSecond: 0.001)
            options.writes = ServerOptions.Rate(most: 1, perSecond: 0.001)
        }
        for _ in 0..<3 { #expect(served.ask("GET", "/healthz").status == 200) }
        let answer = served.ask("GET", "/healthz")
        #expect(answer.status == 429 && Int(answer.header("retry-after")) ?? 0 > 0)
        #expect(served.ask("GET", "/healthz", peer: .address("127.0.0.9")).status == 200)
        #expect(served.send("POST", "/api/v1/notes", Self.note).status == 201)
        #expect(served.send("POST", "/api/v1/notes", Self.note).status == 429)
    }

    @Test("a million clients take no memory for each of them")
    func manyClients() throws {
        let limiter = RateLimiter(ServerOptions.Rate(most: 2, perSecond: 1))
        for number in 0..<30_000 { try limiter.count("10.\(number)") }
        #expect(throws: Never.self) { try limiter.count("last") }
    }
}
