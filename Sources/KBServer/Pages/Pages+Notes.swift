import KBCore
import KBPresentation
import KBText

/// Notes: lists, one with its history, forms, and what becomes of them.
extension Pages {
    private var writing: NoteWriting { NoteWriting(base: base, author: call.visitor.author) }

    private static let pageSize = 50

    /// Notes with a tag, on a code, of an author; all of them, newest first.
    func notes() throws -> WebResponse {
        try call.query.check(only: ["tag", "code", "book", "author", "after"])
        return try base.read { store in
            var filter = NoteFilter(tag: try call.query.text("tag"))
            filter.order = .newestFirst
            filter.book = try call.query.text("book")
            filter.author = try call.query.text("author")
            if let code = try call.query.text("code") {
                guard let found = try Codes(store).find(code).first else { throw UnknownCode(text: code) }
                filter.reference = found.reference
            }
            let notes = Notes(store)
            let last = try call.query.text("after").flatMap { try notes.heads($0).last }
            let found = try KnowledgeBase(store).notes(filter, after: last, limit: Self.pageSize + 1)
            let shown = found.prefix(Self.pageSize)
            var view = View()
            let about = ["tag": "#" + (filter.tags.first ?? "")]
            let title =
                [
                    filter.tags.isEmpty ? nil : about["tag"], filter.reference?.description, filter.author,
                    filter.book,
                ].compactMap(\.self).joined(separator: " · ")
            view["title"] = title.isEmpty ? Words.view["allNotes"] : Self.line(title)
            let undecided = Set(try notes.merges().compactMap { $0.heads.first?.uuid })
            view.set(
                "notes",
                shown.map { note in
                    var item = noteView(note, isConflict: undecided.contains(note.uuid))
                    item["codeURL"] = HTML(links.code(note.reference))
                    item["code"] = Self.line(note.reference.description)
                    return item
                })
            if filter.reference == nil {
                let tags = try notes.tags(in: filter.book).prefix(20)
                view.set("hasTags", !tags.isEmpty)
                view.set(
                    "tags",
                    tags.map { item in
                        var facet = View([
                            "text": Self.line(item.tag), "count": HTML(grouped(item.count)),
                            "url": HTML(
                                filter.tags == [item.tag] ? "\(links.base)/-/notes" : links.tag(item.tag)),
                        ])
                        facet.set("isHere", filter.tags == [item.tag])
                        return facet
                    })
            }
            if found.count > shown.count, let end = shown.last {
                view["more"] = HTML(call.address(without: "after", adding: [("after", end.uuid)]))
            }
            var query = filter.tags.first.map { [("tag", $0)] } ?? []
            if let book = filter.book { query.append(("book", book)) }
            if let reference = filter.reference { query.append(("code", reference.description)) }
            view["api"] = HTML(links.api("notes", query + [("limit", "1000")]))
            return page(title, "notes", view)
        }
    }

    /// One note with its history; of a note in conflict, its versions side by side.
    func note(_ uuid: String) throws -> WebResponse {
        try call.query.check(only: [])
        return try base.read { store in
            let notes = Notes(store)
            let states = try notes.history(uuid)
            guard let last = states.last else { throw NoteError.notFound(prefix: uuid) }
            let heads = (try? notes.heads(last.note)) ?? []
            if !heads.isEmpty, try notes.merge(last.note).isConflict {
                return try conflict(last.note, store, error: nil)
            }
            var view = View([
                "codeURL": HTML(links.code(last.reference)), "code": Self.line(last.reference.description),
                "url": HTML(links.note(last.note)),
            ])
            let short = String(last.note.prefix(8))
            let title = message(zh: "笔记 \(short)", en: "Note \(short)")
            view["title"] = HTML(title)
            view.set("isRemoved", heads.isEmpty)
            if let head = heads.first {
                view.set("note", noteView(head))
                view["revision"] = HTML(head.revision)
            }
            view.set("canRemove", !heads.isEmpty && call.visitor.mayWrite)
            let byName = Dictionary(states.map { ($0.revision, $0) }) { first, _ in first }
            view.set(
                "states",
                states.reversed().map { state in
                    let before = state.parents.lazy.compactMap { byName[$0] }.first
                    return stateView(
                        state, after: before, isNow: heads.contains { $0.revision == state.revision })
                })
            return page(title, "notepage", view)
        }
    }

