import KBCore
import KBLogs
import KBPresentation
import KBText

extension API {
    private static let codeColumns = [
        "book", "code", "name", "qualifier", "description", "state", "position", "aliases", "fields",
    ]
    private static let noteColumns = [
        "note", "book", "code", "body", "tags", "author", "created", "updated", "revision", "anchor",
    ]

    func search() throws -> WebResponse {
        guard let text = try query.one("q") else { throw WebError.missingField("q") }
        let explains = try query.flag("explain")
        let options = Searcher.Options(
            book: try query.text("book"), limit: try query.number("limit", in: 1...100, else: 10))
        let answer = try base.read { try Searcher($0).search(text, options) }
        let items = answer.results.map { result -> JSONValue in
            var members = ResultJSON.members(of: result, in: answer)
            if explains { members.append(("explanation", .string(result.explanation))) }
            return .object(members)
        }
        return try list(
            "results", items,
            columns: ["book", "code", "name", "qualifier", "description", "state", "aliases", "notes"],
            besides: [
                (
                    "total",
                    .object([
                        ("count", .number(answer.total.count)), ("exact", .bool(answer.total.isExact)),
                    ])
                )
            ])
    }

    func codes() throws -> WebResponse {
        let book = try query.text("book")
        let wanted = try query.text("class") ?? ""
        let state: Code.State? =
            switch try query.text("state") {
            case nil: nil
            case "active": .active
            case "retired": .retired
            default: throw WebError.badField("state", expected: "active, retired")
            }
        let first = try query.text("after").map { text in
            guard let colon = text.firstIndex(of: ":") else {
                throw WebError.badField("after", expected: "book:code")
            }
            let reference = CodeReference(
                book: String(text[..<colon]), code: String(text[text.index(after: colon)...]))
            guard let code = try base.read({ try Codes($0).find(reference) }) else {
                throw WebError.badField("after", expected: "book:code")
            }
            return code
        }
        if let book { try base.read { try Codes($0).checkBook(book) } }
        var pattern = CodePattern(book == nil ? wanted : "\(book ?? ""):\(wanted)")
        pattern.book = book ?? pattern.book
        let fixed = pattern
        return try pages(
            "codes", columns: Self.codeColumns, after: first,
            read: { base, last, limit in
                try base.read { store in
                    var (found, last): ([Code], Code?) = ([], last)
                    while found.count < limit {
                        let page = try Codes(store).list(fixed, after: last, limit: limit)
                        found += page.filter { state == nil || $0.state == state }
                        guard page.count == limit else { break }
                        last = page.last
                    }
                    return Array(found.prefix(limit))
                }
            }, object: { .object([JSONValue.format] + JSONValue.members(of: $0)) },
            key: { $0.reference.description })
    }

    func code(_ book: String, _ code: String) throws -> WebResponse {
        let showsHistory = try query.flag("history")
        let reference = CodeReference(book: book, code: code)
        return try base.read { store in
            guard let code = try Codes(store).find(reference) else {
                throw UnknownCode(text: reference.description)
            }
            let page = try CodePage(
                CodeDetails(code, in: store),
                history: showsHistory ? ChangeLog(store).history(of: reference) : nil)
            return WebResponse(json: page.json)
        }
    }

    func books() throws -> WebResponse {
        let books = try base.read { try Bookshelf($0).list() }
        return try list(
            "books", books.map { BookText.json($0) },
            columns: [
                "book", "title", "active", "retired", "aliases", "notes", "waiting", "imports", "source",
                "importedAt",
            ])
    }

    func notes() throws -> WebResponse {
        var filter = NoteFilter(tag: try query.text("tag"))
        filter.order = .newestFirst
        filter.book = try query.text("book")
        filter.author = try query.text("author")
        switch try query.text("kind") {
        case nil, "all": break
        case "annotations": filter.kind = .annotations
        case "orphaned": filter.kind = .orphaned
        default: throw WebError.badField("kind", expected: "all, annotations, orphaned")
        }
        if let code = try query.text("code") {
            let found = try base.read { try Codes($0).find(code) }
            guard let first = found.first else { throw UnknownCode(text: code) }
            filter.reference = first.reference
        }
        let first = try query.text("after").flatMap { name in try base.read { try Notes($0).heads(name).last }
        }
        let fixed = filter
        return try pages(
            "notes", columns: Self.noteColumns, after: first,
            read: { base, last, limit in
                try base.read { try KnowledgeBase($0).notes(fixed, after: last, limit: limit) }
            }, object: { JSONValue($0) }, key: \.uuid)
    }

