import KBIndex

/// One search through the tiers.
struct TieredSearch {
    /// The tiers, in the order of their results.
    static let tiers: [any SearchTier] = [
        CodeTier(),
        LiteralTier(levels: [.exact, .prefix, .inside]),
        LiteralTier(levels: [.description]),
        BookNameTier(),
        LiteralTier(levels: [.allWords]),
        LiteralTier(levels: [.note]),
        VariantTier(),
        PinyinTier(),
        HanCorrectionTier(),
        RelaxedTier(),
        GuessTier(),
    ]

    /// More books than these are searched as one.
    private static let mostBooks = 12

    let search: SearchContext
    /// The only books that are searched, each as if there were no other; nil for all.
    var scope: [String]?
    /// No tier is asked that goes further from the query's own words.
    var deepest = StoppingRule.Depth.guess

    /// Asks one tier after the other until there are more results than asked for, or no tier is left to ask.
    ///
    /// What the query says literally is looked for in all books at once; how good a result is depends on nothing else
    /// there. What goes further is asked in each book as if there were no other, and merged.
    func answer(limit: Int) throws -> SearchAnswer {
        var results: [SearchResult] = []
        var found: Set<Int64> = []
        var counted: SearchAnswer.Total?
        // One more than asked for tells that there are more.
        let wanted = limit + 1
        var books = try scope?.map(search.searching) ?? [search]
        for tier in Self.tiers where results.count < wanted && tier.depth <= deepest {
            if tier.depth == .variants, scope == nil, books.count == 1 {
                books = try self.books(having: results)
            }
            guard search.rule.isOpen(to: tier.depth, about: search.query) else { break }
            var answers: [TierAnswer] = []
            for book in books where book.rule.asks(tier.depth, about: book.query) {
                let answer = try tier.results(book, limit: wanted - results.count, besides: &found)
                answers.append(answer)
                if book !== search { book.rule.add(answer, of: tier.depth) }
            }
            let answer = answers.count == 1 ? answers[0] : BookMerge.merged(answers, of: tier.depth)
            // Most answers are of one tier: there are many texts in a result to count references of.
            if results.isEmpty { results = answer.results } else { results += answer.results }
            counted = answer.total
            search.rule.add(answer, of: tier.depth)
        }
        let total = counted ?? (results.count > limit ? .atLeast(results.count) : .exact(results.count))
        results.removeLast(max(0, results.count - limit))
        return SearchAnswer(results: results, total: total)
    }

    /// A search of each book, with what was found there literally; the search itself where there is but one.
    private func books(having results: [SearchResult]) throws -> [SearchContext] {
        guard search.book == nil else { return [search] }
        let slugs = try Books.slugs(search.db)
        guard (2...Self.mostBooks).contains(slugs.count) else { return [search] }
        let found = Dictionary(grouping: results, by: \.code.reference.book)
        return try slugs.map { slug in
            let book = try search.searching(slug)
            var rule = StoppingRule()
            rule.add(TierAnswer(results: (found[slug] ?? []).filter { $0.tier == .code }), of: .codes)
            rule.add(TierAnswer(results: (found[slug] ?? []).filter { $0.tier != .code }), of: .literal)
            book.rule = rule
            return book
        }
    }

    /// What may have been meant by a query that found nothing.
    func suggestions() throws -> [Suggestion] {
        try Suggestions.of(search.index(), search.query, near: RelaxedTier.near(search))
    }
}
