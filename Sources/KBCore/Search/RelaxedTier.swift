import KBIndex

/// Tier 6: most of the query stands in the entry, or words spelt nearly so; then, in a note on it.
struct RelaxedTier: SearchTier {
    let depth = StoppingRule.Depth.relaxed

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        if search.isOfNotes {
            let notes = try Self.notes(search)?.results(limit: limit, besides: &found)
            return TierAnswer(results: notes?.results ?? [])
        }
        // A pasted name is meant as its words, and if these are nowhere as the name.
        // What looks like a code that there is not is no name.
        let said = search.query.looksLikeCode ? [] : search.query.withoutNoise.said.dropFirst()
        for said in said {
            let codes = try Self.codes(search, SearchQuery(said))
            let results = try codes.results(limit: limit, besides: &found).results
            if !results.isEmpty { return TierAnswer(results: results) }
        }
        let codes = try Self.codes(search, search.query)
        var (results, near) = try codes.results(limit: limit, besides: &found)
        if results.isEmpty { search.guess = near.first?.guess(codes.query, before: near.dropFirst().first) }
        if results.count < limit, let notes = try Self.notes(search) {
            results += try notes.results(limit: limit - results.count, besides: &found).results.map {
                var result = $0
                result.stage = 1
                return result
            }
        }
        return TierAnswer(results: results)
    }

    /// Codes that hold some of the query, for suggestions.
    static func near(_ search: SearchContext) throws -> [SearchResult] {
        var found: Set<Int64> = []
        return try codes(search, search.query).results(limit: 1, besides: &found).near.map(\.result)
    }

    private static func codes(_ search: SearchContext, _ query: SearchQuery) throws -> RelaxedSearch {
        let index = try search.index()
        let query = try self.query(query, search, in: [index])
        return RelaxedSearch(index: index, query: query, checkTime: search.checkTime) { id, found in
            if found.contains(id) { return nil }
            return try Codes.find(index.db, id: id, mayBeTranslated: search.mayBeTranslated())
                .flatMap { EntryMatch(query, $0) }
        }
    }

    /// Nil where there are no notes.
    private static func notes(_ search: SearchContext) throws -> RelaxedSearch? {
        guard let notes = try search.notes() else { return nil }
        // A word that codes have all over says little about a note, too, however few notes there are.
        let query = try query(search.query, search, in: [search.index(), notes])
        return RelaxedSearch(
            index: notes, query: query, checkTime: search.checkTime, mostCandidates: RelaxedSearch.mostNotes
        ) { id, _ in
            guard let note = try Notes.find(notes.db, id: id),
                let code = try Codes.find(notes.db, note.reference)
            else { return nil }
            return EntryMatch(query, note, on: code)
        }
    }

    private static func query(
        _ query: SearchQuery, _ search: SearchContext, in indexes: [IndexSearcher]
    ) throws -> RelaxedQuery {
        try RelaxedQuery(query, search.words(), in: indexes, books: [search.book, search.namedBook])
    }
}
