import Testing

@testable import KBServer

@Suite("who gets in")
struct GateTests {
    @Test(
        "a name that is not this server's gets nothing, whatever is asked for",
        arguments: [
            "evil.example:8732", "127.0.0.1", "127.0.0.1:8733", "localhost:80", "127.0.0.1:8732.evil.example",
            "127.0.0.1:8732@evil.example", "[::1]:8733", "", "127.0.0.2:8732:8732", "LOCALHOST.evil:8732",
            "192.168.1.1:8732", "localhost:08732x",
        ])
    func strangeHosts(host: String) throws {
        let served = try Served()
        for target in ["/", "/http/404", "/api/v1/books", "/healthz", "/-/kb.css", "/metrics", "/none"] {
            for method in ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"] {
                #expect(served.ask(method, target, host: host).status == 421, "\(method) \(target)")
            }
        }
    }

    @Test("a request without Host, or with two, gets nothing")
    func noHost() throws {
        let served = try Served()
        #expect(served.ask("GET", "/", host: nil).status == 421)
        #expect(served.ask("GET", "/", [("host", Served.host)]).status == 421)
    }

    @Test(
        "names of this machine are this server's",
        arguments: ["127.0.0.1:8732", "localhost:8732", "LocalHost:8732", "[::1]:8732"])
    func ownHosts(host: String) throws {
        #expect(try Served().ask("GET", "/healthz", host: host).status == 200)
    }

    @Test("further names are those that were given, on any port unless one is given")
    func namedHosts() throws {
        let served = try Served { $0.hosts = ["kb.example.com", "kb2.example.com:8443"] }
        for host in ["kb.example.com", "kb.example.com:443", "KB.example.com:80", "kb2.example.com:8443"] {
            #expect(served.ask("GET", "/healthz", host: host).status == 200, "\(host)")
        }
        #expect(served.ask("GET", "/healthz", host: "kb2.example.com").status == 421)
        #expect(served.ask("GET", "/healthz", host: "x.kb.example.com").status == 421)
    }

    @Test(
        "where all addresses are listened at, an address in digits is meant for this server, and a name is not"
    )
    func anyAddress() throws {
        let served = try Served { $0.isReadOnly = true }
        served.gate = .network("0.0.0.0", port: 8732)
        #expect(served.ask("GET", "/healthz", host: "192.168.1.7:8732").status == 200)
        #expect(served.ask("GET", "/healthz", host: "[fe80::1]:8732").status == 200)
        #expect(served.ask("GET", "/healthz", host: "kb.evil.example:8732").status == 421)
        #expect(served.ask("GET", "/healthz", host: "1.2.3.4.evil:8732").status == 421)
    }

    @Test("at a Unix socket, only given names and localhost are this server's")
    func unixSocket() throws {
        let served = try Served { $0.hosts = ["kb.example.com"] }
        served.gate = .unix
        #expect(served.ask("GET", "/healthz", host: "localhost", peer: .local).status == 200)
        #expect(served.ask("GET", "/healthz", host: "kb.example.com", peer: .local).status == 200)
        #expect(served.ask("GET", "/healthz", host: "evil.example", peer: .local).status == 421)
    }

    private static let note = "book=http&code=404&body=hello"
    private static let form = (name: "content-type", value: "application/x-www-form-urlencoded")

    @Test(
        "a page of another site changes nothing",
        arguments: [
            [("sec-fetch-site", "cross-site")], [("sec-fetch-site", "same-site")],
            [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
            [("origin", "https://evil.example")], [("origin", "null")], [("origin", "http://127.0.0.1:9999")],
            [("origin", "http://localhost:8732")], [("origin", "http://127.0.0.1:8732.evil.example")],
            [("origin", "http://127.0.0.1:8732"), ("origin", "https://evil.example")],
            [("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8732")],
        ])
    func otherOrigins(headers: [(String, String)]) throws {
        let served = try Served()
        let sent = headers.map { (name: $0.0, value: $0.1) }
        #expect(served.ask("POST", "/-/notes", [Self.form] + sent, body: Self.note).status == 403)
        #expect(served.ask("PUT", "/api/v1/notes/x", sent, body: "{}").status == 403)
        #expect(served.ask("DELETE", "/api/v1/notes/x", sent).status == 403)
        #expect(try served.knowledge.notes().isEmpty)
    }

    @Test(
        "this server's own pages and programs may write",
        arguments: [
            [("sec-fetch-site", "same-origin")], [("sec-fetch-site", "none")],
            [("origin", "http://127.0.0.1:8732")], [],
        ])
    func ownOrigin(headers: [(String, String)]) throws {
        let served = try Served()
        let sent = headers.map { (name: $0.0, value: $0.1) }
        #expect(served.ask("POST", "/-/notes", [Self.form] + sent, body: Self.note).status == 303)
        #expect(try served.knowledge.notes().count == 1)
    }

    @Test("nothing is written by GET, and no page of a form answers it")
    func safeMethods() throws {
        let served = try Served()
        let note = try served.note("stays")
        let before = try served.place.state().0
        for target in [
            "/-/note/\(note.uuid)/remove?revision=\(note.revision)", "/-/note/\(note.uuid)/restore",
            "/-/logout",
            "/-/note/\(note.uuid)/resolve",
        ] {
            #expect(served.ask("GET", target).status == 405, "\(target)")
        }
        for target in [
            "/", "/http/502", "/?q=502", "/log", "/scan", "/-/notes", "/api/v1/notes",
            "/-/notes?body=x&book=http&code=404",
        ] {
            _ = served.page(target)
        }
        #expect(try served.place.state().0 == before)
    }

    @Test("methods that are none of these are refused", arguments: ["TRACE", "CONNECT", "PATCH", "FOO"])
    func methods(method: String) throws {
        let answer = try Served().ask(method, "/")
        #expect(answer.status == 405 && answer.header("allow").contains("GET"))
    }

    @Test(
        "every answer says that nothing but this server's own files may run, and that it goes into no frame")
    func headers() throws {
        let served = try Served()
        for target in [
            "/", "/http/404", "/none/none", "/api/v1/books", "/api/v1/none", "/healthz", Asset.style.path,
            "/%zz",
        ] {
            let answer = served.page(target)
            let policy = answer.header("content-security-policy")
            #expect(
                policy.contains("default-src 'none'") && policy.contains("script-src 'self'"), "\(target)")
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
            #expect(policy.contains("require-trusted-types-for 'script'") && !policy.contains("unsafe"))
            #expect(answer.header("x-content-type-options") == "nosniff", "\(target)")
            #expect(answer.header("referrer-policy") == "no-referrer", "\(target)")
            #expect(answer.header("cross-origin-resource-policy") == "same-origin", "\(target)")
        }
        #expect(served.ask("GET", "/", host: "evil.example").header("x-content-type-options") == "nosniff")
    }

    @Test("no page has a script, a style or a handler in its text, nor asks another server for anything")
    func inline() throws {
        let served = try Served()
        let note = try served.note("# A\n\n- b `c` [d](https://e.example) ![f](https://g.example/h.png)")
        for target in [
            "/", "/http/502", "/?q=404", "/http", "/log", "/scan", "/-/notes", "/-/note/\(note.uuid)",
            "/-/note/\(note.uuid)/edit", "/-/help", "/-/login", "/-/conflicts", "/-/books", "/none/x",
        ] {
            let text = served.page(target).text
            #expect(!text.contains(/<script(?! src="\/-\/kb\.[0-9a-f]{12}\.js" defer>)/), "\(target)")
            #expect(!text.contains("<style") && !text.contains(" style=") && !text.contains("javascript:"))
            #expect(!text.contains(/<[^>]*\son[a-z]+=/), "\(target)")
            #expect(!text.contains(/<(img|iframe|object|embed|video|audio|source|base|svg)\b/), "\(target)")
            #expect(!text.contains(/(src|action|poster)="(https?:)?\/\//), "\(target)")
            #expect(!text.contains(/<link [^>]*href="https?:/) || text.contains("rel=\"canonical\""))
        }
    }

    @Test("the script and the style are small, are kept for ever, and no other file can be had")
    func assets() throws {
        let served = try Served()
        #expect(PackageResources.kb_js.count <= 15_000)
        for asset in [Asset.style, Asset.script] {
            let answer = served.ask("GET", asset.path)
            #expect(answer.status == 200 && answer.header("cache-control").contains("immutable"))
        }
        for target in [
            "/-/kb.css", "/-/kb.js", "/-/../../etc/passwd", "/-/%2e%2e%2fetc%2fpasswd", "/-//etc/passwd",
            "/../kb.db",
            "/kb.db", "/-/kb.db", "/http/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/-/kb.000000000000.css",
            "/http%00/404", "/-/layout.mustache", "/http/%2e%2e/%2e%2e",
        ] {
            let answer = served.page(target)
            #expect([400, 404].contains(answer.status), "\(target): \(answer.status)")
            #expect(!answer.text.contains("root:") && !answer.text.contains("SQLite format"))
        }
    }
}
