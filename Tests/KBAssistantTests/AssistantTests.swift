import Foundation
import KBCore
import KBDocuments
import KBText
import TestSupport
import Testing

@testable import KBAssistant

@Suite("what an assistant asks, and is answered")
struct AssistantTests {
    @Test("both eras of the protocol are spoken, and each has its own results")
    func eras() throws {
        let talk = try Conversation()
        let discovered = try #require(talk.ask("server/discover")["result"])
        #expect(discovered["supportedVersions"]?.items.map(\.string) == ["2026-07-28"])
        #expect(discovered["resultType"]?.string == "complete")
        #expect(discovered["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"]?.string == "kb")
        for asked in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28", "1999-01-01"] {
            let result = try talk.ask(
                "initialize", [("protocolVersion", .string(asked))], revision: nil)["result"]
            let isKnown = asked.hasPrefix("202") && asked < "2026"
            #expect(result?["protocolVersion"]?.string == (isKnown ? asked : "2025-11-25"))
            let tools = try talk.ask("tools/list", revision: nil)["result"]
            #expect(
                tools?["tools"]?.items.count == 4 && tools?["ttlMs"] == nil && tools?["resultType"] == nil)
        }
        #expect(try talk.ask("ping", revision: nil)["result"] != nil)
        // What is gone from the stateless protocol.
        for method in ["ping", "initialize", "logging/setLevel", "resources/subscribe"] {
            #expect(try talk.ask(method)["error"]?["code"]?.number == -32601)
        }
        let other = try talk.ask("tools/list", revision: .november2025)["error"]
        #expect(other?["code"]?.number == -32022)
        #expect(other?["data"]?["supported"]?.items.map(\.string) == ["2026-07-28"])
        #expect(other?["data"]?["requested"]?.string == "2025-11-25")
    }

    @Test("what is no request gets an error with the number of its kind, or no answer")
    func errors() throws {
        let talk = try Conversation()
        let lines: [(String, Int?)] = [
            ("junk", -32700), ("", -32700), ("\u{FEFF}{}", -32700), ("[]", -32600), ("{}", -32600),
            (#"{"jsonrpc":"2.0"}"#, -32600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":"\#(String(repeating: "x", count: 1001))","method":"ping"}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"prompts/list"}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add_note"}}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"resources/read"}"#, -32602),
            (
                #"{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":"file:///etc/passwd"}}"#,
                -32002
            ),
            (#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, nil),
            (#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}"#, nil),
            (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, nil),
        ]
        for (line, code) in lines {
            let answer = talk.say(line).flatMap { text in
                Array(text.utf8).withUnsafeBytes { JSONValue(reading: $0) }
            }
            #expect((answer == nil) == (code == nil) && answer?["error"]?["code"]?.number == code, "\(line)")
        }
        #expect(
            try talk.ask("resources/read", [("uri", .string("kb://code/http/999"))])["error"]?["code"]?.number
                == -32602)
    }

    @Test("arguments that cannot be are told of by the result, so that a model can do better")
    func arguments() throws {
        let talk = try Conversation()
        let calls: [(String, [(String, JSONValue)], String)] = [
            ("search", [], "query: expected a text"),
            ("search", [("query", .number(404))], "query: expected a text"),
            (
                "search", [("query", .string("404")), ("limit", .number(21))],
                "limit: expected a number from 1 to 20"
            ),
            ("search", [("q", .string("404"))], "q: expected none; there are: query, book, limit"),
            (
                "search", [("query", .string("404")), ("book", .string("htp"))],
                "no book 'htp'; did you mean http? there are: http"
            ),
            ("get", [("code", .string("999"))], "no code '999'; search finds similar ones"),
            (
                "explain_log", [("text", .string(String(repeating: "x", count: 1 << 19)))],
                "text: expected at most 262144 bytes"
            ),
        ]
        for (tool, arguments, sentence) in calls {
            let result = try talk.call(tool, arguments)
            #expect(result["isError"]?.isTrue == true && result.said == sentence)
        }
    }

    @Test("every tool answers with the objects of docs/json.md, as JSON, as text and with links")
    func tools() throws {
        let talk = try Conversation(prepare: {
            try $0.addNote("先看 error.log", to: CodeReference(book: "http", code: "502"), tags: ["nginx"])
        })
        let found = try talk.call("search", [("query", .string("502 Bad Gateway")), ("limit", .number(1))])
        #expect(found.objects("results").map { $0["code"]?.string } == ["502"])
        #expect(found.objects("results")[0]["notes"]?.items.map(\.string) == ["先看 error.log"])
        #expect(found.said == found["structuredContent"]?.text)
        #expect(found["content"]?.items.last?["uri"]?.string == "kb://code/http/502")
        let got = try talk.call("get", [("code", .string("502")), ("history", .bool(true))])
        #expect(got.objects("codes")[0]["notes"]?.items[0]["tags"]?.items.map(\.string) == ["nginx"])
        #expect(got.objects("codes")[0]["history"] != nil)
        #expect(try talk.call("list_books").objects("books").map { $0["book"]?.string } == ["http"])
        let log = """
            10.0.0.1 - - [24/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 502 12
            10.0.0.1 - - [24/Nov/2026:12:00:01 +0000] "GET / HTTP/1.1" 502 12
            java.io.IOException: Server returned HTTP response code: 403 for URL
            nothing to see
            """
        let explained = try talk.call("explain_log", [("text", .string(log))])
        #expect(explained.objects("codes").map { $0["code"]?.string } == ["502", "403"])
        #expect(explained.objects("codes").map { $0["count"]?.number } == [2, 1])
        #expect(explained.objects("notes").map { $0["body"]?.string } == ["先看 error.log"])
        #expect(explained["structuredContent"]?["lines"]?.number == 4)
        // Older clients know no links.
        _ = try talk.ask("initialize", [("protocolVersion", .string("2024-11-05"))], revision: nil)
        let old = try talk.call("get", [("code", .string("502"))], revision: nil)
        #expect(old["content"]?.items.count == 1)
    }

    @Test("SQLite itself refuses to write, and only --write has tools that do")
    func readOnly() throws {
        let talk = try Conversation()
        let store = try Store(path: talk.place.path(), access: .reading)
        #expect(throws: StoreError.readOnly(path: talk.place.path())) {
            try Notes(store).add(NoteDraft(reference: CodeReference(book: "http", code: "404"), body: "x"))
        }
        let before = try talk.place.state()
        for tool in ["search", "explain_log"] {
            _ = try talk.call(tool, [(tool == "search" ? "query" : "text", .string("error 404"))])
        }
        #expect(try talk.place.state() == before)
    }

    @Test("what a model reads before its first question takes 6 kB at most")
    func budget() throws {
        for isWriting in [false, true] {
            let talk = try Conversation({ $0.mayWrite = isWriting })
            let tools = try #require(talk.ask("tools/list")["result"]?["tools"])
            #expect(tools.items.count == (isWriting ? 6 : 4))
            #expect(tools.text.utf8.count + Assistant.instructions.utf8.count <= 6000)
            #expect(Assistant.instructions.utf8.count <= 600)
            for tool in tools.items {
                #expect(
                    tool["annotations"]?["readOnlyHint"]?.isTrue
                        == !(tool["name"]?.string?.hasSuffix("_note") ?? true))
                #expect(tool["annotations"]?["destructiveHint"]?.isTrue == false)
            }
        }
    }

    @Test("a result takes 16 kB at most, and says what was left out")
    func cut() throws {
        let talk = try Conversation(prepare: { knowledge in
            let reference = CodeReference(book: "http", code: "404")
            for number in 1...60 {
                try knowledge.addNote(
                    "\(number) " + String(repeating: "长", count: number * 50), to: reference)
            }
            try knowledge.addNote(String(repeating: "\u{202E}\"\\", count: 50_000), to: reference)
        })
        let calls: [(String, [(String, JSONValue)])] = [
            ("get", [("code", .string("404"))]),
            ("search", [("query", .string("长长长")), ("limit", .number(20))]),
            ("explain_log", [("text", .string(String(repeating: "HTTP/1.1 404\n", count: 1000)))]),
            (
                "explain_log",
                [
                    (
                        "text",
                        .string(
                            (400...599).map { "status=\($0) " + String(repeating: "\u{1}", count: 500) }
                                .joined(separator: "\n"))
                    )
                ]
            ),
        ]
        for (tool, arguments) in calls {
            let answer = try talk.call(tool, arguments)
            #expect(answer.text.utf8.count <= ToolResult.mostBytes && answer["isError"] == nil)
            let content = answer["structuredContent"]
            #expect(content?["shortened"]?.isTrue == true || content?["more"]?.number ?? 0 > 0, "\(tool)")
        }
        let read = try talk.ask("resources/read", [("uri", .string("kb://code/http/404"))])
        #expect(read["result"].map { $0.text.utf8.count <= 17_000 } == true)
    }
}
