import KBDocuments

extension KnowledgeBase {
    /// Writes the active codes of a book as a document, which imports as the same codes.
    ///
    /// Cost: memory holds one code at a time. All is one read: writes of others wait for `output`.
    ///
    /// - Parameters:
    ///   - book: The slug of the book.
    ///   - format: The format of the document.
    ///   - output: Takes the next piece of the document.
    /// - Throws: ``SearchError/noBook(_:books:)``; ``DocumentError`` at the end where the format cannot hold a code, so
    ///   that what `output` has taken is no document; ``StoreError``, and what `output` throws.
    public func exportCodes(
        of book: String, as format: DocumentFormat = .text, to output: @escaping (String) throws -> Void
    ) throws {
        try store.read { db in
            guard try Books.exists(db, book) else {
                throw SearchError.noBook(book, books: try Books.slugs(db))
            }
            var pattern = CodePattern("")
            pattern.book = book
            try DocumentWriter.write(
                as: format,
                { write in
                    try Codes(store).forEach(pattern) { if $0.state == .active { try write(Entry($0)) } }
                }, to: output)
        }
    }

    /// Writes every revision of every note, as a line of JSON without the line feed each.
    ///
    /// The same revisions always make the same lines.
    ///
    /// - Returns: The number of lines.
    /// - Throws: ``StoreError``, and what `output` throws.
    @discardableResult
    public func exportNotes(to output: (String) throws -> Void) throws -> Int {
        try Notes(store).exportRevisions(to: output)
    }

    /// Adds the revisions of another file's notes: afterwards the file has the union of both.
    ///
    /// Doing it again, or with the lines in another order, changes nothing.
    ///
    /// - Parameter lines: Lines that ``exportNotes(to:)`` has written.
    /// - Returns: What was new, and what is in conflict now.
    /// - Throws: ``NoteError/badLines(_:)``, ``StoreError``; then nothing was imported.
    @discardableResult
    public func importNotes(_ lines: some Sequence<some StringProtocol>) throws -> NoteImportOutcome {
        try Notes(store).importRevisions(lines)
    }
}

extension Entry {
    /// What a document says about a code.
    package init(_ code: Code) {
        self.init(
            code: code.reference.code, name: code.name, qualifier: code.qualifier,
            description: code.description, fields: code.fields, line: max(1, code.position))
    }
}
