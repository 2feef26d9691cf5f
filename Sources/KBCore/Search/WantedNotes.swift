import GRDB
import KBIndex

/// The notes that a search is limited to, and the codes that have them.
final class WantedNotes {
    /// What all of them have in the index.
    let keys: [IndexKey]

    /// The most of them that are told from others before their rows are read: of more, the next one is not far.
    private static let mostIDs = 32_768

    private let db: Database
    private let use: NoteUse
    private let filter: NoteFilter
    /// The only ones that may be wanted; nil where they are too many.
    private let ids: Set<Int64>?
    /// All of them, newest first; nil where they are too many to read them all.
    private let found: [Notes.Place]?
    /// Whether all of them are known.
    var areFew: Bool { found != nil }
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
        keys = NoteSource.keys(filter)
        let picked = try Notes.picked(db, filter, most: Self.mostIDs)
        ids = picked.map { Set($0) }
        found = try picked.flatMap { picked in
            picked.count > Notes.mostPicked ? nil : try Notes.places(db, filter, among: picked)
        }
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
        // More are not counted.
        if let ids {
            try forEach(of: ids, in: "notes ORDER BY updated_at DESC, id DESC", []) { note in
                try take(note.reference) { note }
                return seen.count <= limit
            }
        } else {
            try Notes.forEachPage(db, of: filter, among: nil, size: min(limit, 100) * 2) { page in
                for note in page { try take(note.reference) { note } }
                return seen.count <= limit
            }
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
    /// - Returns: The notes, at most ``NoteUse/most``.
    /// - Throws: `DatabaseError`.
    func notes(on reference: CodeReference) throws -> (notes: [Note], more: SearchAnswer.Total) {
        if found != nil {
            let ids = idsOfCodes[reference] ?? []
            let shown = Array(ids.prefix(use.most))
            let notes = try Notes.list(db, NoteFilter(), among: shown, after: nil, limit: use.most)
            return (notes, .exact(ids.count - notes.count))
        }
        // One of those beyond may be the note that answered, which is shown as well.
        let notes = try first(use.most + 2, on: reference)
        let more = max(0, notes.count - use.most)
        return (Array(notes.prefix(use.most)), more == 2 ? .atLeast(more) : .exact(more))
    }

    private func contains(_ code: CodeReference) throws -> Bool {
        if found != nil { return idsOfCodes[code] != nil }
        if let isKnown = known[code] { return isKnown }
        let hasNote = try !first(1, on: code).isEmpty
        known[code] = hasNote
        return hasNote
    }

    private func first(_ count: Int, on reference: CodeReference) throws -> [Note] {
        if let ids {
            var notes: [Note] = []
            let rows = "notes WHERE book = ? AND code = ? ORDER BY id"
            try forEach(of: ids, in: rows, [reference.book, reference.code]) { note in
                notes.append(note)
                return notes.count < count
            }
            return notes
        }
        var filter = filter
        (filter.reference, filter.book, filter.order) = (reference, nil, .oldestFirst)
        return try Notes.list(db, filter, after: nil, limit: count)
    }

    /// Gives the wanted notes of some to `body`, in the order of the rows, until it wants no other.
    ///
    /// It goes through an index of SQLite's, and reads no row of another note.
    private func forEach(
        of ids: Set<Int64>, in rows: String, _ arguments: StatementArguments, _ body: (Note) throws -> Bool
    ) throws {
        let statement = try db.cachedStatement(sql: "SELECT id FROM \(rows)")
        statement.arguments = arguments
        defer { statement.endDirect() }
        var left = ids.count
        while left > 0, try statement.stepDirect() {
            let id = statement.integer(0)
            guard ids.contains(id) else { continue }
            left -= 1
            guard let note = try Notes.find(db, id: id), use.takes(note) else { continue }
            guard try body(note) else { return }
        }
    }
}
