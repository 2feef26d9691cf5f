import KBDocuments

extension SourceFile {
    /// The books that a document of several names in a column or member `book`, in its order; empty where an entry names
    /// none.
    ///
    /// - Parameters:
    ///   - format: The format, where it is known.
    ///   - columns: Which columns hold what, where their names do not tell.
    /// - Returns: The slugs.
    /// - Throws: `DocumentError` for a document that names books and has errors.
    func namedBooks(format: DocumentFormat?, columns: ColumnMapping?) throws -> [String] {
        struct Unnamed: Error {}
        var books: [String] = []
        var known: Set<String> = []
        do {
            _ = try forEachEntry(format: format, columns: columns, isByBook: true) { entry in
                guard let book = entry.book, Book.isSlug(book) else { throw Unnamed() }
                if known.insert(book).inserted { books.append(book) }
            }
        } catch is Unnamed {
            return []
        } catch is DocumentError where books.isEmpty {
            return []
        }
        return books
    }
}

extension WordLists {
    /// What the lists have for one of the books of a document; synonyms, which are of no book, go with the first.
    func part(of book: String, isFirst: Bool) -> WordLists {
        var part = self
        part.aliases?.elements.removeAll { $0.book != book }
        if !isFirst {
            part.synonyms = nil
            part.translations = [:]
        }
        return part
    }
}
