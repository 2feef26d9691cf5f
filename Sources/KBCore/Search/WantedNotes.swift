import GRDB

/// The notes that a search is limited to, and the codes that have them.
final class WantedNotes {
    /// Where few enough are wanted, their rows; nil where they are too many to be looked up.
    private(set) lazy var ids = found.map { Set($0.map(\.id)) }

    private let db: Database
    private let use: NoteUse
    private let filter: NoteFilter
    /// All of them, newest first; nil where they are too many.
    private let found: [Notes.Place]?
    private lazy var idsOfCodes = Dictionary(grouping: found ?? [], by: \.reference).mapValues {
        $0.map(\.id).sorted()
    }
    /// Whether codes have any, where all of them are not known.
    private var known: [CodeReference: Bool] = [:]

    /// Looks for the notes; nil where all notes are wanted.
    init?(_ use: NoteUse, book: String?, _ db: Database) throws {
        guard use.isFilter else { return nil }
        self.db = db
        self.use = use
        var filter = NoteFilter()
        (filter.tags, filter.author, filter.book, filter.order) = (use.tags, use.author, book, .newestFirst)
        self.filter = filter
        found = try Notes.picked(db, filter).map { try Notes.places(db, filter, among: $0) }
    }

    /// The codes, the one whose note was written last first: what a query without words finds.
    func newest(limit: Int) throws -> SearchAnswer {
        var results: [SearchResult] = []
        var seen: Set<CodeReference> = []
        func take(_ reference: CodeReference, _ note: () throws -> Note?) throws {
            guard seen.insert(reference).inserted, results.count < limit,
                let code = try Codes.find(db, reference)
            else { return }
            results.append(SearchResult(code: code, tier: .note, field: .note, note: try note()))
        }
        if let found {
            for place in found { try take(place.reference) { try Notes.find(db, id: place.id) } }
            return SearchAnswer(results: results, total: .exact(seen.count))
        }
        try Notes.forEachPage(db, of: filter, among: nil, size: min(limit, 100) * 4) { page in
            for note in page { try take(note.reference) { note } }
            // So many are not counted.
            return seen.count <= limit
        }
        return SearchAnswer(
            results: results, total: seen.count <= limit ? .exact(seen.count) : .atLeast(seen.count))
    }

    /// The first of the results whose codes have such a note.
    func only(_ answer: SearchAnswer, limit: Int) throws -> SearchAnswer {
        var only = answer
        only.results = try answer.results.filter { try contains($0.code.reference) }
        let count = only.results.count
        // No further result is one of them where all are found.
        let isCut = answer.isCut && !(found != nil && count == idsOfCodes.count)
        only.total = isCut ? .atLeast(count) : .exact(count)
        only.results = Array(only.results.prefix(limit))
        return only
    }

    /// The first notes on a code that are wanted, oldest first, and how many others there are.
    ///
    /// Where they are too many to be looked up, most codes have enough of them among their first notes.
    ///
    /// - Parameters:
    ///   - reference: The code.
    ///   - enough: So many are looked for beyond the first notes of the code, at least 1.
    /// - Returns: The notes, at most ``Notes/mostOfCode``.
    /// - Throws: `DatabaseError`.
    func notes(on reference: CodeReference, enough: Int) throws -> (notes: [Note], more: SearchAnswer.Total) {
        if found != nil {
            let ids = idsOfCodes[reference] ?? []
            let shown = Array(ids.prefix(Notes.mostOfCode))
            let notes = try Notes.list(db, NoteFilter(), among: shown, after: nil, limit: Notes.mostOfCode)
            return (notes, .exact(ids.count - notes.count))
        }
        let first = try Notes.list(db, for: [reference])[reference] ?? []
        let notes = first.filter(use.takes)
        if first.count < Notes.mostOfCode { return (notes, .exact(0)) }
        if notes.count >= enough { return (notes, .atLeast(0)) }
        let further = try self.first(enough, on: reference)
        return (further, further.count < enough ? .exact(0) : .atLeast(0))
    }

    private func contains(_ code: CodeReference) throws -> Bool {
        if found != nil { return idsOfCodes[code] != nil }
        if let isKnown = known[code] { return isKnown }
        let hasNote = try !first(1, on: code).isEmpty
        known[code] = hasNote
        return hasNote
    }

    private func first(_ count: Int, on reference: CodeReference) throws -> [Note] {
        var filter = filter
        (filter.reference, filter.book, filter.order) = (reference, nil, .oldestFirst)
        return try Notes.list(db, filter, after: nil, limit: count)
    }
}
