/// A change that somebody made to a note: a new text, other tags, a note made, removed or restored.
public struct NoteChange: Hashable, Sendable {
    /// The state that the change made.
    public var revision: NoteRevision
    /// The state before; nil where the change made the note.
    ///
    /// Where it joined several versions, this is the one that the file had first.
    public var before: NoteRevision?
}

extension NoteRevision {
    /// Whether two states differ in nothing that a person has written: the quote may stand elsewhere.
    func saysTheSame(as other: NoteRevision) -> Bool {
        body == other.body && tags == other.tags && isDeleted == other.isDeleted
            && (anchor == nil) == (other.anchor == nil)
    }
}

extension Note {
    /// What a revision says, as a note that no row has.
    init(_ revision: NoteRevision, createdAt: String) {
        self.init(
            id: 0, uuid: revision.note, revision: revision.revision, reference: revision.reference,
            body: revision.body,
            tags: NoteTags.all(revision.tags, in: revision.body), author: revision.author,
            anchor: revision.anchor,
            createdAt: createdAt, updatedAt: revision.createdAt)
    }
}
