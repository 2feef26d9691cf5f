import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("the API")
struct APITests {
    private static func draft(_ body: String, _ more: [(String, JSONValue)] = []) -> JSONValue {
        .object([("book", .string("http")), ("code", .string("502")), ("body", .string(body))] + more)
    }

    private static func tag(_ revision: String) -> [(name: String, value: String)] {
        [("if-match", "\"\(revision)\"")]
    }

    @Test("objects are those of the command line, and no list is an array by itself")
    func objects() throws {
        let served = try Served()
        let note = try served.note("x #tag")
        let search = served.ask("GET", "/api/v1/search?q=404").json
        #expect(
            search["format"]?.number == 1 && search["results"]?.items.first?["match"]?["tier"]?.number == 1)
        #expect(
            served.ask("GET", "/api/v1/search?q=404&explain=1").json["results"]?.items.first?["explanation"]
                != nil)
        let code = served.ask("GET", "/api/v1/codes/http/502").json
        #expect(code["name"]?.string == "Bad Gateway" && code["notes"]?.items.count == 1)
        #expect(served.ask("GET", "/api/v1/books").json["books"]?.items.first?["active"]?.number == 63)
        #expect(served.ask("GET", "/api/v1/notes/\(note.uuid)").json["body"]?.string == "x #tag")
        #expect(served.ask("GET", "/api/v1/notes/\(note.uuid)/history").json["revisions"]?.items.count == 1)
        #expect(served.ask("GET", "/api/v1/tags").json["tags"]?.items.first?["tag"]?.string == "tag")
        #expect(served.ask("GET", "/api/v1/changes").json["changes"]?.items.first?["kind"]?.string == "note")
        #expect(served.ask("GET", "/api/v1/stats").json["path"] == nil)
        #expect(served.ask("GET", "/api/v1/conflicts").json["conflicts"]?.items.isEmpty == true)
        for endpoint in Endpoint.all
        where endpoint.method == "GET" && !endpoint.path.contains(where: { $0.hasPrefix("{") }) {
            let query = endpoint.path == ["search"] ? "?q=404" : ""
            let text = served.ask("GET", "/api/v1/" + endpoint.path.joined(separator: "/") + query).text
            #expect(text.hasPrefix("{"), "\(endpoint.path)")
        }
    }

    @Test("each page of a list leads to the next by its last item, and all of them are the list")
    func paging() throws {
        let served = try Served()
        var (codes, next): ([String], String?) = ([], "/api/v1/codes?book=http&limit=10")
        while let target = next {
            let answer = served.ask("GET", target)
            codes += answer.json["codes"]?.strings("code") ?? []
            next = answer.json["next"]?.string
            #expect(answer.header("link").isEmpty == (next == nil))
        }
        #expect(codes.count == 63 && Set(codes).count == 63)
        for number in 0..<7 { try served.note("note \(number)") }
        let first = served.ask("GET", "/api/v1/notes?limit=4").json
        let second = served.ask("GET", first["next"]?.string ?? "").json
        #expect(second["notes"]?.items.count == 3 && second["next"]?.isNull == true)
        #expect(served.ask("GET", "/api/v1/codes?class=4xx&limit=1000").json["codes"]?.items.count == 29)
        #expect(served.ask("GET", "/api/v1/codes?state=retired").json["codes"]?.items.isEmpty == true)
    }

    @Test("any list comes as a table and as lines of JSON, all of it where no limit is given")
    func forms() throws {
        let served = try Served()
        try served.note("=cmd|' /C calc'!A0, \"quoted\"\nsecond line")
        for list in ["codes", "notes", "books", "tags", "changes", "search?q=5xx", "notes"] {
            let separator = list.contains("?") ? "&" : "?"
            let table = served.ask("GET", "/api/v1/\(list)\(separator)format=csv")
            #expect(table.header("content-type").hasPrefix("text/csv"), "\(list)")
            let lines = served.ask("GET", "/api/v1/\(list)", [("accept", "application/x-ndjson")])
            #expect(lines.header("content-type") == "application/x-ndjson", "\(list)")
            for line in lines.text.split(separator: "\n") { #expect(line.hasPrefix("{")) }
        }
        #expect(served.ask("GET", "/api/v1/codes?format=ndjson").text.split(separator: "\n").count == 63)
        let codes = served.ask("GET", "/api/v1/codes?format=csv").text
        #expect(codes.hasPrefix("book,code,name,") && codes.contains("\r\nhttp,404,Not Found,"))
        // A spreadsheet starts no program.
        #expect(
            served.ask("GET", "/api/v1/notes?format=csv").text.contains(
                "\"'=cmd|' /C calc'!A0, \"\"quoted\"\"\nsecond line\""))
        #expect(served.ask("GET", "/api/v1/codes?format=xml").status == 400)
        #expect(served.ask("GET", "/api/v1/codes", [("accept", "image/png")]).status == 406)
    }

    @Test("what has not changed is not sent again")
    func entityTags() throws {
        let served = try Served()
        let first = served.ask("GET", "/api/v1/codes/http/502")
        let tag = first.header("etag")
        #expect(tag.hasPrefix("\"") && tag.count > 10)
        let second = served.ask("GET", "/api/v1/codes/http/502", [("if-none-match", "\"x\", W/\(tag)")])
        #expect(second.status == 304 && second.text.isEmpty && second.header("etag") == tag)
        // The page knows it, too, and so is told when it has grown old.
        let quoted = tag.replacing("\"", with: "")
        #expect(served.page("/http/502").text.contains("data-version=\"\(quoted)\""))
        try served.note("new")
        #expect(served.ask("GET", "/api/v1/codes/http/502", [("if-none-match", tag)]).status == 200)
    }

    @Test("a repeated request with a UUID writes one note, and another text needs another")
    func idempotence() throws {
        let served = try Served()
        let uuid = ("note", JSONValue.string("3F2A91C0-0000-4000-8000-000000000001"))
        let first = served.send("POST", "/api/v1/notes", Self.draft("x", [uuid]))
        #expect(
            first.status == 201
                && first.header("location") == "/api/v1/notes/3f2a91c0-0000-4000-8000-000000000001")
        let again = served.send("POST", "/api/v1/notes", Self.draft("x", [uuid]))
        #expect(again.status == 200 && again.header("etag") == first.header("etag"))
        let other = served.send("POST", "/api/v1/notes", Self.draft("y", [uuid]))
        #expect(other.status == 409 && other.json["kind"]?.string == "takenNote")
        #expect(try served.knowledge.notes().count == 1)
    }

    @Test("whoever changes a note says which state of it, and is shown what it is now")
    func matching() throws {
        let served = try Served()
        let note = try served.note("first")
        let (path, body) = ("/api/v1/notes/\(note.uuid)", JSONValue.object([("body", .string("second"))]))
        #expect(served.send("PUT", path, body).status == 428)
        #expect(served.send("PUT", path, body, [("if-match", "*")]).status == 428)
        let changed = served.send("PUT", path, body, Self.tag(note.revision))
        #expect(changed.status == 200 && changed.json["body"]?.string == "second")
        // The answer may have been lost: the same request again is the same change.
        #expect(served.send("PUT", path, body, Self.tag(note.revision)).status == 200)
        let late = served.send("PUT", path, .object([("body", .string("third"))]), Self.tag(note.revision))
        #expect(late.status == 412 && late.json["heads"]?.strings("body") == ["second"])
        #expect(late.header("etag") == changed.header("etag"))
        #expect(served.ask("DELETE", path, Self.tag(note.revision)).status == 412)
        #expect(served.ask("DELETE", path, [("if-match", changed.header("etag"))]).status == 204)
        #expect(served.ask("GET", path).status == 404)
        #expect(served.ask("DELETE", path, [("if-match", changed.header("etag"))]).status == 404)
    }

    @Test("a late change can be kept beside the other, and who has seen both joins them")
    func keepBoth() throws {
        let served = try Served()
        let note = try served.note("first")
        let path = "/api/v1/notes/\(note.uuid)"
        func put(_ body: String, _ query: String, _ headers: [(name: String, value: String)]) -> Served.Answer
        {
            served.send("PUT", path + query, .object([("body", .string(body))]), headers)
        }
        _ = put("here", "", Self.tag(note.revision))
        for _ in 0..<2 {
            let both = put("there", "?keep=both", Self.tag(note.revision))
            #expect(both.status == 200 && both.json["theirs"]?.strings("body") == ["there"])
        }
        let now = served.ask("GET", path)
        #expect(now.json["mine"]?["body"]?.string == "here" && now.header("etag").contains("."))
        #expect(put("joined", "", Self.tag(note.revision)).status == 412)
        #expect(put("joined", "", [("if-match", now.header("etag"))]).json["body"]?.string == "joined")
        #expect(try served.knowledge.conflicts().isEmpty && served.knowledge.check().isEmpty)
    }

    @Test("an annotation needs a passage that the text has")
    func annotations() throws {
        let served = try Served()
        func post(_ anchor: [(String, JSONValue)]) -> Served.Answer {
            served.send("POST", "/api/v1/annotations", Self.draft("x", [("anchor", .object(anchor))]))
        }
        let good = post([("exact", .string("网关")), ("field", .string("description"))])
        #expect(good.status == 201 && good.json["anchor"]?["exact"]?.string == "网关")
        #expect(post([("exact", .string("nowhere"))]).json["kind"]?.string == "lostPassage")
        #expect(post([("exact", .string("响应"))]).json["kind"]?.string == "severalPassages")
        #expect(post([]).status == 400)
        #expect(post([("exact", .string("网关")), ("x", .null)]).status == 400)
        #expect(served.send("POST", "/api/v1/annotations", Self.draft("x")).status == 400)
    }

    @Test(
        "what is not understood is refused, never guessed",
        arguments: [
            ("GET", "/api/v1/search?q=404&limt=3", "", 400), ("GET", "/api/v1/search", "", 400),
            ("GET", "/api/v1/search?q=404&limit=101", "", 400),
            ("GET", "/api/v1/search?q=404&limit=-1", "", 400),
            ("GET", "/api/v1/search?q=404&q=405", "", 400), ("GET", "/api/v1/search?q=%20", "", 400),
            ("GET", "/api/v1/search?q=%ff", "", 400), ("GET", "/api/v1/search?q=%4", "", 400),
            ("GET", "/api/v1/search?q=404&book=none", "", 404),
            ("GET", "/api/v1/codes?after=http:9", "", 400),
            ("GET", "/api/v1/codes/http/999", "", 404), ("GET", "/api/v1/notes/zz", "", 400),
            ("GET", "/api/v1/notes/00000000", "", 404), ("GET", "/api/v1/none", "", 404),
            ("GET", "/api/v2/books", "", 404),
            ("GET", "/api", "", 404), ("DELETE", "/api/v1/books", "", 405),
            ("POST", "/api/v1/search", "", 405),
            ("POST", "/api/v1/notes", "[]", 400), ("POST", "/api/v1/notes", "{", 400),
            ("POST", "/api/v1/notes", "{}", 400),
            ("POST", "/api/v1/notes", #"{"book":"http","code":"502","body":" "}"#, 400),
            ("POST", "/api/v1/notes", #"{"book":"http","code":"999","body":"x"}"#, 404),
            ("POST", "/api/v1/notes", #"{"book":"http","code":502,"body":"x"}"#, 400),
            ("POST", "/api/v1/notes", #"{"book":"http","code":"502","body":"x","tag":"y"}"#, 400),
            ("POST", "/api/v1/notes", #"{"book":"http","code":"502","body":"x","note":"y"}"#, 400),
            ("POST", "/api/v1/notes", #"{"book":"http","code":"502","body":"x","body":"y"}"#, 400),
        ])
    func refusals(method: String, target: String, body: String, status: Int) throws {
        let served = try Served()
        for language in ["zh", "en"] {
            let answer = served.ask(
                method, target, [("content-type", "application/json"), ("accept-language", language)],
                body: body)
            #expect(answer.status == status)
            #expect(answer.header("content-type") == "application/problem+json")
            #expect(answer.json["status"]?.number == status && answer.json["kind"]?.string?.isEmpty == false)
            let title = answer.json["title"]?.string ?? ""
            #expect(Han.occurs(in: title) == (language == "zh"), "\(title)")
        }
        #expect(try served.knowledge.notes().isEmpty)
    }

    @Test("JSON is only taken where it says that it is JSON: no form of another site can send it")
    func contentTypes() throws {
        let served = try Served()
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
            #expect(
                served.ask("POST", "/api/v1/notes", [("content-type", type)], body: Self.draft("x").text)
                    .status == 415)
        }
        #expect(
            served.ask(
                "POST", "/-/notes", [("content-type", "text/plain")], body: "book=http&code=404&body=x"
            ).status == 415)
        #expect(
            served.ask("POST", "/api/v1/scan", [("content-type", "text/plain")], body: "GET / 502").status
                == 200)
    }

    @Test("a log is explained with samples and notes")
    func scan() throws {
        let served = try Served()
        try served.note("known")
        let log = "10.0.0.8 - - [12/Mar/2026:08:10:01 +0800] \"POST /pay HTTP/1.1\" 502 157\n"
        let json = served.ask("POST", "/api/v1/scan", [("content-type", "text/plain")], body: log).json
        #expect(
            json["codes"]?.items.first?["code"]?.string == "502"
                && json["notes"]?.strings("body") == ["known"])
    }

    @Test("the description of the API has every endpoint and parameter, and is valid in itself")
    func openAPI() throws {
        let served = try Served { $0.basePath = "/kb" }
        let document = served.ask("GET", "/kb/api/v1/openapi.json").json
        #expect(document["openapi"]?.string == "3.1.0")
        #expect(document["servers"]?.items.first?["url"]?.string == "/kb/api/v1")
        var names: Set<String> = []
        for endpoint in Endpoint.all {
            let path = "/" + endpoint.path.joined(separator: "/")
            let operation = try #require(document["paths"]?[path]?[endpoint.method.lowercased()])
            #expect(operation["parameters"]?.items.count ?? 0 >= endpoint.parameters.count, "\(path)")
            let isNew = names.insert(operation["operationId"]?.string ?? "").inserted
            #expect(isNew, "\(path)")
        }
    }

    @Test("what watches the server learns whether it answers, and how often it did")
    func watching() throws {
        let served = try Served()
        #expect(served.ask("GET", "/healthz").text == "ok\n" && served.ask("GET", "/readyz").status == 200)
        _ = served.ask("GET", "/", host: "evil.example")
        let text = served.ask("GET", "/metrics").text
        #expect(text.contains("# TYPE kb_requests_total counter") && text.contains("kb_uptime_seconds "))
        #expect(text.contains("kb_refusals_total{kind=\"wrongHost\"} 1"))
    }

    @Test("HEAD has the headers of GET and nothing else")
    func head() throws {
        let served = try Served()
        for target in ["/", "/http/404", "/api/v1/books", "/healthz"] {
            let head = served.ask("HEAD", target)
            let get = served.ask("GET", target)
            #expect(head.status == 200 && head.text.isEmpty, "\(target)")
            if target != "/http/404" {
                #expect(Int(head.header("content-length")) == get.text.utf8.count, "\(target)")
            }
        }
    }
}
