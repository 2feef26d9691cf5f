import KBDocuments

extension KnowledgeBase {
    /// Writes the active codes of a book as a document, which imports as the same codes, with their other names and their
    /// texts in further languages.
    ///
    /// Cost: memory holds one code at a time. All is one read: writes of others wait for `output`.
    ///
    /// - Parameters:
    ///   - book: The slug of the book.
    ///   - format: The format of the document.
    ///   - output: Takes the next piece of the document.
    /// - Returns: What the format cannot hold.
    /// - Throws: ``BookError/unknown(_:books:)``; ``DocumentError`` at the end where the format cannot hold a code, so
    ///   that what `output` has taken is no document; ``StoreError``, and what `output` throws.
    @discardableResult
    public func exportCodes(
        of book: String, as format: DocumentFormat = .text, to output: @escaping (String) throws -> Void
    ) throws -> WritingOmissions {
        try exportCodes(of: [book], isNamed: false, as: format, to: output)
    }

    /// Writes the active codes of some books as one document, in which each entry may name its book; `hasPeoplesAliases`
    /// says whether aliases are written that people gave, and not only those of imports.
    package func exportCodes(
        of books: [String], isNamed: Bool, as format: DocumentFormat, hasPeoplesAliases: Bool = true,
        to output: @escaping (String) throws -> Void
    ) throws -> WritingOmissions {
        try store.read { db in
            for book in books { try Books.check(db, book) }
            let hasTranslations = try db.makeStatement(sql: Translation.any).hasRow()
            return try DocumentWriter.write(
                as: format,
                { write in
                    for book in books {
                        var pattern = CodePattern("")
                        pattern.book = book
                        try Codes(store).forEach(pattern) { code in
                            guard code.state == .active else { return }
                            let entry = Entry(
                                code,
                                aliases: code.aliases.isEmpty
                                    ? []
                                    : try Alias.list(
                                        db, of: code.reference, hasPeoples: hasPeoplesAliases),
                                translations: hasTranslations
                                    ? try Translation.list(db, of: code.reference) : [])
                            try write(isNamed ? entry.named(book) : entry)
                        }
                    }
                }, to: output)
        }
    }

    /// Writes every revision of every note, alias and synonym, as a line of JSON without the line feed each.
    ///
    /// The same revisions always make the same lines.
    ///
    /// - Returns: The number of lines.
    /// - Throws: ``StoreError``, and what `output` throws.
    @discardableResult
    public func exportNotes(to output: (String) throws -> Void) throws -> Int {
        try Notes(store).exportRevisions(to: output)
    }

    /// Adds the revisions of another file's notes, aliases and synonyms: afterwards the file has the union of both.
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
    package init(_ code: Code, aliases: [Alias] = [], translations: [Translation] = []) {
        self.init(
            code: code.reference.code, name: code.name, qualifier: code.qualifier,
            description: code.description, fields: code.fields,
            aliases: aliases.map { EntryAlias($0.text, language: $0.language, source: $0.source) },
            translations: translations.map {
                EntryTranslation(language: $0.language, name: $0.name ?? "", description: $0.description)
            }, line: max(1, code.position))
    }
}
