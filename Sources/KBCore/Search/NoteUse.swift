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
    func codes(_ db: Database, book: String?) throws -> CodesWithNotes? {
        isFilter ? try CodesWithNotes(self, filter(book: book), db) : nil
    }

    /// The codes with such a note, the last one that was written first: what a query without words finds.
    func answer(_ db: Database, book: String?, limit: Int) throws -> SearchAnswer {
        var results: [SearchResult] = []
        var seen: Set<CodeReference> = []
        var filter = filter(book: book)
        filter.order = .newestFirst
        let picked = try Notes.picked(db, filter)
        try Notes.forEachPage(db, of: filter, among: picked) { page in
            for note in page {
                guard seen.insert(note.reference).inserted, results.count < limit,
                    let code = try Codes.find(db, note.reference)
                else { continue }
                results.append(SearchResult(code: code, tier: .note, field: .note, note: note))
            }
            // So many are not counted.
            return picked != nil || seen.count <= limit
        }
        return SearchAnswer(
            results: results,
            total: picked != nil || seen.count <= limit ? .exact(seen.count) : .atLeast(seen.count))
    }

    /// The first notes on a code that are wanted, oldest first.
    func notes(
        _ db: Database, on reference: CodeReference, limit: Int = Notes.mostOfCode
    ) throws -> [Note] {
        var filter = filter(book: nil)
        filter.reference = reference
        return try Notes.list(db, filter, after: nil, limit: limit)
    }

    private func filter(book: String?) -> NoteFilter {
        var filter = NoteFilter()
        (filter.tags, filter.author, filter.book) = (tags, author, book)
        return filter
    }
}

/// The codes with a note that is wanted.
struct CodesWithNotes {
    /// The notes; nil where they are too many to be looked up.
    let notes: Set<Int64>?

    private let use: NoteUse
    /// All of them, or those that have been asked for.
    private var known: [CodeReference: Bool] = [:]

    fileprivate init(_ use: NoteUse, _ filter: NoteFilter, _ db: Database) throws {
        self.use = use
        let picked = try Notes.picked(db, filter)
        notes = picked.map(Set.init)
        guard picked != nil else { return }
        try Notes.forEachPage(db, of: filter, among: picked) { page in
            for note in page { known[note.reference] = true }
            return true
        }
    }

    private mutating func contains(_ code: CodeReference, _ db: Database) throws -> Bool {
        if let isKnown = known[code] { return isKnown }
        let hasNote = try notes == nil && !use.notes(db, on: code, limit: 1).isEmpty
        known[code] = hasNote
        return hasNote
    }

    /// The first of the results whose codes are among them.
    mutating func only(_ answer: SearchAnswer, limit: Int, _ db: Database) throws -> SearchAnswer {
        var only = answer
        only.results = []
        for result in answer.results where try contains(result.code.reference, db) {
            only.results.append(result)
        }
        let count = only.results.count
        // No further result is one of them where all are found.
        let isCut = answer.isCut && !(notes != nil && count == known.count { $0.value })
        only.total = isCut ? .atLeast(count) : .exact(count)
        only.results = Array(only.results.prefix(limit))
        return only
    }
}
