import KBCore
import KBPresentation
import KBText

/// What was changed, and what is in a log.
extension Pages {
    /// What was changed last.
    func log() throws -> WebResponse {
        try call.query.check(only: ["n", "book", "code", "author"])
        let limit = try call.query.number("n", in: 1...500, else: 50)
        let code = try call.query.text("code")
        return try base.read { store in
            var reference: CodeReference?
            if let code {
                reference = try Codes(store).find(code).first?.reference
                guard reference != nil else { throw UnknownCode(text: code) }
            }
            let filter = ChangeLog.Filter(
                reference: reference, book: try call.query.text("book"), author: try call.query.text("author")
            )
            let (entries, more) = try ChangeLog(store).newest(limit, filter)
            var view = View()
            view.set("entries", entries.map(entryView))
            if more > 0, limit < 500 {
                view["more"] = HTML(call.address(without: "n", adding: [("n", String(min(500, limit * 2)))]))
            }
            let about = [reference?.description, filter.reference == nil ? filter.book : nil, filter.author]
                .compactMap(\.self)
            if !about.isEmpty { view["about"] = Self.line(about.joined(separator: " · ")) }
            return page(Words.view["log"]?.text ?? "", "log", view)
        }
    }

    private func entryView(_ entry: ChangeLog.Entry) -> View {
        var view = View([
            "time": Self.machineTime(entry.time), "shownTime": HTML(TimeText.local(entry.time)),
            "headline": HTML(LogText.headline(entry.event)),
        ])
        if !entry.author.isEmpty { view["author"] = Self.line(entry.author) }
        var details: [HTML] = []
        switch entry.event {
        case .imported(let record, let changes, let more):
            if let book = record.book { view["url"] = HTML(links.book(book)) }
            details = changes.map { change in
                let address = links.code(change.reference)
                return "<div class=\"change\"><a href=\"\(address)\">" + Self.line(change.reference.code)
                    + "</a> "
                    + Self.difference(change) + "</div>"
            }
            if changes.count > 3 {
                let all = changes.count + more
                view["fold"] = HTML(message(zh: "\(grouped(all)) 个代码", en: counted(all, "code", "codes")))
            }
            if more > 0 {
                details.append(
                    HTML(
                        message(
                            zh: "……还有 \(grouped(more)) 个代码",
                            en: "… and \(counted(more, "more code", "more codes"))")))
            }
        case .undone(let record): if let book = record.book { view["url"] = HTML(links.book(book)) }
        case .edited(let change):
            view["url"] = HTML(links.code(change.reference))
            details = [Self.difference(change)]
        case .noted(let revision, let before):
            view["url"] = HTML(links.note(revision.note))
            if !revision.isDeleted, before != revision.body {
                details = [
                    before.map { Self.difference(from: $0, to: revision.body) }
                        ?? Self.excerpt(revision.body, most: 240)
                ]
            }
        case .said(let revision):
            if let reference = revision.reference { view["url"] = HTML(links.code(reference)) }
        }
        view.set("details", details.map { View(["text": $0]) })
        return view
    }

    /// The page that takes a piece of a log, and what is in it.
    func scan() throws -> WebResponse {
        guard call.request.method != "POST" else { return try scanned() }
        return try reading { try scanPage(View(), text: "", book: nil) }
    }

    private func scanPage(_ view: View, text: String, book: String?) throws -> WebResponse {
        var view = view
        view["text"] = HTML(text)
        view["rows"] = text.isEmpty ? "14" : "6"
        let slugs = try base.read { try Codes($0).bookSlugs() }
        view.set("hasBooks", slugs.count > 1)
        view.set(
            "books",
            slugs.map { slug in
                var option = View(["slug": HTML(slug)])
                option.set("isHere", slug == book)
                return option
            })
        return page(Words.view["scan"]?.text ?? "", "scan", view)
    }

    private func scanned() throws -> WebResponse {
        let form = try call.form()
        let text = try form.lines("text")
        let book = try form.text("book")
        var view = View()
        view.set("isScanned", true)
        try base.read { store in
            if let book { try Codes(store).checkBook(book) }
            var log = LogExcerpt(text, base, store)
            try log.scan(in: book)
            try log.searchRest(in: book, most: 40)
            let found = log.found.prefix(100)
            view["summary"] = HTML(
                message(
                    zh: "\(grouped(log.lines)) 行里有 \(grouped(found.count)) 个代码",
                    en: "\(counted(found.count, "code", "codes")) in \(counted(log.lines, "line", "lines"))"))
            view.set("codes", found.map(foundView))
        }
        return try scanPage(view, text: text, book: book)
    }

    private func foundView(_ found: LogExcerpt.Found) -> View {
        var view = View()
        view["code"] = Self.line(found.code.text)
        view["times"] = HTML(
            message(zh: "\(grouped(found.code.count)) 行", en: counted(found.code.count, "line", "lines")))
        let sample = String(found.sample.unicodeScalars.prefix(400))
        view["sample"] = HTML.visible(sample)
        view["name"] = HTML(message(zh: "没有收录", en: "in no book"))
        view["tone"] = "c0"
        guard let code = found.code.code else { return view }
        let shown = code.inLanguageOfReader
        view["code"] = Self.line(code.reference.code)
        view["tone"] = Self.tone(code.reference)
        view["url"] = HTML(links.code(code.reference))
        view["name"] = Self.line(shown.title)
        view["book"] = HTML(code.reference.book)
        if !shown.description.isEmpty {
            view["description"] = Self.excerpt(shown.description, most: 300)
            view["descriptionLang"] = Self.language(of: shown.description)
        }
        view.set("notes", found.code.notes.suffix(3).reversed().map { jotView($0, isWhole: true) })
        return view
    }
}
