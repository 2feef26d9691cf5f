/// The text of a note on its way through an editor, and how it becomes the note's again.
///
/// A note that was changed in two places has a version for each; the text then shows all of them between the marks that
/// people know from Git, and what comes back replaces them.
public struct NoteMerge: Hashable, Sendable {
    /// Marks are left in the text that should replace the versions of a note.
    public struct Unresolved: Error, Hashable, Sendable {}

    private static let ours = "<<<<<<<"
    private static let between = "======="
    private static let theirs = ">>>>>>>"

    /// The versions of the note; several where it is in conflict.
    public let heads: [Note]

    /// Whether the note has several versions.
    public var isConflict: Bool { heads.count > 1 }

    /// Takes all versions of one note, as ``NoteError/conflict(heads:)`` has them.
    public init(_ heads: [Note]) {
        self.heads = heads
    }

    /// The text to edit: the note's, or all versions with marks around them.
    public var text: String {
        guard isConflict else { return heads.first?.body ?? "" }
        return heads.enumerated().map { index, head in
            let mark = index == 0 ? Self.ours : Self.between
            return "\(mark) \(head.author) \(head.updatedAt)\n\(head.body)\n"
        }.joined() + Self.theirs
    }

    /// Tells whether writing a text by an author would change nothing; nil stands for the note's author.
    public func isUnchanged(_ body: String, author: String?) -> Bool {
        guard !isConflict, let note = heads.first else { return false }
        return body == note.body && (author == nil || author == note.author)
    }

    /// Writes the edited text in place of all versions.
    ///
    /// - Parameters:
    ///   - body: The edited text.
    ///   - author: Who edits; nil for the note's author.
    ///   - notes: The notes of the file.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``Unresolved`` when marks of ``text`` are left; ``NoteError``, ``StoreError``.
    package func write(_ body: String, author: String?, to notes: Notes) throws -> Note {
        guard let first = heads.first else { throw NoteError.notFound(prefix: "") }
        if isConflict {
            let marks = [Self.ours, Self.between, Self.theirs]
            let isMarked = body.split(separator: "\n").contains { line in
                marks.contains { line.hasPrefix($0) }
            }
            guard !isMarked else { throw Unresolved() }
            return try notes.resolve(heads, body: body, author: author ?? first.author)
        }
        var note = first
        note.body = body
        note.author = author ?? note.author
        return try notes.edit(note)
    }
}
