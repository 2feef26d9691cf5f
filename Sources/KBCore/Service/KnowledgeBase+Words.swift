extension KnowledgeBase {
    /// The other names of a code, or of all codes, in the order in which they were added.
    ///
    /// - Throws: ``StoreError``.
    public func aliases(of reference: CodeReference? = nil) throws -> [Alias] {
        try Aliases(store).list(of: reference)
    }

    /// Gives a code more names by which it is found.
    ///
    /// ```swift
    /// try knowledge.addAliases(["死链"], to: CodeReference(book: "http", code: "404"))
    /// ```
    ///
    /// - Parameters:
    ///   - aliases: The names.
    ///   - reference: The code.
    ///   - author: Who gives them; empty for nobody.
    /// - Returns: The names that were new; those that the code has already stay as they are.
    /// - Throws: ``AliasError`` where one cannot be an alias, or there is no such code; ``StoreError``. Then none is added.
    @discardableResult
    public func addAliases(
        _ aliases: [String], to reference: CodeReference, author: String = ""
    ) throws -> [String] {
        try Aliases(store).add(aliases, to: reference, author: author)
    }

    /// Takes names away from a code.
    ///
    /// - Parameters:
    ///   - aliases: The names.
    ///   - reference: The code.
    ///   - author: Who takes them away; empty for nobody.
    /// - Throws: ``AliasError/notFound(alias:of:)`` for the first that the code does not have; ``StoreError``. Then all
    ///   stay.
    public func removeAliases(
        _ aliases: [String], from reference: CodeReference, author: String = ""
    ) throws {
        try Aliases(store).remove(aliases, from: reference, author: author)
    }

    /// The groups of words that stand for each other in a search, by their preferred terms.
    ///
    /// - Parameter term: Only the groups that have this word; nil for all.
    /// - Returns: The groups; none where no group has the word.
    /// - Throws: ``StoreError``.
    public func synonyms(of term: String? = nil) throws -> [SynonymGroup] {
        try Synonyms(store).list(having: term)
    }

    /// Says that words have one meaning: they join the group of the first of them that has one.
    ///
    /// - Parameters:
    ///   - terms: At least two different words.
    ///   - author: Who says so; empty for nobody.
    /// - Returns: The group as it is then.
    /// - Throws: ``SynonymError``, ``StoreError``; then nothing was added.
    @discardableResult
    public func addSynonyms(_ terms: [String], author: String = "") throws -> SynonymGroup {
        try Synonyms(store).add(terms, author: author).group
    }

    /// Takes words out of all groups; a group of which one word is left says nothing.
    ///
    /// - Parameters:
    ///   - terms: The words.
    ///   - author: Who says so; empty for nobody.
    /// - Throws: ``SynonymError/notFound(_:)`` for the first that is in no group; ``StoreError``. Then all stay.
    public func removeSynonyms(_ terms: [String], author: String = "") throws {
        try Synonyms(store).remove(terms, isOfAll: true, author: author)
    }
}
