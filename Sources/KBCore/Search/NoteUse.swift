import GRDB

/// What notes have to do with a search.
package struct NoteUse: Hashable, Sendable {
    /// What is searched.
    package enum Scope: Hashable, Sendable {
        case codesAndNotes, notesOnly, codesOnly
    }

    /// What is searched; where it is codes only, no notes are shown either.
    package var scope: Scope
    /// Only codes with a note that has each of these tags, in any case.
    package var tags: [String]
    /// Only codes with a note that this person wrote, in any case.
    package var author: String?

    /// Makes a choice; without arguments notes are searched like codes.
    package init(scope: Scope = .codesAndNotes, tags: [String] = [], author: String? = nil) {
        self.scope = scope
        self.tags = tags
        self.author = author
    }

    /// Whether only codes with some notes are wanted.
    var isFilter: Bool { !tags.isEmpty || author != nil }
    var areShown: Bool { scope != .codesOnly }

    /// Tells whether a note is one of those that are wanted.
    func takes(_ note: Note) -> Bool {
        tags.allSatisfy { NoteTags.has(note.tags, $0) }
            && (author.map { $0.lowercased() == note.author.lowercased() } ?? true)
    }

    /// The codes with such a note; nil where all codes are wanted.
    func codes(_ db: Database) throws -> Set<CodeReference>? {
        guard isFilter else { return nil }
        if tags.isEmpty, let author {
            let rows = try Row.fetchAll(
                db, sql: "SELECT DISTINCT book, code FROM notes WHERE author = ? COLLATE NOCASE",
                arguments: [author])
            return Set(rows.map { CodeReference(book: $0.text(0), code: $0.text(1)) })
        }
        var codes: Set<CodeReference> = []
        try forEachNote(db, .oldestFirst) { note in
            codes.insert(note.reference)
        }
        return codes
    }

    /// The codes with such a note, the last one that was written first: what a query without words finds.
    func answer(_ db: Database, book: String?, limit: Int) throws -> SearchAnswer {
        var results: [SearchResult] = []
        var seen: Set<CodeReference> = []
        try forEachNote(db, .newestFirst) { note in
            guard book == nil || note.reference.book == book, seen.insert(note.reference).inserted,
                let code = try Codes.find(db, note.reference)
            else { return }
            if results.count < limit {
                results.append(SearchResult(code: code, tier: .note, field: .note, note: note))
            }
        }
        return SearchAnswer(results: results, total: .exact(seen.count))
    }

    /// The notes on a code that are wanted, oldest first, at most ``Notes/mostOfCode``.
    func notes(_ db: Database, on reference: CodeReference) throws -> [Note] {
        var filter = NoteFilter(reference: reference)
        (filter.tags, filter.author) = (tags, author)
        return try Notes.list(db, filter, after: nil, limit: Notes.mostOfCode)
    }

    private func forEachNote(
        _ db: Database, _ order: NoteFilter.Order, _ body: (Note) throws -> Void
    ) throws {
        var filter = NoteFilter()
        (filter.tags, filter.author, filter.order) = (tags, author, order)
        try Notes.forEachPage(db, of: filter) { try $0.forEach(body) }
    }
}

extension SearchAnswer {
    /// The first of the results whose codes are among some.
    func only(_ codes: Set<CodeReference>, limit: Int) -> SearchAnswer {
        var answer = self
        answer.results = results.filter { codes.contains($0.code.reference) }
        let count = answer.results.count
        answer.total = isCut ? .atLeast(count) : .exact(count)
        answer.results = Array(answer.results.prefix(limit))
        return answer
    }
}
