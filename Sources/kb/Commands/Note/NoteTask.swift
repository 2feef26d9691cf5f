import KBCore
import KBPresentation
import KBText

/// What a text that a person writes is for.
struct NoteTask: Decodable {
    /// The code of a new note, as it was typed; nil where a note is changed.
    var code: String?
    /// The passage that a new note is about, as it was typed.
    var quote: String?
    /// Which of several such passages.
    var occurrence: Int?
    /// The note that is changed: its UUID, or the beginning of it.
    var note: String?
    /// The revisions that were there when the change began.
    var revisions: [String]?
    /// The tags that were given.
    var tags: [String] = []
    /// Who writes, where the command line says it.
    var author: String?
    /// The knowledge base.
    var database: String?
    /// Whether the text is a ``NotePage``, which an editor has been given.
    var isPage = false
    /// What the draft held at first, as a number that tells texts apart.
    var first: String?

    /// The task as an object of one line.
    var json: JSONValue {
        .object([
            JSONValue.format, ("code", .optional(code)), ("quote", .optional(quote)),
            ("occurrence", occurrence.map(JSONValue.number) ?? .null), ("note", .optional(note)),
            ("revisions", revisions.map(JSONValue.strings) ?? .null), ("tags", .strings(tags)),
            ("author", .optional(author)), ("database", .optional(database)), ("isPage", .bool(isPage)),
            ("first", .optional(first)),
        ])
    }

    /// A number that is another one for another text.
    static func digest(_ bytes: [UInt8]) -> String {
        var hash = FNV1a()
        for byte in bytes { hash.add(UInt64(byte)) }
        return String(hash.value, radix: 16)
    }

    /// Does it with the text of a command line, which is kept where that fails.
    ///
    /// - Returns: What to say; nil where nothing has changed.
    /// - Throws: What ``write(_:author:open:)`` throws.
    func run(
        _ text: NoteTextOptions, by author: NoteAuthorOptions, in store: StoreOptions, _ settings: Settings
    ) throws -> String? {
        var task = self
        task.author = author.author
        task.database = try store.absolutePath(settings)
        return try NoteDrafts.keeping(text, for: task) {
            try task.write(&$0, author: author.name(settings)) { try store.open(settings) }
        }
    }

    /// Does what the text is for: asks for it where there is none, and writes it.
    ///
    /// - Parameters:
    ///   - unsaved: The text.
    ///   - author: Who writes.
    ///   - open: Opens the knowledge base. That is done again once the text is there: whoever wrote it took their time, and
    ///     the file may be another by now.
    /// - Returns: What to say; nil where nothing has changed.
    /// - Throws: ``NoteInputError``, ``NoteError``, and what opening throws.
    mutating func write(
        _ unsaved: inout UnsavedText, author: String, open: () throws -> Store
    ) throws -> String? {
        note == nil
            ? try add(&unsaved, author: author, open: open) : try edit(&unsaved, author: author, open: open)
    }

    private func add(
        _ unsaved: inout UnsavedText, author: String, open: () throws -> Store
    ) throws -> String {
        let tags = try NoteTags.normalized(self.tags)
        if unsaved.needsEditor {
            let (code, anchor) = try place(in: open())
            let page = NotePage(
                tags: tags, body: "", comments: try NotePageText.comments(on: code, anchor, in: open()))
            try unsaved.edit(page, for: self, about: NoteText.title(of: code))
        }
        let store = try open()
        let (code, anchor) = try place(in: store)
        let text = try unsaved.content()
        let note = try Notes(store).add(
            NoteDraft(
                reference: code.reference, body: text.body, tags: text.tags ?? tags, author: author,
                anchor: anchor))
        return NoteReply.added(note, to: code)
    }

    private func place(in store: Store) throws -> (Code, TextQuote?) {
        let code = try CodeLookup(store).one(code ?? "")
        return (code, try quote.map { try NoteCode.quote($0, occurrence: occurrence, of: code) })
    }

    private mutating func edit(
        _ unsaved: inout UnsavedText, author: String, open: () throws -> Store
    ) throws -> String? {
        var store = try open()
        let id = note ?? ""
        let merge = try Notes(store).merge(id)
        let seen = merge.heads.map(\.revision)
        let aside = NoteTask.standingAside(merge)
        let given = aside.filter(NoteTags.isWritable)
        if let revisions, Set(revisions) != Set(seen), !unsaved.needsEditor {
            throw NoteError.changedMeanwhile(seen: merge.heads[0], now: merge.heads)
        }
        revisions = seen
        if unsaved.needsEditor {
            let comments = try NotePageText.comments(on: merge, in: store)
            let page = NotePage(tags: given, body: merge.text, comments: comments)
            try unsaved.edit(page, for: self, about: nil)
            store = try open()
        }
        let text = try unsaved.content()
        let tags = try text.tags.map { try NoteTags.normalized($0) }
        if merge.isUnchanged(text.body, author: self.author), tags.map(Set.init) ?? Set(given) == Set(given) {
            return nil
        }
        // Those that nobody can write stay.
        let all = tags.map { $0 + aside.filter { !given.contains($0) } }
        _ = try merge.write(text.body, tags: all, author: author, to: Notes(store))
        return merge.heads.first.map(NoteReply.changed)
    }

    /// The tags of a note that do not stand in its text.
    private static func standingAside(_ merge: NoteMerge) -> [String] {
        var tags: [String] = []
        for head in merge.heads {
            let standing = NoteTags.standing(in: head.body)
            tags += head.tags.filter { !standing.contains($0) && !tags.contains($0) }
        }
        return tags
    }
}