    private func stateView(_ state: NoteRevision, after before: NoteRevision?, isNow: Bool) -> View {
        var view = View([
            "time": Self.machineTime(state.createdAt), "shownTime": HTML(TimeText.local(state.createdAt)),
            "revision": HTML(state.revision),
        ])
        if !state.author.isEmpty { view["author"] = Self.line(state.author) }
        let what =
            state.isDeleted
            ? message(zh: "删除", en: "removed")
            : before == nil
                ? message(zh: "写下", en: "written")
                : before?.isDeleted == true
                    ? message(zh: "恢复", en: "restored")
                    : state.parents.count > 1
                        ? message(zh: "合成一个", en: "joined") : message(zh: "修改", en: "changed")
        let tags = state.tags.map { "#" + $0 }.joined(separator: " ")
        view["what"] = HTML(what + (tags.isEmpty ? "" : " · ")) + Self.line(tags)
        view["difference"] =
            state.isDeleted
            ? HTML()
            : before.map { Self.difference(from: $0.isDeleted ? "" : $0.body, to: state.body) }
                ?? HTML.visible(state.body)
        if call.visitor.mayWrite, !isNow, !state.isDeleted {
            view["restore"] = HTML(links.note(state.note) + "/restore")
        }
        return view
    }

    /// The form in which a note is changed.
    func editPage(_ uuid: String) throws -> WebResponse {
        try call.checkWriting()
        return try base.read { store in
            let merge = try Notes(store).merge(uuid)
            guard let note = merge.heads.first, !merge.isConflict else {
                return WebResponse(redirectTo: links.note(uuid), status: 302)
            }
            return edit(form(of: note), note: note)
        }
    }

    private func form(of note: Note) -> NoteForm {
        var form = NoteForm(reference: note.reference)
        form.body = note.body
        form.tags = note.tags.joined(separator: " ")
        form.edited = (note.uuid, note.revision)
        return form
    }

    private func edit(_ form: NoteForm, note: Note, clash: Note? = nil, status: Int = 200) -> WebResponse {
        var view = formView(form)
        view["codeURL"] = HTML(links.code(note.reference))
        view["code"] = Self.line(note.reference.description)
        let title = message(zh: "修改笔记 \(note.shortID)", en: "Edit note \(note.shortID)")
        view["title"] = HTML(title)
        if let clash {
            view.set("now", View(["body": Markdown.html(clash.body), "facts": Self.facts(clash)]))
        }
        return page(title, "editpage", view, status: status)
    }

    // MARK: - Forms

    /// A new note.
    func addNote() throws -> WebResponse {
        try writing { fields in
            var form = try NoteForm(fields)
            do {
                let start = form.place.first { $0.name == "start" }.flatMap { Int($0.value) }
                func place(_ name: String) -> String? { form.place.first { $0.name == name }?.value }
                let (note, _) = try writing.add(
                    NoteWriting.Draft(
                        reference: form.reference, body: form.body, tags: form.tagList, uuid: form.note,
                        exact: form.quote, field: place("field").flatMap(TextQuote.Field.init), start: start,
                        prefix: place("prefix"), suffix: place("suffix")))
                return WebResponse(
                    redirectTo: links.code(note.reference) + "#note-" + note.shortID.percentEncoded)
            } catch {
                let fault = WebFault(error)
                guard (400...499).contains(fault.status), fault.status != 404 else { throw error }
                form.error = fault.text
                return try codePage(form.reference, form: form, status: fault.status)
            }
        }
    }

    /// A note with another text; where it has got another one meanwhile, both are shown.
    func editNote(_ uuid: String) throws -> WebResponse {
        try writing { fields in
            guard let revision = try fields.text("revision") else { throw WebError.missingField("revision") }
            var form = NoteForm(reference: CodeReference(book: "", code: ""))
            form.body = try fields.lines("body")
            form.tags = try fields.one("tags") ?? ""
            do {
                let note = try writing.edit(uuid, revision: revision, body: form.body, tags: form.tagList)
                return WebResponse(
                    redirectTo: links.code(note.reference) + "#note-" + note.shortID.percentEncoded)
            } catch {
                let fault = WebFault(error)
                guard (400...499).contains(fault.status), fault.status != 404 else { throw error }
                let merge = try base.read { try Notes($0).merge(uuid) }
                guard let now = merge.heads.first else { throw error }
                guard !merge.isConflict else {
                    return try base.read {
                        try conflict(uuid, $0, error: fault.text, typed: form.body, status: 409)
                    }
                }
                form.reference = now.reference
                form.error = fault.text
                form.edited = (now.uuid, now.revision)
                return edit(
                    form, note: now, clash: now.revision == revision ? nil : now, status: fault.status)
            }
        }
    }

