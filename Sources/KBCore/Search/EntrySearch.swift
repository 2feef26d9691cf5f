import GRDB
import KBIndex
import KBText

/// Finds entries that hold one of several forms of a query.
///
/// It looks in names and aliases, in descriptions, and in notes. Tiers 2 to 4 ask it with the query itself, tier 5
/// with other forms of it.
struct EntrySearch {
    let search: SearchContext
    let forms: [WordForm]
    /// The tier of what is found through other forms; nil when the forms are the query itself.
    let tier: SearchResult.Tier?

    /// Searches the levels in order until `limit` entries are found.
    ///
    /// - Parameters:
    ///   - limit: The most results.
    ///   - found: Rows that need not be found again; those found are added.
    ///   - levels: The levels to search.
    ///   - stage: Which of the ways of the tier this is.
    /// - Returns: The results, best first: fewer are the beginning of more.
    /// - Throws: `DatabaseError`.
    func results(limit: Int, found: inout Set<Int64>, levels: [MatchLevel], stage: Int = 0) throws
        -> [SearchResult]
    {
        var results: [SearchResult] = []
        var needles = [FormNeedles?](repeating: nil, count: forms.count)
        /// Confirms hits until there are enough, or the index has no more.
        func add(_ levels: [MatchLevel], _ hits: (Int) throws -> [Hit]) throws {
            // Those that were found before may be among the best.
            var most = limit + found.count
            var looked = 0
            while results.count < limit {
                let best = try hits(most)
                for hit in best.dropFirst(looked) where results.count < limit {
                    guard levels.contains(hit.entry.level), !found.contains(hit.entry.id) else { continue }
                    try search.checkTime()
                    let form = needles[hit.form] ?? FormNeedles(forms[hit.form])
                    needles[hit.form] = form
                    guard let result = try result(for: hit, form, stage: stage) else { continue }
                    found.insert(hit.entry.id)
                    results.append(consume result)
                }
                // Where the index folds more than the eye, a hit is none: the next ones take its place.
                guard best.count == most, results.count < limit else { return }
                looked = best.count
                most *= 2
            }
        }
        if forms.isEmpty { return [] }
        let levels = search.isOfNotes ? levels.filter { $0 == .note } : levels
        let index = try search.index()
        let titles = levels.filter { $0.rawValue <= MatchLevel.inside.rawValue }
        let symbols = tier == nil ? SymbolSearch(forms[0].text, search) : nil
        if !titles.isEmpty {
            try add(titles) { most in
                if let symbols { return try symbols.titles().prefix(most).map { Hit(entry: $0, form: 0) } }
                return try best(most) { try index.titles(holding: $0.text, limit: most) }
            }
        }
        if results.count < limit, levels.contains(.description) {
            try add([.description]) { most in
                if let symbols {
                    return try symbols.descriptions().prefix(most).map { Hit(entry: $0, form: 0) }
                }
                return try best(most) { try index.descriptions(holding: $0.text, limit: most) }
            }
        }
        if results.count < limit, levels.contains(.allWords) {
            try add([.allWords]) { most in
                try best(most) { form in
                    let words = form.words
                    guard (2...32).contains(words.count) else { return [] }
                    return try index.entries(holdingAll: words, limit: most)
                }
            }
        }
        if results.count < limit, levels.contains(.note) { try add([.note], inNotes) }
        return results
    }

    /// An entry and the form that found it.
    private struct Hit {
        var entry: IndexHit
        /// The number of the form.
        var form: Int
        var note: Int64?

        /// The documented order; of equal notes the older one comes first, whatever their codes are.
        static func isBetter(_ left: Hit, _ right: Hit) -> Bool {
            if let isBetter = IndexHit.isBetterButForID(left.entry, right.entry) { return isBetter }
            return (left.note ?? left.entry.id) < (right.note ?? right.entry.id)
        }
    }

    /// The best hits of all forms; an entry that several forms find counts by the best of them.
    private func best(_ most: Int, _ search: (WordForm) throws -> [IndexHit]) rethrows -> [Hit] {
        if forms.count == 1 { return try search(forms[0]).map { Hit(entry: $0, form: 0) } }
        var best: [Int64: Hit] = [:]
        for (number, form) in forms.enumerated() {
            for var entry in try search(form) {
                entry.score *= form.weight
                if let known = best[entry.id], !IndexHit.isBetter(entry, known.entry) { continue }
                best[entry.id] = Hit(entry: entry, form: number)
            }
        }
        // Beyond these, entries that each form by itself leaves out may be missing.
        return Array(best.values.sorted { IndexHit.isBetter($0.entry, $1.entry) }.prefix(most))
    }

