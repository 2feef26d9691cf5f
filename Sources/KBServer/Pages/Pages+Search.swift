import KBCore
import KBPresentation
import KBText

/// Searching: the start page, and the list that follows each key.
extension Pages {
    /// What was found, and how it is told to those who do not see it.
    struct Results {
        var found = HTML()
        var count = HTML()
    }

    /// Results on a page.
    private static let usual = 20

    /// The page that everybody begins at; with `q`, the results.
    func start() throws -> WebResponse {
        try call.query.check(only: ["q", "book", "n"])
        let query = try call.query.text("q") ?? ""
        var view = View()
        let results = query.isEmpty ? Results() : try self.results()
        view["found"] = results.found
        view["count"] = results.count
        view.set("isStart", query.isEmpty)
        if query.isEmpty {
            try base.read { store in
                let books = try Bookshelf(store).list()
                view.set("books", books.map(bookView))
                var filter = NoteFilter()
                filter.order = .newestFirst
                let notes = try Notes(store).list(filter, limit: 6)
                view.set("hasNotes", !notes.isEmpty)
                view.set("recent", notes.map(excerptView))
            }
            let tries =
                Language.current == .zh
                ? ["502", "限流", "chongdingxiang", "connection refused"]
                : ["502", "rate limit", "connection refused", "限流"]
            view.set("tries", tries.map { View(["text": HTML($0), "url": HTML(links.search($0))]) })
        }
        let book = try call.query.text("book")
        return page(query, "start", view) { frame in
            frame["query"] = HTML(query)
            if let book { frame["inBook"] = HTML(book) }
            frame.set("focus", query.isEmpty)
        }
    }

    /// A note in a list of several codes.
    func excerptView(_ note: Note) -> View {
        View([
            "url": HTML(links.code(note.reference) + "#note-" + note.shortID.percentEncoded),
            "code": Self.line(note.reference.description), "text": Self.excerpt(of: note),
            "facts": Self.facts(note),
        ])
    }

    /// The results of the query that was asked.
    func results() throws -> Results {
        try call.query.check(only: ["q", "book", "n"])
        let query = try call.query.text("q") ?? ""
        let book = try call.query.text("book")
        let limit = try call.query.number("n", in: 1...100, else: Self.usual)
        guard query.contains(where: { !$0.isWhitespace }) else { return Results() }
        return try base.read { store in
            let searcher = Searcher(store)
            let options = Searcher.Options(book: book, limit: limit)
            let answer: SearchAnswer
            do {
                answer = try searcher.search(query, options)
            } catch SearchError.empty {
                return Results()
            }
            var view = View()
            view.set("hasResults", !answer.results.isEmpty)
            view.set(
                "results",
                answer.results.map {
                    resultView($0, of: answer, isFirst: $0.code.id == answer.results.first?.code.id)
                })
            view.set("facets", try facets(query, book, answer, searcher))
            let count = answer.total.count
            if answer.isCut {
                let more = min(100, limit * 2)
                let told = answer.total.isExact ? grouped(count) : grouped(count) + "+"
                let text = message(zh: "共 \(told) 个", en: "\(told) in all")
                view["cut"] =
                    limit < 100
                    ? "<a href=\"\(call.links.start + "?" + Fields.query([("q", query)] + (book.map { [("book", $0)] } ?? []) + [("n", String(more))]))\">\(text)</a>"
                    : HTML(text)
            }
            if answer.results.isEmpty {
                view["asked"] = HTML.visible(
                    message(zh: "没有找到“\(query)”。", en: "Nothing found for “\(query)”."))
                let suggestions = try searcher.suggestions(for: query, options)
                view.set("hasSuggestions", !suggestions.isEmpty)
                view.set("suggestions", suggestions.map(suggestionView))
            }
            let told =
                answer.results.isEmpty
                ? message(zh: "没有结果", en: "no results")
                : message(
                    zh: "\(answer.results.count) 个结果", en: counted(answer.results.count, "result", "results"))
            view["told"] = HTML(told)
            return Results(found: filled("results", view), count: HTML(told))
        }
    }

