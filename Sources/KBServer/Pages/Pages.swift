import KBCore
import KBPresentation
import KBText

/// The pages: what is asked for is read, and a template filled.
struct Pages {
    let call: Call
    let door: Door

    init(_ call: Call, door: Door) { (self.call, self.door) = (call, door) }

    var links: Links { call.links }
    var base: ServerBase { call.base }

    /// The page, or where a form leads.
    func answer() throws -> WebResponse {
        if let response = try switchedLanguage() { return response }
        let path = call.path
        switch (path.first, path.count) {
        case (nil, _): return try reading { try start() }
        case ("-", _): return try own(Array(path.dropFirst()))
        case ("log", 1): return try reading { try log() }
        case ("scan", 1): return try scan()
        case ("opensearch.xml", 1): return try reading { openSearch() }
        case ("robots.txt", 1): return WebResponse(text: "User-agent: *\nDisallow: /\n")
        case ("favicon.ico", 1): return WebResponse(empty: 204)
        case (let name?, 1): return try reading { try bookOrCode(name) }
        case (let book?, 2):
            return try reading {
                try call.query.check(only: [])
                return try code(CodeReference(book: book, code: path[1]))
            }
        default: throw WebError.noPage
        }
    }

    /// Pages of the server itself, which stand below `/-/`, where no book is.
    private func own(_ path: [String]) throws -> WebResponse {
        switch (path.first, path.count) {
        case ("books", 1): return try reading { try shelf() }
        case ("book", 2): return try reading { try book(path[1]) }
        case ("code", 1):
            return try reading {
                try call.query.check(only: ["book", "code"])
                guard let book = try call.query.text("book"), let code = try call.query.one("code") else {
                    throw WebError.missingField("book, code")
                }
                return try self.code(CodeReference(book: book, code: code))
            }
        case ("results", 1): return try reading { WebResponse(page: try results().found) }
        case ("notes", 1): return call.request.isSafe ? try reading { try notes() } : try addNote()
        case ("aliases", 1): return try addAlias()
        case ("aliases", 2) where path[1] == "remove": return try removeAlias()
        case ("conflicts", 1): return try reading { try conflicts() }
        case ("help", 1): return try reading { help() }
        case ("login", 1): return try login()
        case ("logout", 1): return try logout()
        case ("note", 2):
            return call.request.isSafe ? try reading { try note(path[1]) } : try editNote(path[1])
        case ("note", 3):
            switch path[2] {
            case "edit": return try reading { try editPage(path[1]) }
            case "remove": return try removeNote(path[1])
            case "restore": return try restoreNote(path[1])
            case "resolve": return try resolveNote(path[1])
            default: throw WebError.noPage
            }
        case (let name?, 1): return try reading { try Asset.response(named: name) }
        default: throw WebError.noPage
        }
    }

    /// Makes sure that a page is only read.
    func reading(_ body: () throws -> WebResponse) throws -> WebResponse {
        guard call.request.isSafe else { throw WebError.wrongMethod(allowed: ["GET", "HEAD"]) }
        return try body()
    }

    /// Makes sure that a form was sent, by somebody who may write.
    func writing(_ body: (Fields) throws -> WebResponse) throws -> WebResponse {
        guard call.request.method == "POST" else { throw WebError.wrongMethod(allowed: ["POST"]) }
        try call.checkWriting()
        return try body(try call.form())
    }

    /// A link with `lang` keeps the choice in a cookie and leads to the page without it: addresses stay the same in both
    /// languages.
    private func switchedLanguage() throws -> WebResponse? {
        guard call.request.isSafe, call.path.first != "api", let name = try call.query.one("lang") else {
            return nil
        }
        guard let language = Language(rawValue: name) else {
            throw WebError.badField("lang", expected: "zh, en")
        }
        var response = WebResponse(redirectTo: call.address(without: "lang"), status: 302)
        response.set(
            "set-cookie",
            "kb_lang=\(language.rawValue); Path=\(links.start); Max-Age=31536000; SameSite=Lax; HttpOnly")
        return response
    }

    // MARK: - The frame of a page

    /// A page in its frame.
    ///
    /// - Parameters:
    ///   - title: The title, a text.
    ///   - template: The name of the template for the content.
    ///   - view: What it is filled with; words and addresses are added.
    ///   - status: The status of the answer.
    ///   - change: Changes what stands around the content.
    /// - Returns: The page.
    func page(
        _ title: String, _ template: String, _ view: View, status: Int = 200,
        frame change: (inout View) -> Void = { _ in }
    ) -> WebResponse {
        var frame = View()
        frame["title"] = HTML(title.isEmpty ? "kb" : title + " · kb")
        frame["content"] = filled(template, view)
        let other: Language = Language.current == .zh ? .en : .zh
        frame["lang"] = HTML(Language.current == .zh ? "zh-CN" : "en")
        frame["otherLang"] = HTML(other == .zh ? "zh-CN" : "en")
        frame["otherName"] = other == .zh ? "中文" : "English"
        frame["otherURL"] = HTML(
            call.request.isSafe
                ? call.address(without: "lang", adding: [("lang", other.rawValue)])
                : links.start + "?lang=" + other.rawValue)
        frame["css"] = HTML(links.base + Asset.style.path)
        frame["js"] = HTML(links.base + Asset.script.path)
        frame["query"] = ""
        frame.set("isBooks", template == "shelf" || template == "book")
        frame.set("isLog", template == "log")
        frame.set("isScan", template == "scan")
        if let who = who { frame["who"] = Self.line(who) }
        frame.set("canLogIn", !call.options.isReadOnly && !call.visitor.mayWrite || call.visitor.isKnown)
        change(&frame)
        var response = WebResponse(status, page: filled("layout", frame))
        response.set("vary", "Accept-Language, Cookie")
        return response
    }

    private var who: String? {
        call.visitor.mayWrite && !call.visitor.author.isEmpty ? call.visitor.author : nil
    }

    /// A template with its words and addresses.
    func filled(_ template: String, _ view: View) -> HTML {
        var view = view
        view.set("w", Words.view)
        view["base"] = HTML(links.base)
        return Templates.fill(template, view)
    }

    /// A page that says why there is no other.
    func faultPage(_ fault: WebFault, kept: String? = nil) -> WebResponse {
        var view = View(["status": HTML("\(fault.status)"), "text": HTML(fault.text)])
        var kept = kept
        if kept == nil, call.request.method == "POST" { kept = try? call.form().lines("body") }
        if let kept, !kept.isEmpty { view["kept"] = HTML(kept) }
        var response = page(fault.text, "fault", view, status: fault.status)
        response.headers += fault.headers
        return response
    }

    private func help() -> WebResponse {
        page(Words.view["help"]?.text ?? "", "help", View(["text": Words.help]))
    }

    private func openSearch() -> WebResponse {
        let address = call.origin + HTML.escaped(links.start)
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
            <ShortName>kb</ShortName><Description>\(HTML.escaped(message(zh: "查代码", en: "Find codes")))</Description>
            <InputEncoding>UTF-8</InputEncoding>
            <Url type="text/html" template="\(address)?q={searchTerms}"/>
            </OpenSearchDescription>

            """
        return WebResponse(text: text, type: "application/opensearchdescription+xml; charset=utf-8")
    }
}
