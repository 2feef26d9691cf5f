extension KnowledgeBase {
    /// Writes a note on a code.
    ///
    /// ```swift
    /// try knowledge.addNote("先看 error.log", to: CodeReference(book: "http", code: "502"), tags: ["nginx"])
    /// ```
    ///
    /// - Parameters:
    ///   - body: The text, Markdown.
    ///   - reference: The code.
    ///   - tags: The tags, with or without `#`.
    ///   - author: Who writes; empty when nobody says.
    ///   - anchor: A quote of the code's text that the note is about; ``Code/quotes(of:in:)`` makes one.
    /// - Returns: The note as the file has it.
    /// - Throws: ``NoteError`` where there is no such code, or the text or a tag will not do; ``StoreError``.
    @discardableResult
    public func addNote(
        _ body: String, to reference: CodeReference, tags: [String] = [], author: String = "",
        anchor: TextQuote? = nil
    ) throws -> Note {
        try Notes(store).add(
            NoteDraft(reference: reference, body: body, tags: tags, author: author, anchor: anchor))
    }

    /// Changes the text, the tags, the author or the anchor of a note that was read before.
    ///
    /// ```swift
    /// var note = try knowledge.note("3f2a91c0")
    /// note.tags.append("nginx")
    /// note = try knowledge.editNote(note)
    /// ```
    ///
    /// - Returns: The note as the file has it then.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when it was changed since it was read; ``StoreError``.
    @discardableResult
    public func editNote(_ note: Note) throws -> Note {
        try Notes(store).edit(note)
    }

    /// Replaces all versions of a note that was changed in two places.
    ///
    /// - Parameters:
    ///   - merge: The versions as they were read.
    ///   - body: The text that takes their place.
    ///   - author: Who decides; nil for the author of the first version.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``NoteMerge/Unresolved`` where marks are left in the text; ``NoteError``, ``StoreError``.
    @discardableResult
    public func resolve(_ merge: NoteMerge, with body: String, author: String? = nil) throws -> Note {
        try merge.write(body, author: author, to: Notes(store))
    }

    /// The notes that were changed in two places at once, each with its versions; ``resolve(_:with:author:)`` replaces
    /// them.
    ///
    /// - Throws: ``StoreError``.
    public func conflicts() throws -> [NoteMerge] {
        try Notes(store).conflicts().map(NoteMerge.init)
    }

    /// Removes a note; its history stays.
    ///
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when it was changed since it was read; ``StoreError``.
    public func removeNote(_ note: Note) throws {
        try Notes(store).remove(note)
    }

    /// The note whose identifier begins so.
    ///
    /// - Parameter prefix: At least four digits of the identifier; people are shown eight.
    /// - Returns: The note.
    /// - Throws: ``NoteError``; ``NoteError/conflict(heads:)`` for a note that was changed in two places.
    public func note(_ prefix: String) throws -> Note {
        try Notes(store).find(prefix)
    }

    /// All states that a note has had, each after those that it replaced; of removed notes, too.
    ///
    /// - Parameter prefix: At least four digits of the identifier.
    /// - Returns: One revision or more.
    /// - Throws: ``NoteError``, ``StoreError``.
    public func history(ofNote prefix: String) throws -> [NoteRevision] {
        try Notes(store).history(prefix)
    }

    /// One page of the notes that a filter lets pass, oldest first.
    ///
    /// - Parameters:
    ///   - filter: Which notes; all of them without it.
    ///   - last: The last note of the page before; nil for the first page.
    ///   - limit: The most notes of a page.
    /// - Returns: The notes; none after the last page.
    /// - Throws: ``StoreError``.
    public func notes(
        _ filter: NoteFilter = NoteFilter(), after last: Note? = nil, limit: Int = 100
    ) throws -> [Note] {
        try store.read { try Notes.list($0, filter, after: last?.id ?? 0, limit: max(0, limit)) }
    }
}
