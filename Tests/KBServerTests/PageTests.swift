import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("pages")
struct PageTests {
    @Test("a code is there at once, by its number alone and by its address for ever")
    func code() throws {
        let served = try Served()
        #expect(served.page("/404").header("location") == "/http/404")
        let page = served.page("/http/404", language: "zh-CN")
        #expect(page.status == 200 && page.text.contains("<title>404 Not Found · kb</title>"))
        #expect(page.text.contains("data-field=\"description\""))
        #expect(served.page("/HTTP/404").status == 302)
        #expect(served.page("/?q=404").text.contains("class=\"result whole"))
    }

    @Test("a retired code keeps its address and its notes")
    func retired() throws {
        let served = try Served { _ in
        } prepare: { knowledge, place in
            try knowledge.addNote("kept", to: CodeReference(book: "http", code: "418"))
            try "404 Not Found 没有。".write(toFile: place.path("new.txt"), atomically: true, encoding: .utf8)
            var options = ImportJob.Options(book: "http")
            options.mayRetireMuch = true
            try knowledge.importDocument(place.path("new.txt"), options)
        }
        let page = served.page("/http/418")
        #expect(page.status == 200 && page.text.contains("Retired") && page.text.contains("kept"))
    }

    @Test("a code of several books is a choice, and each tells of the others")
    func several() throws {
        let served = try Served { _ in
        } prepare: { knowledge, _ in
            try knowledge.importDocument(
                Served.seed("sip.txt"), ImportJob.Options(book: "sip", readsWordLists: false))
        }
        let page = served.page("/404")
        #expect(page.status == 200 && page.text.contains("/http/404") && page.text.contains("/sip/404"))
        #expect(served.page("/http/404").text.contains("sip:404"))
    }

    @Test("what the team has noted stands above what the book says")
    func notesFirst() throws {
        let served = try Served()
        try served.note("先看 upstream", on: "502")
        let text = served.page("/http/502").text
        let note = try #require(text.range(of: "先看 upstream</p>"))
        let book = try #require(text.range(of: "data-field=\"description\""))
        #expect(note.lowerBound < book.lowerBound)
    }

    @Test("both languages, by what the browser prefers, and by a link that is remembered")
    func languages() throws {
        let served = try Served()
        #expect(served.page("/", language: "zh-TW,zh;q=0.9,en;q=0.5").text.contains("<html lang=\"zh-CN\">"))
        #expect(served.page("/", language: "en-US,zh;q=0.9").text.contains("<html lang=\"en\">"))
        #expect(served.page("/", language: "fr,zh;q=0.2,en;q=0.1").text.contains("<html lang=\"zh-CN\">"))
        #expect(served.page("/", language: "fr").text.contains("<html lang=\"en\">"))
        let link = served.page("/http/404?lang=zh")
        #expect(link.status == 302 && link.header("location") == "/http/404")
        #expect(link.header("set-cookie").hasPrefix("kb_lang=zh;"))
        let page = served.ask("GET", "/http/404", [("accept-language", "en"), ("cookie", "kb_lang=zh")])
        #expect(page.text.contains("团队") || page.text.contains("写笔记"))
        #expect(served.page("/?lang=xx").status == 400)
        #expect(served.page("/?q=a%26b&lang=zh").header("location") == "/?q=a%26b")
    }

