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

    /// Replaces all versions of a note in conflict.
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

    /// Ends a conflict by choosing one of the versions, all of them, or another text.
    ///
    /// - Parameters:
    ///   - merge: The versions, as ``conflicts()`` or ``versions(ofNote:)`` has them.
    ///   - choice: What the note is to say.
    ///   - author: Who decides; empty when nobody says.
    /// - Returns: The note; nil where the choice was its removal.
    /// - Throws: ``NoteMerge/Unresolved`` where the choice leaves several versions; ``NoteError``, ``StoreError``.
    @discardableResult
    public func resolve(_ merge: NoteMerge, by choice: NoteChoice, author: String) throws -> Note? {
        try Notes(store).resolve(merge, by: choice, author: author)
    }

    /// The versions of a note: one, or several if it is in conflict.
    ///
    /// - Parameter prefix: At least four digits of the identifier.
    /// - Returns: The versions, and whether the note was removed elsewhere.
    /// - Throws: ``NoteError``, ``StoreError``.
    public func versions(ofNote prefix: String) throws -> NoteMerge {
        try Notes(store).merge(prefix)
    }

    /// The notes in conflict, each with its versions; ``resolve(_:with:author:)`` replaces
    /// them.
    ///
    /// - Throws: ``StoreError``.
    public func conflicts() throws -> [NoteMerge] {
        try Notes(store).merges()
    }

    /// Removes a note; its history stays.
    ///
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when it was changed since it was read; ``StoreError``.
    public func removeNote(_ note: Note) throws {
        try Notes(store).remove(note)
    }

    /// Removes a note in somebody's name, with all versions that it may have; its history stays, and says who did it.
    ///
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when it was changed since it was read; ``StoreError``.
    public func removeNote(_ note: Note, author: String) throws {
        try Notes(store).remove(note, author: author)
    }

    /// Brings back a note that was removed, or an earlier revision of a note.
    ///
    /// ```swift
    /// let states = try knowledge.history(ofNote: "3f2a91c0")
    /// try knowledge.restoreNote("3f2a91c0", to: states[0].revision, author: "李雷")
    /// ```
    ///
    /// - Parameters:
    ///   - prefix: At least four digits of the note's identifier.
    ///   - revision: At least four digits of the state's name; nil for what a removed note said last.
    ///   - author: Who restores; empty when nobody says.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``NoteError``, ``StoreError``.
    @discardableResult
    public func restoreNote(_ prefix: String, to revision: String? = nil, author: String = "") throws -> Note
    {
        try Notes(store).restore(prefix, to: revision, author: author)
    }

    /// The last change that a person made to any note, which ``undo(_:author:)`` takes back.
    ///
    /// - Parameter author: Who made it; empty for changes that nobody has put a name to.
    /// - Returns: The change.
    /// - Throws: ``NoteError/noChange(author:)``, ``StoreError``.
    public func lastNoteChange(by author: String) throws -> NoteChange {
        try Notes(store).lastChange(by: author)
    }

    /// Takes a change of a note back; taking that back brings the change again.
    ///
    /// - Returns: The note; nil where there is none any more, because the change had made or restored it.
    /// - Throws: ``NoteError/changedMeanwhile(seen:now:)`` when the note was changed since; ``StoreError``.
    @discardableResult
    public func undo(_ change: NoteChange, author: String) throws -> Note? {
        try Notes(store).undo(change, author: author)
    }

    /// The note whose identifier begins so.
    ///
    /// - Parameter prefix: At least four digits of the identifier; people are shown eight.
    /// - Returns: The note.
    /// - Throws: ``NoteError``; ``NoteError/conflict(heads:)`` for a note in conflict.
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

    /// One page of the notes that a filter lets pass, in its order.
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
        try store.read { try Notes.list($0, filter, after: last, limit: max(0, limit)) }
    }
}
