import GRDB
import KBFile
import KBIndex
import KBText

/// Finds entries that hold one of several forms of a query.
///
/// It looks in names and aliases, in descriptions, and in notes. Tiers 2 to 4 ask it with the query itself, tier 5
/// with other forms of it.
struct EntrySearch {
    /// How a form stands in an entry; lower is better.
    typealias Level = MatchLevel

    let index: IndexSearcher
    let forms: [WordForm]
    /// The tier of what is found through other forms; nil when the forms are the query itself.
    let tier: Tier?

    /// Searches the levels in order until `limit` entries are found.
    ///
    /// - Parameters:
    ///   - limit: The most results.
    ///   - found: Rows that need not be found again; those found are added.
    ///   - levels: The levels to search.
    /// - Returns: The results, best first.
    /// - Throws: `DatabaseError`.
    func results(limit: Int, found: inout Set<Int64>, levels: [Level] = Level.allCases) throws
        -> [SearchResult]
    {
        var results: [SearchResult] = []
        func add(_ hits: [Hit]) throws {
            for hit in hits where results.count < limit && !found.contains(hit.entry.id) {
                guard let code = try Codes.find(index.db, id: hit.entry.id),
                    let result = result(for: hit, code)
                else { continue }
                found.insert(hit.entry.id)
                results.append(result)
            }
        }
        // Those that were found before may be among the best.
        let most = limit + found.count
        let titles = levels.filter { $0.rawValue <= Level.inside.rawValue }
        if !titles.isEmpty {
            try add(
                best { try index.titles(holding: $0.text, limit: most) }
                    .filter { titles.contains($0.entry.level) })
        }
        if results.count < limit, levels.contains(.description) {
            try add(best { try index.descriptions(holding: $0.text, limit: most) })
        }
        if results.count < limit, levels.contains(.allWords) {
            try add(
                best { form in
                    let words = form.words
                    guard (2...32).contains(words.count) else { return [] }
                    return try index.entries(holdingAll: words, limit: most)
                })
        }
        if results.count < limit, levels.contains(.note) { try add(inNotes(limit: most)) }
        return results
    }

    /// An entry and the form that found it.
    private struct Hit {
        var entry: IndexHit
        var form: WordForm
        var note: String?
    }

    /// The best hits of all forms; an entry that several forms find counts by the best of them.
    private func best(_ search: (WordForm) throws -> [IndexHit]) rethrows -> [Hit] {
        if forms.count == 1 { return try search(forms[0]).map { Hit(entry: $0, form: forms[0]) } }
        var best: [Int64: Hit] = [:]
        for form in forms {
            for var entry in try search(form) {
                entry.score *= form.weight
                if let known = best[entry.id], !IndexHit.isBetter(entry, known.entry) { continue }
                best[entry.id] = Hit(entry: entry, form: form)
            }
        }
        return best.values.sorted { IndexHit.isBetter($0.entry, $1.entry) }
    }

    /// Entries with a note that holds a form, or all of its words: each by the best of its notes.
    private func inNotes(limit: Int) throws -> [Hit] {
        guard try Notes.hasAny(index.db) else { return [] }
        let notes = try index.searcher(of: NoteSource())
        var best: [Int64: Hit] = [:]
        for form in forms {
            try add(to: &best, form, limit: limit) { try notes.descriptions(holding: form.text, limit: $0) }
            guard (2...32).contains(form.words.count) else { continue }
            try add(to: &best, form, limit: limit) { try notes.entries(holdingAll: form.words, limit: $0) }
        }
        return Array(best.values.sorted { IndexHit.isBetter($0.entry, $1.entry) }.prefix(limit))
    }

    /// Adds the codes of the best notes, until there are enough of them.
    private func add(
        to best: inout [Int64: Hit], _ form: WordForm, limit: Int, _ search: (Int) throws -> [IndexHit]
    ) throws {
        let statement = try index.db.cachedStatement(
            sql: """
                SELECT c.id, c.state = 'retired', \(NoteSource.text)
                FROM notes n JOIN codes c ON c.book = n.book AND c.code = n.code WHERE n.id = ?
                """)
        // Retired codes come last, however good their notes are, and several notes may be of one code.
        var active: Set<Int64> = []
        var (asked, done) = (limit, 0)
        while true {
            let hits = try search(asked)
            for hit in hits.dropFirst(done) {
                statement.bindDirect(hit.id, at: 1)
                defer { statement.endDirect() }
                guard try statement.stepDirect() else { continue }
                let note = statement.text(2)
                let entry = IndexHit(
                    id: statement.integer(0), level: .note, isRetired: statement.integer(1) != 0,
                    // A note that holds the form in one piece comes before all that hold its words.
                    score: form.weight * (hit.level == .allWords ? hit.score : hit.score + 2),
                    length: hit.length)
                if let known = best[entry.id], !IndexHit.isBetter(entry, known.entry) { continue }
                best[entry.id] = Hit(entry: entry, form: form, note: note)
                if !entry.isRetired { active.insert(entry.id) }
            }
            if active.count >= limit || hits.count < asked { return }
            (asked, done) = (asked * 4, hits.count)
        }
    }

    /// Says where the form stands in the text of a hit; nil when it does not, because the index folds more than
    /// the eye.
    private func result(for hit: Hit, _ code: Code) -> SearchResult? {
        let level = hit.entry.level
        var text = EntryText(code, note: hit.note)
        guard let place = text.place(of: hit.form, at: level) else { return nil }
        return SearchResult(
            code: code, tier: tier ?? Self.literalTier(of: place.field, at: level),
            field: place.field,
            steps: hit.form.steps, terms: place.terms, alias: place.alias,
            note: hit.note,
            score: hit.entry.score,
            parts: [
                ScorePart(name: "level", value: Double(level.rawValue)),
                ScorePart(name: "rank", value: hit.entry.score),
            ], level: level)
    }

    private static func literalTier(of field: Field, at level: Level) -> Tier {
        switch level {
        case .exact, .prefix: .name
        case .inside: field == .description ? .description : .name
        case .description, .allWords: .description
        case .note: .note
        }
    }
}
