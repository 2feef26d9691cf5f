import GRDB
import KBFile

/// Everything that a knowledge base holds about one code.
public struct CodeDetails: Hashable, Sendable {
    /// The code with its text and aliases.
    public var code: Code
    /// How often the text has changed.
    public var changes: Int
    /// The notes and annotations, oldest first, at most 500; a note in conflict is there once for each of its versions.
    public var notes: [Note]
    /// How many more there are; ``KnowledgeBase/notes(_:after:limit:)`` has all, a page at a time.
    public var moreNotes: Int
    /// The codes that its text names, and those whose text names it.
    public var seeAlso: [Code]

    /// The class of an HTTP status code; nil for codes of other books.
    public var codeClass: CodeClass? { CodeClass(code.reference) }

    /// Reads everything about a code, in one transaction.
    ///
    /// - Throws: ``StoreError``.
    package init(_ code: Code, in store: Store) throws {
        self = try store.read { try CodeDetails($0, code) }
    }

    init(_ db: Database, _ code: Code) throws {
        self.code = code
        self.code.translations = try Translation.list(db, of: code.reference)
        changes = try Statistics.revisions(db, of: code.reference)
        notes = try Notes.list(db, for: [code.reference])[code.reference] ?? []
        moreNotes = try Notes.more(db, on: code.reference, than: notes).count
        seeAlso = try CodeLinks.seeAlso(db, code.reference)
    }
}
