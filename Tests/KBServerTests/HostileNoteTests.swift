import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("notes of a hostile colleague")
struct HostileNoteTests {
    private static let texts = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)",
        "![x](https://evil.example/x.png)",
        "[x]: javascript:alert(1)\n\n[x]", "[x](&#106;avascript:alert(1))", "[a](<javascript:alert(1)>)",
        "</textarea><script>alert(1)</script>", "--></title></style><script>alert(1)</script>",
        "<iframe src=//evil.example></iframe>", "<a href=\"javascript:alert(1)\">x</a>",
        "`</code><script>x</script>`",
        "```\n</code></pre><script>x</script>\n```", "| a |\n|---|\n| <script>x</script> |",
        "\"\u{301} onmouseover=alert(1) x=\"", "'\u{301} autofocus onfocus=alert(1) x='", "<\u{301}script>",
        "[x](https://e.example/\"onmouseover=alert(1))", "<https://e.example/?\"onmouseover=\"x>",
        "<style>body{display:none}</style>", "<base href=//evil.example>", "<form action=//evil.example>",
        "<math><mtext></table><mglyph><style><img src=x onerror=alert(1)>", "&lt;script&gt;",
        "{{base}} {{{w}}}",
        "<details open ontoggle=alert(1)>", "<div style=position:fixed>", "http://e.example/<script>",
        "[//evil](//evil.example)", "[x](/\\evil.example)", "[x](file:///etc/passwd)", "[x](http:evil)",
    ]

    @Test("markup in a note is read, and does nothing", arguments: texts)
    func markup(text: String) throws {
        let served = try Served()
        let note = try served.note(text, on: "502", [("tags", "tag")])
        #expect(note.body == text)
        for target in [
            "/http/502", "/", "/?q=502", "/-/notes", "/log", "/-/note/\(note.uuid)",
            "/-/note/\(note.uuid)/edit",
        ] {
            let page = served.page(target).text
            for match in page.matches(of: /<([a-zA-Z][a-zA-Z0-9]*)([^>]*)>/) {
                let (name, attributes) = (match.1.lowercased(), String(match.2))
                #expect(
                    !["img", "svg", "iframe", "style", "base", "math", "object", "embed"].contains(name),
                    "\(target): \(match.0)")
                #expect(name != "script" || attributes.hasPrefix(" src=\"/-/kb."), "\(target): \(match.0)")
                // Values stand between quotation marks, which no text closes.
                let bare = attributes.replacing(/="[^"]*"/, with: "")
                #expect(
                    !bare.contains("=") && !bare.contains("\"") && !bare.lowercased().contains(" on"),
                    "\(target): \(match.0)")
                for address in attributes.matches(of: /[ ](?:href|action|src)="([^"]*)"/).map({ String($0.1) }
                ) {
                    let isOwn =
                        address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
                    #expect(
                        isOwn || address.hasPrefix("#") || address.hasPrefix("https://e.example/")
                            || address.hasPrefix("http://e.example/")
                            || address.hasPrefix("http://127.0.0.1:8732/")
                            || address.hasPrefix("data:image/svg+xml,"), "\(target): \(address)")
                }
            }
            #expect(page.hasSuffix("</html>\n"), "\(target)")
        }
    }

    @Test("what is invisible or turns the direction of others around is written out")
    func invisible() throws {
        let served = try Served()
        let note = try served.note("safe \u{202E}evil\u{202C} a\u{200B}b \u{2066}x \u{7}")
        for target in ["/http/502", "/-/notes", "/log", "/-/note/\(note.uuid)", "/", "/?q=502"] {
            let article = served.page(target).text
            let shown = article.replacing(/<textarea.*?<\/textarea>/.dotMatchesNewlines(), with: "")
            #expect(
                !shown.unicodeScalars.contains {
                    HarmfulCharacters.contains($0.value) && $0 != "\n" && $0 != "\t"
                }, "\(target)")
        }
        #expect(served.page("/http/502").text.contains(#"\u{202E}"#))
    }

    @Test("names of authors, tags, books and codes are texts like any other")
    func otherTexts() throws {
        let served = try Served {
            $0.author = "<script>x</script>\u{202E}"
        } prepare: { knowledge, place in
            let evil = "<script>alert(1)</script>"
            try JSONValue.array([
                .object([
                    ("code", .string("E\"1")), ("name", .string(evil)),
                    ("description", .string(evil + "\u{202E}")),
                    ("level<b>", .string(evil)),
                ])
            ]).text.write(toFile: place.path("own.json"), atomically: true, encoding: .utf8)
            try knowledge.importDocument(place.path("own.json"), ImportJob.Options(book: "own"))
            try knowledge.addAliases([evil], to: CodeReference(book: "own", code: "E\"1"))
        }
        _ = served.send("/-/notes", [("book", "own"), ("code", "E\"1"), ("body", "x"), ("tags", "<b>")])
        for target in [
            "/own/E%221", "/own", "/log", "/?q=alert", "/-/notes", "/-/results?q=E%221",
            "/?q=%22%3E%3Cscript%3E",
        ] {
            let text = served.page(target).text
            #expect(!text.contains("<script>"), "\(target)")
            #expect(!text.contains("\u{202E}"), "\(target)")
        }
        // A text with something invisible in it cannot be shown as it is, and so not be selected from.
        #expect(!served.page("/own/E%221").text.contains("data-field=\"description\""))
    }

    @Test(
        "a text that is made to keep a parser busy is shown as it is",
        arguments: [
            String(repeating: "<", count: 1_000_000), String(repeating: "[", count: 30_000),
            String(repeating: "> ", count: 15_000) + "x", String(repeating: "*a ", count: 10_000),
            String(repeating: "[a](", count: 7_000), String(repeating: "![", count: 15_000),
            String(repeating: "`a``b```", count: 4_000), String(repeating: "- ", count: 15_000) + "x",
            String(repeating: "<a ", count: 10_000), String(repeating: "<!A", count: 10_000),
            String(repeating: "<?", count: 15_000),
            String(repeating: "|", count: 30_000), "|a|\n|-|\n" + String(repeating: "|\n", count: 15_000),
            String(repeating: "**x ", count: 8_000), String(repeating: "_a_", count: 10_000),
            String(repeating: "&#", count: 15_000), String(repeating: "http://", count: 4_000),
            String(repeating: "www.a", count: 6_000),
            String(repeating: "a@", count: 15_000), String(repeating: "~~a ", count: 8_000),
            String(repeating: "\n1. x", count: 6_000),
            String(repeating: "[^1]", count: 8_000), String(repeating: "[a]: b\n", count: 4_000),
            String(repeating: "\u{301}", count: 16_000),
            (0..<200).map { String(repeating: " ", count: $0) + "- x\n" }.joined(),
        ])
    func bombs(text: String) throws {
        // Counted in work: a thousand pages of it are not asked for by anybody, but ten must be nothing.
        for _ in 0..<10 { #expect(!Markdown.html(text).isEmpty) }
        let depth = Markdown.html(text).text.matches(of: /<(?:blockquote|ul|ol|li)/).count
        #expect(text.utf8.count > Markdown.longest || depth < 20_000)
        var (open, most) = (0, 0)
        for tag in Markdown.html(text).text.matches(of: /<(\/?)(?:blockquote|ul|ol|li)[ >]/) {
            open += tag.1.isEmpty ? 1 : -1
            most = max(most, open)
        }
        #expect(open == 0 && most <= 12, "\(open) \(most)")
    }

    @Test("a note of a million signs is shown with the others")
    func longNote() throws {
        let served = try Served()
        let answer = served.send(
            "/-/notes",
            [("book", "http"), ("code", "502"), ("body", String(repeating: "<", count: 1_000_000))])
        #expect(answer.status == 303)
        try served.note("short")
        let page = served.page("/http/502")
        #expect(page.status == 200 && page.text.contains("short") && page.text.hasSuffix("</html>\n"))
        #expect(
            served.page("/").status == 200 && served.page("/log").status == 200
                && served.page("/-/notes").status == 200)
        #expect(
            served.send(
                "/-/notes",
                [("book", "http"), ("code", "502"), ("body", String(repeating: "a", count: 1_000_001))]
            ).status == 413)
    }

    @Test("Markdown is what people expect of it")
    func markdown() {
        let html = Markdown.html(
            "**a** _b_ ~~c~~ `d`\n\n- [x] e\n- f\n\n1. g\n\n> h\n\n| i |\n|---|\n| j |\n\n# k\n\nhttps://e.example\nl  \nm"
        ).text
        for part in [
            "<strong>a</strong>", "<em>b</em>", "<del>c</del>", "<code>d</code>", "☑ e", "<li>f", "<ol>",
            "<blockquote>",
            "<th>i</th>", "<td>j</td>", "<h4>k</h4>", "href=\"https://e.example\"", "<br>",
        ] {
            #expect(html.contains(part), "\(part)")
        }
        #expect(html.contains("rel=\"noopener noreferrer nofollow\""))
        #expect(Markdown.words("**a** `b` [c](d)\n\n- e", most: 100) == "a b c e")
    }
}