    @Test("every page is one document with one heading of the first order, landmarks, and a way past the bar")
    func structure() throws {
        let served = try Served()
        let note = try served.note("text #tag")
        for target in [
            "/", "/?q=限流", "/http/502", "/http", "/-/books", "/log", "/scan", "/-/notes", "/-/help",
            "/-/conflicts",
            "/-/note/\(note.uuid)", "/-/note/\(note.uuid)/edit", "/-/login", "/none",
        ] {
            for language in ["zh", "en"] {
                let text = served.page(target, language: language).text
                #expect(text.matches(of: /<h1[ >]/).count == 1, "\(target)")
                for part in [
                    "<main", "<header", "<nav", "<footer", "role=\"search\"", "class=\"skip\"", "aria-live",
                ] {
                    #expect(text.contains(part) || part == "aria-live", "\(target): \(part)")
                }
                #expect(!text.contains("{{") && !text.contains("Optional("), "\(target)")
                let ids = text.matches(of: /[ ]id="([^"]*)"/).map { String($0.1) }
                #expect(Set(ids).count == ids.count, "\(target): \(ids)")
            }
        }
    }

    @Test("searching says why, keeps to a book, and suggests where nothing is found")
    func search() throws {
        let served = try Served { _ in
        } prepare: { knowledge, _ in
            try knowledge.importDocument(
                Served.seed("smtp.txt"), ImportJob.Options(book: "smtp", readsWordLists: false))
        }
        let page = served.page("/?q=xianliu", language: "zh").text
        #expect(page.contains("href=\"/http/429\"") && page.contains("拼音"))
        let list = served.page("/-/results?q=mailbox&book=http").text
        #expect(!list.contains("/smtp/") && !list.contains("<html"))
        #expect(served.page("/?q=zzqqxx").text.contains("Nothing found"))
        #expect(served.page("/?q=%20").status == 200 && served.page("/?q=404&n=0").status == 400)
        #expect(served.page("/?q=404&foo=1").status == 400)
        #expect(served.page("/?q=404&book=none").status == 404)
        #expect(served.page("/?q=" + String(repeating: "a", count: 9000)).status == 414)
    }

    @Test("a book by the page, by class and by the tags of its notes")
    func book() throws {
        let served = try Served()
        try served.note("x", on: "404", [("tags", "proxy")])
        let page = served.page("/http?class=4xx").text
        #expect(page.contains("/http/404") && !page.contains("href=\"/http/502\""))
        let tagged = served.page("/http?tag=proxy").text
        #expect(tagged.contains("href=\"/http/404\"") && !tagged.contains("href=\"/http/403\""))
        #expect(served.page("/none").status == 404)
        #expect(served.page("/http/none").status == 404)
    }

    @Test("a book whose name is a page's has an address, too, and a code may have any characters")
    func strangeNames() throws {
        let served = try Served { _ in
        } prepare: { knowledge, place in
            try "code,name\na/b,Slash\n50%,Percent\n\"<i>\",Tag\n".write(
                toFile: place.path("log.csv"), atomically: true, encoding: .utf8)
            try knowledge.importDocument(place.path("log.csv"), ImportJob.Options(book: "log"))
        }
        let page = served.page("/-/book/log").text
        for (address, name) in [
            ("/log/a%2Fb", "Slash"), ("/log/50%25", "Percent"),
            ("/log/%3Ci%3E", "Tag"),
        ] {
            #expect(page.contains("href=\"\(address)\""), "\(address)")
            let answer = served.page(address)
            #expect(answer.status == 200 && answer.text.contains(name), "\(address)")
        }
        #expect(served.page("/log").text.contains("<h1>Changes</h1>"))
        // A browser takes these parts of a path away before it asks.
        let dots = served.site.links.code(CodeReference(book: "log", code: ".."))
        #expect(dots == "/-/code?book=log&code=.." && served.page(dots).status == 404)
    }

    @Test("what stands before every path stands before every link, and nothing else is there")
    func basePath() throws {
        let served = try Served { $0.basePath = "/kb" }
        for target in ["/kb/", "/kb", "/kb/http/502", "/kb/?q=404", "/kb/log", "/kb/-/notes"] {
            let text = served.page(target).text
            for match in text.matches(of: /[ ](?:href|action|src)="(\/[^"]*)"/) {
                #expect(match.1.hasPrefix("/kb/"), "\(target): \(match.1)")
            }
        }
        #expect(served.page("/kb/404").header("location") == "/kb/http/404")
        #expect(served.page("/http/404").status == 404 && served.page("/kbx").status == 404)
        #expect(served.ask("GET", "/kb/healthz").status == 200)
    }

    @Test("the address bar of a browser can search here")
    func openSearch() throws {
        let served = try Served()
        let answer = served.page("/opensearch.xml")
        #expect(answer.header("content-type").hasPrefix("application/opensearchdescription+xml"))
        #expect(answer.text.contains("template=\"http://127.0.0.1:8732/?q={searchTerms}\""))
    }

    @Test("a pasted log is explained, and kept nowhere")
    func scan() throws {
        let served = try Served()
        try served.note("call the gateway team", on: "502")
        let before = try served.place.state().0
        let log = """
            10.0.0.8 - - [12/Mar/2026:08:10:01 +0800] "POST /pay HTTP/1.1" 502 157
            10.0.0.8 - - [12/Mar/2026:08:10:02 +0800] "POST /pay HTTP/1.1" 502 157
            java.net.ConnectException: Service Unavailable <script>alert(1)</script>
            """
        let page = served.send("/scan", [("text", log)])
        #expect(page.status == 200 && page.text.contains("call the gateway team"))
        #expect(page.text.contains("2 lines") && page.text.contains("/http/502"))
        #expect(!page.text.contains("<script>alert"))
        #expect(served.send("/scan", [("text", "zzqq xxyy")]).text.contains("No code that is known"))
        #expect(try served.place.state().0 == before)
    }

    @Test("what was changed is told, with the words that are different")
    func log() throws {
        let served = try Served()
        let note = try served.note("old words")
        _ = served.send("/-/note/\(note.uuid)", [("revision", note.revision), ("body", "new words")])
        let page = served.page("/log").text
        #expect(page.contains("<del>old</del><ins>new</ins> words"))
        #expect(served.page("/log?code=http:404").status == 200)
        #expect(served.page("/log?n=x").status == 400)
    }
}
