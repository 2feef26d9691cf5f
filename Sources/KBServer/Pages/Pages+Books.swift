import KBCore
import KBPresentation
import KBText

/// Books and what stands in them.
extension Pages {
    private static let pageSize = 100
    private static let mostTags = 20

    /// All books.
    func shelf() throws -> WebResponse {
        try call.query.check(only: [])
        var view = View()
        view.set("books", try base.read { try Bookshelf($0).list() }.map(bookView))
        return page(Words.view["books"]?.text ?? "", "shelf", view)
    }

    /// A book in a list.
    func bookView(_ details: BookDetails) -> View {
        let book = details.book
        var facts = [message(zh: "\(grouped(book.active)) 个代码", en: counted(book.active, "code", "codes"))]
        if details.notes > 0 {
            facts.append(
                message(zh: "\(grouped(details.notes)) 条笔记", en: counted(details.notes, "note", "notes")))
        }
        var view = View([
            "url": HTML(links.book(book.slug)), "slug": HTML(book.slug),
            "facts": HTML(facts.joined(separator: " · ")),
        ])
        if !book.title.isEmpty { view["title"] = Self.line(book.title) }
        return view
    }

    /// One book: its codes by the page, by class and by the tags of their notes.
    func book(_ slug: String) throws -> WebResponse {
        try call.query.check(only: ["class", "tag", "after"])
        let (wanted, tag) = (try call.query.text("class"), try call.query.text("tag"))
        let after = try call.query.text("after")
        return try base.read { store in
            let codes = Codes(store)
            let details = try Bookshelf(store).find(slug)
            var view = View()
            view["title"] =
                details.book.title.isEmpty
                ? HTML(slug) : HTML(slug) + " <small>" + Self.line(details.book.title) + "</small>"
            view["facts"] = facts(of: details)
            let classes = try codes.classes(of: slug)
            view.set("hasClasses", classes.count > 1)
            view.set(
                "classes",
                classes.map { item in
                    facet(
                        item.pattern, item.count, isHere: item.pattern == wanted,
                        links.book(slug, item.pattern == wanted ? [] : [("class", item.pattern)]))
                })
            let tags = try Notes(store).tags(in: slug).prefix(Self.mostTags)
            view.set("hasTags", !tags.isEmpty)
            view.set(
                "tags",
                tags.map { item in
                    facet(
                        item.tag, item.count, isHere: item.tag == tag,
                        links.book(slug, item.tag == tag ? [] : [("tag", item.tag)]))
                })
            let listed: [Code]
            var isCut = false
            if let tag {
                listed = try noted(tag, in: slug, store)
            } else {
                var pattern = CodePattern("\(slug):\(wanted ?? "")")
                pattern.book = slug
                let last = try after.flatMap { try codes.find(CodeReference(book: slug, code: $0)) }
                let found = try codes.list(pattern, after: last, limit: Self.pageSize + 1)
                isCut = found.count > Self.pageSize
                listed = Array(found.prefix(Self.pageSize))
            }
            view.set("codes", listed.map(codeView))
            let kept = wanted.map { [("class", $0)] } ?? []
            if isCut, let last = listed.last {
                view["more"] = HTML(links.book(slug, kept + [("after", last.reference.code)]))
            }
            if after != nil { view["first"] = HTML(links.book(slug, kept)) }
            view["api"] = HTML(links.api("codes", [("book", slug)]))
            return page(slug, "book", view) { $0["inBook"] = HTML(slug) }
        }
    }

    private func facet(_ text: String, _ count: Int, isHere: Bool, _ url: String) -> View {
        var view = View(["text": Self.line(text), "count": HTML(grouped(count)), "url": HTML(url)])
        view.set("isHere", isHere)
        return view
    }

    /// The codes of a book with a note that has a tag.
    private func noted(_ tag: String, in book: String, _ store: Store) throws -> [Code] {
        var filter = NoteFilter(tag: tag)
        filter.book = book
        let references = try Notes(store).list(filter, limit: 1000).map(\.reference).unique()
        return try references.compactMap { try Codes(store).find($0) }.sorted { $0.position < $1.position }
    }

    private func facts(of details: BookDetails) -> HTML {
        let book = details.book
        var facts = [message(zh: "\(grouped(book.active)) 个代码", en: counted(book.active, "code", "codes"))]
        if book.retired > 0 {
            facts.append(message(zh: "停用 \(grouped(book.retired))", en: "\(grouped(book.retired)) retired"))
        }
        if details.notes > 0 {
            facts.append(
                message(zh: "\(grouped(details.notes)) 条笔记", en: counted(details.notes, "note", "notes")))
        }
        if let last = details.lastImport {
            facts.append(
                message(zh: "导入于 ", en: "imported ") + TimeText.local(last.importedAt)
                    + message(zh: "，", en: ", ")
                    + NoteText.oneLine(last.source))
        }
        return HTML(facts.joined(separator: " · "))
    }

    private func codeView(_ code: Code) -> View {
        let shown = code.inLanguageOfReader
        var view = View([
            "url": HTML(links.code(code.reference)), "code": Self.line(code.reference.code),
            "name": Self.line(shown.title), "tone": Self.tone(code.reference),
            "lang": Self.language(of: shown.description),
        ])
        if !shown.description.isEmpty { view["says"] = Self.excerpt(shown.description, most: 90) }
        view.set("isRetired", code.state == .retired)
        return view
    }
}
