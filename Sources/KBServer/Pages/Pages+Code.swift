import KBCore
import KBPresentation
import KBText

/// The page of a code, which is there for ever.
extension Pages {
    /// So many other names are shown at once.
    private static let mostAliases = 12
    /// So many earlier texts are shown.
    private static let mostChanges = 20

    /// What a path of one part means: a book, or a code wherever it stands.
    func bookOrCode(_ name: String) throws -> WebResponse {
        let slugs = try base.read { try Codes($0).bookSlugs() }
        if slugs.contains(name) { return try book(name) }
        let found = try base.read { try Codes($0).find(name) }
        guard let first = found.first else { throw UnknownCode(text: name) }
        guard found.count > 1 else {
            return WebResponse(redirectTo: links.code(first.reference), status: 302)
        }
        let answer = try base.read { try Searcher($0).search(name, Searcher.Options(limit: 100)) }
        let named = Set(found.map(\.reference))
        let shown = answer.results.filter { named.contains($0.code.reference) && $0.tier == .code }
        var results = View()
        results.set("hasResults", true)
        results.set("results", shown.map { resultView($0, of: answer, isFirst: true) })
        let view = View(["text": Self.line(name), "found": filled("results", results)])
        return page(name, "choose", view)
    }

    /// The page of one code.
    func code(_ reference: CodeReference) throws -> WebResponse {
        try codePage(reference, form: nil)
    }

    /// The page of a code, with a note that could not be saved.
    func codePage(_ reference: CodeReference, form: NoteForm?, status: Int = 200) throws -> WebResponse {
        try base.read { store in
            let codes = Codes(store)
            var exact = try codes.find(reference)
            if exact == nil {
                // In another case, or in full-width digits: the address is put right.
                let near = try codes.find(reference.description)
                if near.count == 1, near[0].reference != reference {
                    return WebResponse(redirectTo: links.code(near[0].reference), status: 302)
                }
                exact = near.first
            }
            guard let code = exact else {
                try codes.checkBook(reference.book)
                throw UnknownCode(text: reference.description)
            }
            let details = try CodeDetails(code, in: store)
            var view = View()
            describe(details.code, notes: details.notes, in: &view)
            try addNotes(details, store, to: &view)
            addNames(details, namesakes: try codes.namesakes(of: code.reference), to: &view)
            if call.visitor.mayWrite {
                // Those of an edition would come again with the next one.
                let own = try Aliases(store).list(of: code.reference).filter { $0.source == "user" }
                view["aliasURL"] = HTML("\(links.base)/-/aliases")
                view.set("hasOwnAliases", !own.isEmpty)
                view.set(
                    "ownAliases",
                    own.map { View(["value": HTML($0.text), "text": Self.line($0.text)]) })
            }
            try addHistory(details, store, to: &view)
            // What the interface for programs has for an entity tag.
            let object = Array((CodePage(details).json.text + "\n").utf8)
            view["version"] = HTML(String(SHA256.hexadecimal(of: object).prefix(32)))
            view["markdown"] = HTML.visible(markdown(details))
            view.set("canWrite", call.visitor.mayWrite)
            if !call.visitor.mayWrite, !call.options.isReadOnly {
                view["mustLogIn"] = HTML(
                    "\(links.base)/-/login?" + Fields.query([("back", links.code(code.reference))]))
            }
            view.set("form", formView(form ?? NoteForm(reference: code.reference), for: code))
            let neighbours = try codes.neighbours(of: code)
            view.set("previousCode", neighbours.previous.map(referenceView))
            view.set("nextCode", neighbours.next.map(referenceView))
            let title = "\(code.reference.code) \(details.code.inLanguageOfReader.name)"
            return page(title, "code", view, status: status) { frame in
                frame["canonical"] = HTML(markup: call.origin + HTML.escaped(links.code(code.reference)))
                frame["previous"] = neighbours.previous.map { HTML(links.code($0.reference)) }
                frame["next"] = neighbours.next.map { HTML(links.code($0.reference)) }
            }
        }
    }

