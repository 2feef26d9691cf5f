import GRDB

/// What notes have to do with a search.
package struct NoteUse: Hashable, Sendable {
    /// What is searched.
    package enum Scope: Hashable, Sendable {
        case codesAndNotes, notesOnly, codesOnly
    }

    /// What is searched; where it is codes only, no notes are shown either.
    package var scope: Scope
    /// Only codes with a note that has each of these tags, in any case.
    package var tags: [String]
    /// Only codes with a note that this person wrote, in any case.
    package var author: String?
    /// The most notes of a code that are read along with it, oldest first, at least 1.
    package var most = Notes.mostOfCode

    /// Makes a choice; without arguments notes are searched like codes.
    package init(scope: Scope = .codesAndNotes, tags: [String] = [], author: String? = nil) {
        self.scope = scope
        self.tags = tags
        self.author = author
    }

    /// Whether only codes with some notes are wanted.
    var isFilter: Bool { !tags.isEmpty || author != nil }
    var areShown: Bool { scope != .codesOnly }

    /// Tells whether a note is one of those that are wanted.
    func takes(_ note: Note) -> Bool {
        tags.allSatisfy { NoteTags.has(note.tags, $0) }
            && (author.map { $0.lowercased() == note.author.lowercased() } ?? true)
    }
}