    /// A note that is to go.
    func removeNote(_ uuid: String) throws -> WebResponse {
        try writing { fields in
            guard let revision = try fields.text("revision") else { throw WebError.missingField("revision") }
            try writing.remove(uuid, revisions: [revision])
            return WebResponse(redirectTo: links.note(uuid))
        }
    }

    /// An earlier state of a note.
    func restoreNote(_ uuid: String) throws -> WebResponse {
        try writing { fields in
            guard let revision = try fields.text("revision") else { throw WebError.missingField("revision") }
            let note = try writing.restore(uuid, to: revision)
            return WebResponse(
                redirectTo: links.code(note.reference) + "#note-" + note.shortID.percentEncoded)
        }
    }

    // MARK: - Two versions

    /// The notes that somebody has to decide on.
    func conflicts() throws -> WebResponse {
        try call.query.check(only: [])
        var view = View()
        let merges = try base.read { try Notes($0).merges() }
        view.set(
            "conflicts",
            merges.compactMap { merge in
                merge.heads.first.map { note in
                    View([
                        "url": HTML(links.note(note.uuid)), "code": Self.line(note.reference.description),
                        "text": Self.excerpt(of: note), "facts": Self.facts(note),
                    ])
                }
            })
        return page(Words.view["conflicts"]?.text ?? "", "conflicts", view)
    }

    private func conflict(
        _ uuid: String, _ store: Store, error: String?, typed: String? = nil, status: Int = 200
    ) throws -> WebResponse {
        let merge = try Notes(store).merge(uuid)
        guard let first = merge.heads.first else { throw NoteError.notFound(prefix: uuid) }
        let heads = merge.heads.map(\.revision).joined(separator: ",")
        let action = HTML(links.note(first.uuid) + "/resolve")
        var sides: [View] = []
        func add(_ title: String, _ note: Note?, _ choice: String?) {
            var side = View(["title": HTML(title)])
            if let note {
                side["body"] = Markdown.html(note.body)
                side["facts"] = Self.facts(note)
            } else {
                side["body"] = "<p><em>\(message(zh: "已删除", en: "removed"))</em></p>"
            }
            if call.visitor.mayWrite, let choice {
                side["choice"] = HTML(choice)
                side["action"] = action
                side["heads"] = HTML(heads)
            }
            sides.append(side)
        }
        add(message(zh: "这边", en: "Here"), merge.mine, "mine")
        for note in merge.theirs {
            add(message(zh: "那边", en: "Elsewhere"), note, merge.theirs.count == 1 ? "theirs" : nil)
        }
        if merge.mine != nil, !merge.removals.isEmpty {
            add(message(zh: "那边", en: "Elsewhere"), nil, merge.theirs.isEmpty ? "theirs" : nil)
        }
        var view = View([
            "codeURL": HTML(links.code(first.reference)), "code": Self.line(first.reference.description),
            "action": action, "heads": HTML(heads),
            "both": HTML(try typed ?? merge.body(choosing: .both) ?? ""),
        ])
        view.set("sides", sides)
        view.set("canDecide", call.visitor.mayWrite)
        if let error { view["error"] = HTML(error) }
        return page(Words.view["conflictTitle"]?.text ?? "", "conflict", view, status: status)
    }

    /// How a conflict ends.
    func resolveNote(_ uuid: String) throws -> WebResponse {
        try writing { fields in
            let heads = Set((try fields.text("heads") ?? "").split(separator: ",").map(String.init))
            let body = try fields.lines("body")
            let choice: NoteChoice
            switch try fields.text("choice") {
            case "mine": choice = .mine
            case "theirs": choice = .theirs
            case "both": choice = .both
            case "text": choice = .text(body)
            default: throw WebError.badField("choice", expected: "mine, theirs, both, text")
            }
            do {
                guard let note = try writing.resolve(uuid, heads: heads, by: choice) else {
                    return WebResponse(redirectTo: links.note(uuid))
                }
                return WebResponse(
                    redirectTo: links.code(note.reference) + "#note-" + note.shortID.percentEncoded)
            } catch {
                let fault = WebFault(error)
                guard (400...499).contains(fault.status), fault.status != 404 else { throw error }
                let typed = body.isEmpty ? nil : body
                return try base.read { store in
                    guard try Notes(store).merge(uuid).isConflict else {
                        return faultPage(fault, kept: typed)
                    }
                    return try conflict(uuid, store, error: fault.text, typed: typed, status: fault.status)
                }
            }
        }
    }
}
