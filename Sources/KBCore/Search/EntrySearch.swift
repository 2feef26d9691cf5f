import GRDB
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

    /// Entries with a note that holds a form, or all of its words.
    private func inNotes(limit: Int) throws -> [Hit] {
        guard try Notes.hasAny(index.db) else { return [] }
        var hits: [Hit] = []
        for form in forms {
            let phrases = [MatchExpression.phrase(form.text), Self.allWords(of: form)].compactMap { $0 }
            guard let expression = MatchExpression.any(phrases) else { continue }
            let rows = try Row.fetchCursor(
                index.db.cachedStatement(
                    sql: """
                        SELECT c.id, hit.rank, c.state = 'retired', n.body || coalesce(char(10) || n.exact, '')
                        FROM (SELECT rowid, -rank AS rank FROM notes_pairs WHERE notes_pairs MATCH ?) AS hit
                        JOIN notes n ON n.id = hit.rowid
                        JOIN codes c ON c.book = n.book AND c.code = n.code
                        WHERE ?2 IS NULL OR c.book = ?2
                        ORDER BY hit.rank DESC, n.id LIMIT ?3
                        """),
                arguments: [expression, index.book, limit])
            while let row = try rows.next() {
                let entry = IndexHit(
                    id: row.integer(0), level: .note, isRetired: row.integer(2) != 0,
                    score: form.weight * row.number(1), length: 0)
                hits.append(Hit(entry: entry, form: form, note: row.text(3)))
            }
        }
        return hits.sorted { IndexHit.isBetter($0.entry, $1.entry) }
    }

    private static func allWords(of form: WordForm) -> String? {
        let words = form.words
        return (2...32).contains(words.count) ? MatchExpression.all(words) : nil
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