    func note(_ name: String) throws -> WebResponse {
        try base.read { noteResponse(try Notes($0).merge(name)) }
    }

    /// A note with its entity tag.
    func noteResponse(_ merge: NoteMerge, status: Int = 200) -> WebResponse {
        let json = merge.isConflict ? JSONValue(merge) : merge.heads.first.map { JSONValue($0) } ?? .null
        var response = WebResponse(status, json: json)
        response.set("etag", Self.tag(merge.heads))
        return response
    }

    /// What names the versions of a note.
    static func tag(_ heads: [Note]) -> String {
        "\"" + heads.map(\.revision).sorted().joined(separator: ".") + "\""
    }

    func history(_ name: String) throws -> WebResponse {
        let states = try base.read { try Notes($0).history(name) }
        return try list(
            "revisions", states.map(\.json),
            columns: [
                "revision", "note", "parents", "book", "code", "body", "tags", "author", "deleted", "created",
            ])
    }

    func conflicts() throws -> WebResponse {
        try list(
            "conflicts", try base.read { try Notes($0).merges() }.map { JSONValue($0) }, columns: ["note"])
    }

    func tags() throws -> WebResponse {
        let book = try query.text("book")
        if let book { try base.read { try Codes($0).checkBook(book) } }
        let tags = try base.read { try Notes($0).tags(in: book) }
        return try list(
            "tags",
            tags.map {
                .object([JSONValue.format, ("tag", .string($0.tag)), ("count", .number($0.count))])
            }, columns: ["tag", "count"])
    }

    func changes() throws -> WebResponse {
        if call.request.list("accept").contains(where: { $0.hasPrefix("text/event-stream") }) {
            var response = WebResponse(empty: 200)
            response.headers = [
                ("content-type", "text/event-stream; charset=utf-8"), ("cache-control", "no-store"),
                ("x-accel-buffering", "no"),
            ]
            response.body = .events
            return response
        }
        let filter = ChangeLog.Filter(book: try query.text("book"), author: try query.text("author"))
        let limit = try query.number("limit", in: 1...500, else: 50)
        let (entries, more) = try base.read { try ChangeLog($0).newest(limit, filter) }
        return try list(
            "changes", entries.map { LogText.json($0) },
            columns: [
                "time", "author", "kind", "book", "code", "source", "added", "changed", "retired", "note",
                "body",
            ],
            besides: [("more", .number(more))])
    }

    func stats() throws -> WebResponse {
        let json = try base.read { store in
            StatsPage(
                path: "", books: try Codes(store).books(), overview: try Statistics(store).overview()
            ).json
        }
        // Where the file is is nobody's concern who is not at this machine.
        guard case .object(let members) = json else { return WebResponse(json: json) }
        return WebResponse(json: .object(members.filter { $0.0 != "path" }))
    }

    func scan() throws -> WebResponse {
        let type = call.request.header("content-type")?.prefix { $0 != ";" }.lowercased().trimmedOfSpace
        guard type == "text/plain" else { throw WebError.badType(expected: "text/plain") }
        let text = String(decoding: call.request.body, as: UTF8.self)
        let book = try query.text("book")
        return try base.read { store in
            if let book { try Codes(store).checkBook(book) }
            var log = LogExcerpt(text, base, store)
            try log.scan(in: book)
            try log.searchRest(in: book, most: 40)
            let found = log.found.prefix(500)
            let notes = found.flatMap(\.code.notes).prefix(200)
            return WebResponse(
                json: .object([
                    JSONValue.format, ("codes", .array(found.map { log.object($0) })),
                    ("notes", .array(notes.map { JSONValue($0) })), ("lines", .number(log.lines)),
                ]))
        }
    }
}
