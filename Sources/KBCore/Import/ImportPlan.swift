import KBDocuments

/// What importing a document into a book does, in numbers.
public struct ImportPlan: Hashable, Sendable {
    /// One thing that an import does.
    public enum Step: Sendable {
        /// An entry that the book does not have yet, and its place in the document.
        case added(Entry, position: Int)
        /// An entry whose name, qualifier, description or fields differ, or whose code was retired.
        case changed(before: Code, after: Entry, position: Int)
        /// A code whose text is the same, but whose place in the document is another: its ``Code/id``.
        case moved(id: Int64, position: Int)
        /// A code that the document no longer has.
        case retired(Code)
        /// An annotation that moves with the changed entry before it, or loses its place; only plans tell of it.
        case anchor(AnchorMove)
    }

    /// The book's slug.
    public var book: String
    /// The number of entries that the book does not have yet.
    public var added = 0
    /// The number of entries whose name, qualifier, description or fields differ, or whose code was retired.
    public var changed = 0
    /// The number of codes whose text is the same, but which stand elsewhere among the others.
    public var moved = 0
    /// The number of codes that the document no longer has.
    public var retired = 0
    /// The number of entries that the book already has as they are.
    public var unchanged = 0

    /// The number of annotations whose passage moves or is worded otherwise.
    public var movedAnchors = 0
    /// The number of annotations that lose their passage.
    public var orphanedAnchors = 0

    /// What the columns of a table were taken for; nil for a document that is no table.
    public var columns: ColumnMapping? { summary?.columns }

    /// What was noticed about the document besides its entries.
    public var summary: DocumentSummary?

    /// The number of active codes in the book before the import.
    public var activeBefore = 0
    /// The number of notes on codes that are retired.
    public var notesOnRetired = 0

    /// What the list of aliases next to the document brings; nil without one.
    public var aliases: WordListOutcome?
    /// What the list of synonyms next to the document brings; nil without one.
    public var synonyms: WordListOutcome?

    /// The number of other names that the document itself gives codes, in its entries.
    public var ownAliases = 0

    /// The number of texts in further languages that the document and the lists next to it add or change.
    public var translations = 0

    /// Whether no code is added, changed, moved or retired.
    public var isEmpty: Bool { added == 0 && changed == 0 && moved == 0 && retired == 0 }

    /// Whether more than a fifth of the book would be retired: it may be the wrong document.
    public var retiresMuch: Bool { retired > 0 && retired * 5 > activeBefore }

    /// The number of active codes that get another name.
    public var renamed = 0

    /// Whether more than half of the book's names would be others: it may be the document of another one.
    public var renamesMost: Bool { renamed > 2 && renamed * 2 > activeBefore }

    /// The plans for the other books of a document that has several.
    public var others: [ImportPlan] = []

    mutating func count(_ moves: [AnchorMove]) {
        orphanedAnchors = moves.orphaned.count
        movedAnchors = moves.count - orphanedAnchors
    }

    /// A plan that does nothing yet.
    package init(book: String) {
        self.book = book
    }
}

/// What a word list brings.
public struct WordListOutcome: Hashable, Sendable {
    /// Where the list is.
    public var path: String
    /// The number of aliases or synonyms that are new.
    public var added = 0
    /// Aliases of codes that the file does not have.
    public var unknown: [CodeReference] = []

    /// A list that brings nothing yet.
    package init(path: String) {
        self.path = path
    }
}
