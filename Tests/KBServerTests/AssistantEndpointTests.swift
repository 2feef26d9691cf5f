import KBText
import Testing

@testable import KBServer

@Suite("assistants over HTTP")
struct AssistantEndpointTests {
    private static let envelope = JSONValue.object([
        ("io.modelcontextprotocol/protocolVersion", .string("2026-07-28")),
        ("io.modelcontextprotocol/clientCapabilities", .object([])),
    ])

    private static func message(_ method: String, _ params: [(String, JSONValue)] = [], id: Int? = 1)
        -> JSONValue
    {
        .object(
            [("jsonrpc", .string("2.0")), ("method", .string(method)), ("params", .object(params))]
                + (id.map { [("id", .number($0))] } ?? []))
    }

    private static func note(_ text: String) -> JSONValue {
        message(
            "tools/call",
            [
                ("name", .string("add_note")),
                (
                    "arguments",
                    .object([
                        ("code", .string("http:404")), ("request", .string(NoteForm.newUUID())),
                        ("text", .string(text)),
                    ])
                ),
            ])
    }

    @Test("each message is answered by itself, and a notification with nothing")
    func messages() throws {
        let served = try Served()
        let tools = served.send("POST", "/mcp", Self.message("tools/list"))
        #expect(tools.status == 200 && tools.header("content-type") == "application/json")
        #expect(tools.text.contains("add_note"))
        let silent = served.send("POST", "/mcp", Self.message("notifications/initialized", id: nil))
        #expect(silent.status == 202 && silent.text.isEmpty)
        #expect(served.send("POST", "/mcp", Self.note("hello")).text.contains("hello"))
        #expect(try served.knowledge.notes().map(\.body) == ["hello"])
    }

    @Test("a log that a tool takes goes into a message, and no more than one does")
    func longMessages() throws {
        let site = try Served().site
        #expect(site.mostBody(WebRequest("POST", "/mcp")) >= 2 * 256_000)
        #expect(site.mostBody(WebRequest("POST", "/mcp")) <= 1 << 20)
    }

    @Test("who may not write has no tool for it")
    func scopes() throws {
        let served = try Served { $0.isReadOnly = true }
        #expect(!served.send("POST", "/mcp", Self.message("tools/list")).text.contains("add_note"))
        #expect(served.send("POST", "/mcp", Self.note("x")).text.contains("-32602"))
        let closed = try Served { $0.isPrivate = true }
        #expect(closed.send("POST", "/mcp", Self.message("tools/list")).status == 401)
        #expect(try served.knowledge.notes().isEmpty)
    }

    @Test("what is written counts as such, and what is read does not")
    func rates() throws {
        let served = try Served { $0.writes = ServerOptions.Rate(most: 1, perSecond: 0.001) }
        for _ in 0..<3 { #expect(served.send("POST", "/mcp", Self.message("tools/list")).status == 200) }
        #expect(!served.send("POST", "/mcp", Self.note("one")).text.contains("isError"))
        #expect(served.send("POST", "/mcp", Self.note("two")).text.contains("isError"))
        #expect(try served.knowledge.notes().count == 1)
    }

    @Test("headers that say otherwise than the body are refused")
    func headers() throws {
        let served = try Served()
        let list = Self.message("tools/list", [("_meta", Self.envelope)])
        let named = [(name: "mcp-protocol-version", value: "2026-07-28")]
        #expect(served.send("POST", "/mcp", list, named + [("mcp-method", "tools/list")]).status == 200)
        for headers in [[], named, named + [("mcp-method", "tools/call")]] {
            let answer = served.send("POST", "/mcp", list, headers)
            #expect(answer.status == 400 && answer.text.contains("-32020"))
        }
        let old = [(name: "mcp-protocol-version", value: "1999-01-01")]
        #expect(served.send("POST", "/mcp", Self.message("ping"), old).status == 400)
    }

    @Test("a page of another site, a form and a stream get nothing")
    func strangers() throws {
        let served = try Served()
        let foreign = [(name: "origin", value: "http://evil.example")]
        #expect(served.send("POST", "/mcp", Self.note("x"), foreign).status == 403)
        #expect(served.send("/mcp", [("x", "y")]).status == 415)
        #expect(served.ask("GET", "/mcp", [("accept", "text/event-stream")]).status == 405)
        #expect(served.ask("DELETE", "/mcp").status == 405)
        #expect(
            served.ask("POST", "/mcp", [("content-type", "application/json")], body: "[{}]").status == 400)
        // A book may have the name.
        #expect(served.page("/mcp").status == 404)
        #expect(try served.knowledge.notes().isEmpty)
    }
}
