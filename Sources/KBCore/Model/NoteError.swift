/// Why a note could not be found, written or imported.
public enum NoteError: Error, Hashable, Sendable {
    /// No code has this reference.
    case unknownCode(CodeReference)
    /// The text is empty, or white space only.
    case emptyBody
    /// The text has more than ``Note/longestBody`` bytes.
    case longBody(bytes: Int)
    /// A text has the character U+0000, which SQLite's tools do not read past.
    case nulCharacter
    /// A tag is empty, too long, or has a character that tags do not have.
    case badTag(String)
    /// The beginning of a UUID is shorter than four digits, or is none at all.
    case badPrefix(String)
    /// No note begins so.
    case notFound(prefix: String)
    /// Several notes begin so.
    case ambiguous(prefix: String, candidates: [Note])
    /// The note has several heads, which only ``KnowledgeBase/resolve(_:with:author:)`` may write to.
    case conflict(heads: [Note])
    /// The note was changed or removed since it was read; `now` is what it is, empty when it is gone.
    case changedMeanwhile(seen: Note, now: [Note])
    /// No revision of the note, or more than one, begins so.
    case noRevision(String, of: String)
    /// The note is there: only an earlier state of it can be brought back.
    case notRemoved(Note)
    /// Nobody of that name has changed a note.
    case noChange(author: String)
    /// Lines of an exchange file are wrong; nothing was imported.
    case badLines([NoteLineFault])
}

/// What is wrong with a line of an exchange file.
public struct NoteLineFault: Hashable, Sendable {
    /// The kinds of faults.
    public enum Reason: Error, Hashable, Sendable {
        /// The line is not a revision of a note as JSON; the text names the key that is missing or wrong, or is empty.
        case malformed(String)
        /// The line has another format version than this program knows.
        case format(Int)
        /// The revision is known, with another content.
        case differs(revision: String)
        /// The revision would come before itself: its parents, or theirs, name it as a parent.
        case cycle(revision: String)
        /// The text is not UTF-8.
        case notUTF8
        /// What begins on the line is no object of JSON.
        case notJSON
        /// A quotation mark is misplaced, or not closed.
        case quotationMark
        /// None of the names says which code it is, or what the note says.
        case noColumn(names: [String])
        /// What stands between the lines `--` of a Markdown document says nothing about a note.
        case badHead(String)
        /// There is no such code.
        case unknownCode(String)
        /// Several books have the code.
        case ambiguousCode(String, books: [String])
        /// SQLite cannot read the time.
        case badDate(String)
        /// The note cannot be written.
        case note(NoteError)
    }

    /// The line's number, from 1.
    public var line: Int
    /// What is wrong.
    public var reason: Reason
}