    private func describe(_ code: Code, notes: [Note], in view: inout View) {
        let reader = code.inLanguageOfReader
        view["bookSlug"] = HTML(code.reference.book)
        view["codeText"] = HTML(code.reference.code)
        view["book"] = HTML(code.reference.book)
        view["bookURL"] = HTML(links.book(code.reference.book))
        view["code"] = Self.line(code.reference.code)
        view["tone"] = Self.tone(code.reference)
        if let kind = CodeClass(code.reference) { view["className"] = HTML("\(kind.number) \(kind.name)") }
        view.set("isRetired", code.state == .retired)
        view["permalink"] = HTML(markup: call.origin + HTML.escaped(links.code(code.reference)))
        let isOwnName = reader.name == code.name && HTML.isHarmless(code.name)
        view.set("nameIsExact", isOwnName)
        let nameMarks = isOwnName ? Passages.ranges(notes, in: .name, of: code) : []
        view["name"] = isOwnName ? HTML.marked(code.name, nameMarks) : Self.line(reader.name)
        view["nameMarks"] = Self.list(nameMarks)
        view["nameLang"] = Self.language(of: reader.name)
        if let qualifier = code.qualifier { view["qualifier"] = Self.line("(\(qualifier))") }

        let isTranslated = reader.description != code.description
        if isTranslated, !reader.description.isEmpty {
            view.set(
                "translation",
                View([
                    "text": HTML.visible(reader.description), "lang": Self.language(of: reader.description),
                ]))
        }
        if !code.description.isEmpty {
            let isExact = HTML.isHarmless(code.description)
            let marks = isExact ? Passages.ranges(notes, in: .description, of: code) : []
            var text = View([
                "text": isExact ? HTML.marked(code.description, marks) : HTML.visible(code.description),
                "marks": Self.list(marks), "lang": Self.language(of: code.description),
            ])
            text.set("isExact", isExact)
            text.set("isBelow", isTranslated)
            view.set("description", text)
        }
        view.set("hasFields", !code.fields.isEmpty)
        view.set(
            "fields",
            code.fields.map { View(["name": Self.line($0.name), "text": HTML.visible($0.text)]) })
        let others = code.translations.filter { text in
            text.description != reader.description || (text.name ?? code.name) != reader.name
        }
        view.set("hasOthers", !others.isEmpty)
        view.set(
            "others",
            others.map {
                View([
                    "language": HTML($0.language), "title": Self.name(ofLanguage: $0.language),
                    "name": Self.line($0.name ?? code.name),
                    "text": HTML.visible($0.description),
                ])
            })
    }

    /// Ranges for the script: `4-8 12-20`.
    private static func list(_ ranges: [Range<Int>]) -> HTML {
        HTML(ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " "))
    }

    private func addNotes(_ details: CodeDetails, _ store: Store, to view: inout View) throws {
        let versions = Dictionary(grouping: details.notes, by: \.uuid)
        let undecided =
            try details.notes.isEmpty
            ? [] : Set(Notes(store).merges().compactMap { $0.heads.first?.uuid })
        view.set("hasNotes", !details.notes.isEmpty)
        view.set(
            "notes",
            details.notes.map { note in
                noteView(
                    note, on: details.code,
                    isConflict: versions[note.uuid]?.count ?? 0 > 1 || undecided.contains(note.uuid))
            })
        if details.moreNotes > 0 {
            view["moreNotes"] = HTML(
                message(
                    zh: "还有 \(grouped(details.moreNotes)) 条",
                    en: "\(grouped(details.moreNotes)) more"))
            view["moreNotesURL"] = HTML(
                "\(links.base)/-/notes?"
                    + Fields.query([("code", details.code.reference.description)]))
        }
    }

    private func addNames(_ details: CodeDetails, namesakes: [Code], to view: inout View) {
        let aliases = details.code.aliases.map { View(["text": Self.line($0)]) }
        view.set("hasAliases", !aliases.isEmpty)
        view.set("showsAliases", !aliases.isEmpty || call.visitor.mayWrite)
        view.set("aliases", Array(aliases.prefix(Self.mostAliases)))
        if aliases.count > Self.mostAliases {
            let more = aliases.count - Self.mostAliases
            view["moreAliases"] = HTML(message(zh: "还有 \(more) 个", en: "\(more) more"))
            view.set("restAliases", Array(aliases.dropFirst(Self.mostAliases)))
        }
        view.set("hasSeeAlso", !details.seeAlso.isEmpty)
        view.set("seeAlso", details.seeAlso.map { referenceView($0, near: details.code.reference.book) })
        view.set("hasNamesakes", !namesakes.isEmpty)
        view.set("namesakes", namesakes.map { referenceView($0, near: details.code.reference.book) })
    }

    /// A link to a code with its name.
    func referenceView(_ code: Code) -> View { referenceView(code, near: code.reference.book) }

    private func referenceView(_ code: Code, near book: String) -> View {
        let isNear = code.reference.book == book
        return View([
            "url": HTML(links.code(code.reference)),
            "code": Self.line(isNear ? code.reference.code : code.reference.description),
            "name": Self.line(code.inLanguageOfReader.name),
        ])
    }

    private func addHistory(_ details: CodeDetails, _ store: Store, to view: inout View) throws {
        guard details.changes > 0 else { return }
        let history = try ChangeLog(store).history(of: details.code.reference).prefix(Self.mostChanges)
        view.set("hasHistory", true)
        view["historyTitle"] = HTML(
            message(
                zh: "原文改过 \(details.changes) 次",
                en: "The text has changed \(counted(details.changes, "time", "times"))"))
        view.set(
            "history",
            history.map { change, time in
                View([
                    "time": Self.machineTime(time), "shownTime": HTML(TimeText.local(time)),
                    "difference": Self.difference(change),
                ])
            })
    }

    /// The code as a piece of Markdown to paste into a chat or a ticket: code and name, what it means, what is noted.
    private func markdown(_ details: CodeDetails) -> String {
        let code = details.code.inLanguageOfReader
        var text = "**\(code.reference.code) \(code.title)** (\(code.reference.book))\n"
        if !code.description.isEmpty { text += "\n\(code.description)\n" }
        for note in details.notes.suffix(5) {
            let lines = note.body.split(separator: "\n", omittingEmptySubsequences: false)
            text += "\n" + lines.map { "> \($0)" }.joined(separator: "\n") + "\n"
            if !note.author.isEmpty { text += "> — \(note.author)\n" }
        }
        return text + "\n\(call.origin)\(links.code(code.reference))\n"
    }
}
