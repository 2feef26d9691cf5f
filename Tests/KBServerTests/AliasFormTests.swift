import Foundation
import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("other names by forms")
struct AliasFormTests {
    private static func fields(_ name: String, code: String = "502") -> [(String, String)] {
        [("book", "http"), ("code", code), ("alias", name)]
    }

    /// The names that people have given.
    private static func given(_ served: Served) throws -> [Alias] {
        try served.knowledge.aliases().filter { $0.source == "user" }
    }

    @Test("a name is added, is found by, and goes again, without a script")
    func life() throws {
        let served = try Served()
        let answer = served.send("/-/aliases", Self.fields("  上游<b>挂了 "))
        #expect(answer.status == 303 && answer.header("location") == "/http/502#names")
        #expect(try Self.given(served).map(\.author) == ["Lin"])
        let page = served.page("/http/502").text
        #expect(page.contains("<li>上游&lt;b&gt;挂了</li>") && page.contains("value=\"上游&lt;b&gt;挂了\""))
        #expect(served.page("/?q=%E4%B8%8A%E6%B8%B8%3Cb%3E%E6%8C%82%E4%BA%86").text.contains("/http/502"))
        // Once more, and somebody else is faster.
        #expect(served.send("/-/aliases", Self.fields("上游<b>挂了")).status == 303)
        #expect(served.send("/-/aliases/remove", Self.fields("上游<b>挂了")).status == 303)
        #expect(served.send("/-/aliases/remove", Self.fields("上游<b>挂了")).status == 303)
        #expect(try Self.given(served).isEmpty)
        #expect(try served.knowledge.check().isEmpty)
    }

    @Test("the names of an edition are shown, and only those that people gave can go")
    func imported() throws {
        let served = try Served {
            _ in
        } prepare: { knowledge, place in
            let document = #"[{"code": "E1", "name": "One", "aliases": ["from the book"]}]"#
            try document.write(toFile: place.path("own.json"), atomically: true, encoding: .utf8)
            try knowledge.importDocument(place.path("own.json"), ImportJob.Options(book: "own"))
        }
        _ = served.send("/-/aliases", [("book", "own"), ("code", "E1"), ("alias", "ours")])
        let page = served.page("/own/E1").text
        #expect(page.contains("<li>from the book</li>") && page.contains("<li>ours</li>"))
        #expect(page.contains("value=\"ours\"") && !page.contains("value=\"from the book\""))
    }

    @Test(
        "what is no name, or of no code, is refused",
        arguments: [("a\u{0}b", "502", 400), (" ", "502", 400), ("", "502", 400), ("x", "999", 404)])
    func refused(name: String, code: String, status: Int) throws {
        let served = try Served()
        #expect(served.send("/-/aliases", Self.fields(name, code: code)).status == status)
        #expect(try Self.given(served).isEmpty)
    }

    @Test("a name is given by a form of this server only, and by whom may write")
    func permission() throws {
        let served = try Served()
        #expect(served.ask("GET", "/-/aliases?book=http&code=502&alias=x").status == 405)
        let foreign = [(name: "sec-fetch-site", value: "cross-site")]
        #expect(
            served.ask(
                "POST", "/-/aliases", foreign + [("content-type", "application/x-www-form-urlencoded")],
                body: "book=http&code=502&alias=x"
            ).status == 403)
        let reading = try Served { $0.isReadOnly = true }
        for target in ["/-/aliases", "/-/aliases/remove"] {
            #expect(reading.send(target, Self.fields("x")).status == 403)
        }
        #expect(!reading.page("/http/502").text.contains("/-/aliases"))
        #expect(try Self.given(served).isEmpty)
    }
}
