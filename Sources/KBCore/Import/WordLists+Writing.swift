import KBDocuments

extension WordLists {
    /// The aliases of a book, or of all books, as a list that can stand next to a document.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``, ``StoreError``.
    package static func aliases(in store: Store, of book: String?) throws -> String {
        if let book { try store.read { try Books.check($0, book) } }
        let aliases = try Aliases(store).list().filter { book == nil || $0.reference.book == book }
        return WordList.text(
            aliases: aliases.lazy.map {
                AliasEntry(
                    book: $0.reference.book, code: $0.reference.code, alias: $0.text, language: $0.language,
                    source: $0.source)
            })
    }

    /// All synonyms, the preferred term of each group first.
    ///
    /// - Throws: ``StoreError``.
    package static func synonyms(in store: Store) throws -> String {
        WordList.text(
            synonyms: try Synonyms(store).list().map { group in
                [group.meaning] + group.terms.filter { $0 != group.meaning }
            })
    }
}
