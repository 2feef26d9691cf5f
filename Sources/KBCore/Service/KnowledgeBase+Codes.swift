extension KnowledgeBase {
    /// Finds codes by whatever a person remembers of them, best first.
    ///
    /// ```swift
    /// let answer = try knowledge.search("请求 冲突", limit: 3)
    /// ```
    ///
    /// Every text is a query: there is no syntax to get wrong. Cost: a few milliseconds, also at a million codes.
    ///
    /// - Parameters:
    ///   - text: A code, a name, words, half a sentence, pinyin.
    ///   - book: The slug of the only book to search; nil for all.
    ///   - limit: The most results.
    /// - Returns: The results, each with the reason why it is there, and the notes on their codes.
    /// - Throws: ``SearchError`` for an empty or endless text; ``BookError/unknown(_:books:)``; ``StoreError``.
    public func search(_ text: String, in book: String? = nil, limit: Int = 10) throws -> SearchAnswer {
        try Searcher(store).search(text, Searcher.Options(book: book, limit: limit))
    }

    /// What a person may have meant by a text that finds nothing; at most three suggestions.
    ///
    /// - Throws: ``StoreError``.
    public func suggestions(for text: String, in book: String? = nil) throws -> [Suggestion] {
        try Searcher(store).suggestions(for: text, Searcher.Options(book: book))
    }

    /// Everything about the codes that a person may mean: `404` in every book that has it, or `http:404`.
    ///
    /// - Returns: The codes in the order of their books; empty where there is none.
    /// - Throws: ``StoreError``.
    public func show(_ text: String) throws -> [CodeDetails] {
        try Codes(store).find(text).map { try CodeDetails($0, in: store) }
    }

    /// Everything about one code; nil where there is no such code.
    ///
    /// - Throws: ``StoreError``.
    public func code(_ reference: CodeReference) throws -> CodeDetails? {
        try store.read { db in try Codes.find(db, reference).map { try CodeDetails(db, $0) } }
    }

    /// One page of the codes that a pattern stands for, in the order of the documents, retired ones too.
    ///
    /// ```swift
    /// var page = try knowledge.codes(CodePattern("http:4xx"))
    /// while let last = page.last {
    ///     page.forEach { print($0.reference) }
    ///     page = try knowledge.codes(CodePattern("http:4xx"), after: last)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - pattern: Which codes; all of them without it.
    ///   - last: The last code of the page before; nil for the first page.
    ///   - limit: The most codes of a page.
    /// - Returns: The codes; none after the last page.
    /// - Throws: ``StoreError``.
    public func codes(
        _ pattern: CodePattern = CodePattern(""), after last: Code? = nil, limit: Int = 100
    ) throws -> [Code] {
        try Codes(store).list(pattern, after: last, limit: limit)
    }

    /// The books with the numbers of their codes, by slug.
    ///
    /// - Throws: ``StoreError``.
    public func books() throws -> [Book] {
        try Codes(store).books()
    }
}