    /// Entries with a note that holds a form, or all of its words: each by the best of its notes.
    private func inNotes(limit: Int) throws -> [Hit] {
        guard let notes = try search.notes() else { return [] }
        var best: [Int64: Hit] = [:]
        for (number, form) in forms.enumerated() {
            let symbols = tier == nil ? SymbolSearch(form.text, search) : nil
            var hits = try codes(number, limit: limit) { most, known in
                if let symbols { return Array(try symbols.notes().prefix(most)) }
                return try notes.descriptions(holding: form.text, limit: most, besides: known)
            }
            if (2...32).contains(form.words.count) {
                hits += try codes(number, limit: limit) {
                    try notes.entries(holdingAll: form.words, limit: $0, besides: $1)
                }
            }
            for hit in hits {
                if let known = best[hit.entry.id], !Hit.isBetter(hit, known) { continue }
                best[hit.entry.id] = hit
            }
        }
        return Array(best.values.sorted(by: Hit.isBetter).prefix(limit))
    }

    /// The codes of the best notes, each by the best of its notes: as many active ones as asked for, and retired ones
    /// that were met.
    private func codes(
        _ form: Int, limit: Int, _ find: (Int, DocumentIDs) throws -> [IndexHit]
    ) throws -> [Hit] {
        let statement = try search.db.cachedStatement(
            sql: """
                SELECT c.id, c.state = 'retired'
                FROM notes n JOIN codes c ON c.book = n.book AND c.code = n.code WHERE n.id = ?
                """)
        // Retired codes come last, however good their notes are. Of a code's notes the first is the best.
        var best: [Int64: Hit] = [:]
        var active = 0
        // Asking for some more than one for each code costs nothing, asking again costs a pass over all.
        var (asked, done) = (limit * 8, 0)
        /// The notes of codes that were found, of which the best was the first.
        var known = DocumentIDs()
        var found: [Int64] = []
        while true {
            let before = best.count
            let hits = try find(asked, known)
            for hit in hits.dropFirst(done) {
                try search.checkTime()
                if active == limit { return Array(best.values) }
                if search.notesInSearch.isFilter, let note = try Notes.find(search.db, id: hit.id),
                    !search.notesInSearch.takes(note)
                {
                    continue
                }
                statement.bindDirect(hit.id, at: 1)
                defer { statement.endDirect() }
                guard try statement.stepDirect() else { continue }
                // A note that holds the form in one piece comes before all that hold its words.
                let entry = IndexHit(
                    id: statement.integer(0), level: .note, isRetired: statement.integer(1) != 0,
                    score: forms[form].weight * (hit.level == .allWords ? hit.score : hit.score + 2),
                    length: hit.length)
                guard best[entry.id] == nil else { continue }
                best[entry.id] = Hit(entry: entry, form: form, note: hit.id)
                found.append(entry.id)
                if !entry.isRetired { active += 1 }
            }
            if hits.count < asked || active == limit { return Array(best.values) }
            // Where a few codes have nearly all of the notes, these are left out from now on: they may be very many.
            if (best.count - before) * 8 < hits.count - done {
                for code in found { try addNotes(of: code, to: &known) }
                (asked, done, found) = (asked * 4, 0, [])
            } else {
                (asked, done) = (asked * 4, hits.count)
            }
        }
    }

    private func addNotes(of code: Int64, to known: inout DocumentIDs) throws {
        let statement = try search.db.cachedStatement(
            sql: "SELECT n.id FROM codes c JOIN notes n ON n.book = c.book AND n.code = c.code WHERE c.id = ?"
        )
        statement.bindDirect(code, at: 1)
        defer { statement.endDirect() }
        while try statement.stepDirect() { known.insert(statement.integer(0)) }
    }

    /// Says where the form stands in the text of a hit; nil when it does not, because the index folds more than
    /// the eye.
    private func result(for hit: Hit, _ form: FormNeedles, stage: Int) throws -> SearchResult? {
        guard
            let code = try Codes.find(
                search.db, id: hit.entry.id, mayBeTranslated: search.mayBeTranslated())
        else { return nil }
        let level = hit.entry.level
        let note = try hit.note.flatMap { try Notes.find(search.db, id: $0) }
        var text = EntryText(code, note: note)
        guard let place = text.place(of: form, at: level) else { return nil }
        var result = SearchResult(
            code: consume code, tier: tier ?? Self.literalTier(of: place.field, at: level),
            field: place.field,
            steps: forms[hit.form].steps,
            marks: text.marks(of: place.needles, alias: place.alias), alias: place.alias,
            note: note,
            score: hit.entry.score,
            parts: [
                SearchResult.ScorePart(name: "level", value: Double(level.rawValue)),
                SearchResult.ScorePart(name: "rank", value: hit.entry.score),
            ], level: level)
        result.stage = stage
        result.tellFields()
        return result
    }

    private static func literalTier(of field: SearchResult.Field, at level: MatchLevel) -> SearchResult.Tier {
        switch level {
        case .exact, .prefix: .name
        case .inside: field == .description ? .description : .name
        case .description, .allWords: .description
        case .note: .note
        }
    }
}
