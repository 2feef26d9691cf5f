import KBIndex

/// Tiers 2 and 3 again, without the name of the book that is searched: `smtp 邮箱满` says no more about it than 邮箱满.
///
/// Where the query stands as it is, with the name of the book, that is meant.
struct BookNameTier: SearchTier {
    let depth = StoppingRule.Depth.literal

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        guard let book = search.namedBook, book == search.book, search.rule.isEmpty,
            let query = search.query.leaving(out: book)
        else { return TierAnswer() }
        let leavesWords = NamedBook.leavesWords(of: search.query, book: book)
        search.query = query
        // A number that is none of the book's codes is not meant where some text has it: `errno 4096`.
        guard leavesWords else { return TierAnswer() }
        let entries = EntrySearch(search: search, forms: [WordForm(text: query.text)], tier: nil)
        let levels: [MatchLevel] = [.exact, .prefix, .inside, .description]
        return TierAnswer(results: try entries.results(limit: limit, found: &found, levels: levels))
    }
}
