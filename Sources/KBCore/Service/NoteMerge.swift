/// The text of a note on its way through an editor, and how it becomes the note's again.
///
/// A note in conflict has several versions; the text then shows all of them between the marks that
/// people know from Git, and what comes back replaces them.
public struct NoteMerge: Hashable, Sendable {
    /// Marks are left in the text that should replace the versions of a note.
    public struct Unresolved: Error, Hashable, Sendable {}

    private static let ours = "<<<<<<<"
    private static let between = "======="
    private static let theirs = ">>>>>>>"

    /// The versions of the note; several where two people have written two texts.
    public let heads: [Note]
    /// The revisions that removed the note in one place while its text was changed in another: it is kept until somebody
    /// decides.
    public let removals: [NoteRevision]
    /// The version that this file had first; nil where that is the removal.
    public let mine: Note?
    /// The versions that came later, from elsewhere.
    public var theirs: [Note] { heads.filter { $0 != mine } }

    /// Whether somebody has to decide: the note has several versions, or was removed in another place.
    public var isConflict: Bool { heads.count > 1 || !removals.isEmpty }

    /// Takes all versions of one note, as ``NoteError/conflict(heads:)`` has them.
    public init(_ heads: [Note]) {
        self.init(heads, mine: heads.first, removals: [])
    }

    init(_ heads: [Note], mine: Note?, removals: [NoteRevision]) {
        self.heads = heads
        self.mine = mine
        self.removals = removals
    }

    /// The text to edit: the note's, or all versions with marks around them.
    public var text: String {
        guard heads.count > 1 else { return heads.first?.body ?? "" }
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
    ///   - tags: The tags beside the text; nil for those that the note has.
    ///   - author: Who edits; nil for the note's author.
    ///   - notes: The notes of the file.
    /// - Returns: The note as the file has it then.
    /// - Throws: ``Unresolved`` when marks of ``text`` are left; ``NoteError``, ``StoreError``.
    package func write(_ body: String, tags: [String]? = nil, author: String?, to notes: Notes) throws -> Note
    {
        guard let first = heads.first else { throw NoteError.notFound(prefix: "") }
        if heads.count > 1 {
            let marks = [Self.ours, Self.between, Self.theirs]
            let isMarked = body.split(separator: "\n").contains { line in
                marks.contains { line.hasPrefix($0) }
            }
            guard !isMarked else { throw Unresolved() }
        }
        if isConflict {
            return try notes.resolve(heads, body: body, tags: tags, author: author ?? first.author)
        }
        var note = first
        note.body = body
        if let tags { note.tags = tags }
        note.author = author ?? note.author
        return try notes.edit(note)
    }
}

/// Which version of a note in conflict is to be the note.
public enum NoteChoice: Hashable, Sendable {
    /// What this file had first; the note is removed where that was its removal.
    case mine
    /// What came from elsewhere; the note is removed where that was its removal.
    case theirs
    /// All texts, the first of this file above the others.
    case both
    /// A text of its own.
    case text(String)
}

extension NoteMerge {
    /// What stands between two texts that are kept both.
    private static let line = "\n\n---\n\n"

    /// The text that a choice leaves; nil where it removes the note.
    ///
    /// - Throws: ``Unresolved`` where a choice leaves more than one version.
    public func body(choosing choice: NoteChoice) throws -> String? {
        switch choice {
        case .text(let text): return text
        case .both: return ((mine.map { [$0] } ?? []) + theirs).map(\.body).joined(separator: Self.line)
        case .mine: return mine?.body
        case .theirs:
            // The other side of a text of this file may be its removal.
            guard let first = theirs.first else { return nil }
            guard theirs.count == 1 else { throw Unresolved() }
            return first.body
        }
    }
}