    private func suggestionView(_ suggestion: Suggestion) -> View {
        switch suggestion {
        case .code(let code):
            View([
                "url": HTML(links.code(code.reference)),
                "text": Self.line(code.reference.description + " " + code.name),
            ])
        case .word(let word): View(["url": HTML(links.search(word)), "text": Self.line(word)])
        }
    }

    /// The books in which there are results, where there are several: each with how many.
    private func facets(
        _ query: String, _ book: String?, _ answer: SearchAnswer, _ searcher: Searcher
    ) throws -> View? {
        var slugs = answer.results.map(\.code.reference.book).unique()
        if let book, !slugs.contains(book) { slugs.append(book) }
        guard book != nil || slugs.count > 1 else { return nil }
        var items = [
            View(["url": HTML(links.search(query)), "text": HTML(message(zh: "全部", en: "all"))])
        ]
        items[0].set("isHere", book == nil)
        for slug in slugs {
            var item = View(["url": HTML(links.search(query, book: slug)), "text": HTML(slug)])
            item.set("isHere", slug == book)
            items.append(item)
        }
        var view = View()
        view.set("items", items)
        return view
    }

    /// One result: the code, what the team has noted, what the book says, and why it is there.
    func resultView(_ result: SearchResult, of answer: SearchAnswer, isFirst: Bool) -> View {
        let own = result.code
        var shown = own.inLanguageOfReader
        // What was found in the document's own text is shown where it was found.
        let isInOwn = !result.marks(in: .description).isEmpty && shown.description != own.description
        if isInOwn { shown.description = own.description }
        let isWhole = isFirst && result.tier == .code
        var view = View()
        view["url"] = HTML(links.code(own.reference))
        view["code"] = Self.line(own.reference.code)
        view["tone"] = Self.tone(own.reference)
        view["book"] = HTML(own.reference.book)
        let title = shown.title
        let marks = shown.name == own.name ? result.marks(in: .name) : []
        view["name"] =
            HTML.isHarmless(title) ? HTML.marked(title, marks) : Self.line(title)
        view["nameLang"] = Self.language(of: title)
        let isSame = shown.description == own.description
        let language = own.translations.first { $0.description == shown.description }?.language
        let places =
            isSame ? result.marks(in: .description) : language.map { result.marks(inLanguage: $0) } ?? []
        if !shown.description.isEmpty {
            view["description"] =
                HTML.isHarmless(shown.description)
                ? HTML.marked(shown.description, places) : HTML.visible(shown.description)
            view["descriptionLang"] = Self.language(of: shown.description)
        }
        view.set("isWhole", isWhole)
        view.set("isRetired", own.state == .retired)
        if let reason = result.reason { view["reason"] = Self.line(reason) }
        let notes = answer.notes[own.reference] ?? []
        // The note that led here, else the last ones.
        let chosen =
            isWhole
            ? Array(notes.suffix(3).reversed())
            : result.note.map { [$0] } ?? Array(notes.suffix(1))
        view.set("notes", chosen.map { jotView($0, isWhole: isWhole) })
        let more = (answer.moreNotes[own.reference] ?? .exact(0)).adding(notes.count - chosen.count)
        if more.count > 0 {
            let count = more.count
            view["more"] = HTML(
                more.isExact
                    ? message(zh: "还有 \(grouped(count)) 条笔记", en: counted(count, "more note", "more notes"))
                    : message(zh: "还有更多笔记", en: "more notes"))
        }
        return view
    }

    /// A note among results.
    func jotView(_ note: Note, isWhole: Bool) -> View {
        View([
            "body": isWhole ? Markdown.html(note.body) : "<p>" + Self.excerpt(of: note) + "</p>",
            "facts": Self.facts(note),
        ])
    }
}
