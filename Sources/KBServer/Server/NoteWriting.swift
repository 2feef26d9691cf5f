import KBCore
import KBText

/// What pages and programs write, through what the command line writes through.
struct NoteWriting {
    let base: ServerBase
    /// Who writes.
    let author: String

    /// A note that is to be.
    struct Draft {
        var reference: CodeReference
        var body: String
        var tags: [String]
        /// The UUID that the client has made; the same again is the same note.
        var uuid: String?
        var exact: String?
        var field: TextQuote.Field?
        var start: Int?
        var prefix: String?
        var suffix: String?
    }

    /// Writes a note, once however often it is asked.
    ///
    /// - Returns: The note, and whether it is new.
    /// - Throws: ``WebError/takenNote(_:)`` for the UUID of another note; ``WebError/lostPassage``,
    ///   ``WebError/severalPassages(_:)``; `NoteError`, `StoreError`.
    func add(_ draft: Draft) throws -> (note: Note, isNew: Bool) {
        try base.write { store in
            let notes = Notes(store)
            if let known = try written(draft, notes) { return (known, false) }
            guard let code = try Codes(store).find(draft.reference) else {
                throw NoteError.unknownCode(draft.reference)
            }
            var new = NoteDraft(
                reference: draft.reference, body: draft.body, tags: draft.tags, author: author)
            new.uuid = draft.uuid
            if let exact = draft.exact {
                new.anchor = try Passages.quote(
                    of: exact, in: draft.field, start: draft.start, prefix: draft.prefix,
                    suffix: draft.suffix, code: code)
            }
            if let note = try notes.addUnlessKnown(new) { return (note, true) }
            // The same request came at the same time, and was a little faster.
            guard let known = try written(draft, notes) else { throw WebError.takenNote(draft.uuid ?? "") }
            return (known, false)
        }
    }

    /// The note that a draft is already, where its request came before.
    ///
    /// - Throws: ``WebError/takenNote(_:)`` where its UUID is another note's.
    private func written(_ draft: Draft, _ notes: Notes) throws -> Note? {
        guard let uuid = draft.uuid, let first = try? notes.history(uuid).first else { return nil }
        guard first.reference == draft.reference, first.body == draft.body,
            first.anchor?.exact == draft.exact
        else { throw WebError.takenNote(uuid) }
        return try notes.find(uuid)
    }

    /// Changes the text and the tags of a note that was read before.
    ///
    /// - Parameters:
    ///   - uuid: The note.
    ///   - revision: The state that was read.
    ///   - body: The text.
    ///   - tags: The tags; nil for those that it has.
    /// - Returns: The note as it is then.
    /// - Throws: `NoteError.changedMeanwhile` where it has another state by now, or several.
    func edit(_ uuid: String, revision: String, body: String, tags: [String]?) throws -> Note {
        try base.write { store in
            let notes = Notes(store)
            let merge = try notes.merge(uuid)
            guard var note = merge.heads.first else { throw NoteError.notFound(prefix: uuid) }
            guard !merge.isConflict, note.revision == revision else {
                // The answer to the same request may have been lost.
                let state = try notes.history(note.uuid).first { $0.revision == note.revision }
                if !merge.isConflict, note.body == body, state?.parents == [revision] { return note }
                throw NoteError.changedMeanwhile(seen: note, now: merge.heads)
            }
            note.body = body
            if let tags {
                // Tags that stand in the text stay with it.
                note.tags = tags
            }
            note.author = author
            return try notes.edit(note)
        }
    }

    /// Removes a note that was read before, with all versions that were.
    ///
    /// - Throws: `NoteError.changedMeanwhile`.
    func remove(_ uuid: String, revisions: Set<String>) throws {
        try base.write { store in
            let notes = Notes(store)
            let heads = try notes.heads(uuid)
            guard let note = heads.first, Set(heads.map(\.revision)) == revisions else {
                throw heads.first.map { NoteError.changedMeanwhile(seen: $0, now: heads) }
                    ?? NoteError.notFound(prefix: uuid)
            }
            try notes.remove(note, author: author)
        }
    }

    /// Ends a conflict whose versions were read before.
    ///
    /// - Returns: The note; nil where it was removed.
    /// - Throws: `NoteError.changedMeanwhile`, `NoteMerge.Unresolved`.
    func resolve(_ uuid: String, heads: Set<String>, by choice: NoteChoice) throws -> Note? {
        try base.write { store in
            let notes = Notes(store)
            let merge = try notes.merge(uuid)
            guard let first = merge.heads.first else { throw NoteError.notFound(prefix: uuid) }
            guard Set(merge.heads.map(\.revision)) == heads else {
                throw NoteError.changedMeanwhile(seen: first, now: merge.heads)
            }
            return try notes.resolve(merge, by: choice, author: author)
        }
    }

    /// Brings an earlier state of a note back, or a removed note.
    func restore(_ uuid: String, to revision: String) throws -> Note {
        try base.write { try Notes($0).restore(uuid, to: revision, author: author) }
    }

    /// Writes a text beside the one that a note has got meanwhile: both are shown until somebody decides.
    ///
    /// It is what a merge with another file does with two changes of one state.
    ///
    /// - Throws: `NoteError.noRevision` where the state that was read is none of the note's.
    func addVersion(_ uuid: String, revision: String, body: String, tags: [String]?) throws -> [Note] {
        try base.write { store in
            let notes = Notes(store)
            let states = try notes.history(uuid)
            guard let seen = states.first(where: { $0.revision == revision }) else {
                throw NoteError.noRevision(revision, of: uuid)
            }
            var state = seen
            state.revision = NoteForm.newUUID()
            state.parents = [revision]
            state.body = body
            state.tags = try NoteTags.normalized(tags ?? seen.tags)
            state.author = author
            state.isDeleted = false
            state.createdAt = TimeOfDay.now
            // The same request again, whose answer was lost, is no third version.
            if let known = states.first(where: {
                $0.parents == [revision] && $0.body == body && $0.author == author && !$0.isDeleted
            }) {
                state = known
            }
            _ = try notes.importRevisions([state.json.text])
            return try notes.heads(uuid)
        }
    }
}
