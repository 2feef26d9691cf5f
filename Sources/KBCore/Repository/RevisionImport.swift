import GRDB
import KBIndex

/// Revisions of other files on their way into this one, in the transaction of its caller.
///
/// Rows follow at the end: half a history would have other heads.
struct RevisionImport {
    /// What a line said.
    enum Line {
        case note(NoteRevision)
        case word(WordRevision)
    }

    /// What has been done so far.
    var outcome = NoteImportOutcome()

    private let db: Database
    private var notes: Set<String> = []
    private var touched: Set<String> = []
    /// Notes of which the file has one revision alone, that of this import: their heads need no merging.
    private var single: [String: String] = [:]
    private var words: Set<WordRevision.Key> = []

    /// Begins; rows do not follow before ``finish()``.
    init(_ db: Database) throws {
        self.db = db
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('exchange')")
    }

    /// Inserts the revision of a line, unless the file has it.
    ///
    /// - Returns: The revision.
    /// - Throws: ``NoteLineFault/Reason`` where the line is wrong; then nothing of it was inserted.
    @discardableResult
    mutating func add(_ line: some StringProtocol) throws -> Line {
        if let word = try NoteLine.word(line) {
            count(try WordHistory.insertIfNew(db, word))
            words.insert(word.key)
            return .word(word)
        }
        let revision = try NoteLine.revision(line)
        let isNew = try Self.insertIfNew(db, revision)
        count(isNew)
        if isNew {
            if touched.insert(revision.note).inserted, try isFirst(revision) {
                single[revision.note] = revision.revision
            } else {
                single[revision.note] = nil
            }
            outcome.codes[revision.reference, default: []].insert(revision.note)
        }
        notes.insert(revision.note)
        return .note(revision)
    }

    private mutating func count(_ isNew: Bool) {
        if isNew { outcome.added += 1 } else { outcome.known += 1 }
    }

    /// Lets the rows of notes, aliases and synonyms follow.
    mutating func finish() throws -> NoteImportOutcome {
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'exchange'")
        try addRows()
        let follow = try db.cachedStatement(sql: "INSERT INTO note_heads (note) VALUES (?)")
        for note in touched.sorted() where single[note] == nil { try follow.execute(arguments: [note]) }
        for note in notes.sorted() { outcome.parked += try Notes.parked(db, of: note) }
        try Notes.settle(db, notes, in: &outcome)
        try WordHistory.settle(db, words)
        outcome.keptWords = try WordHistory.kept(db, of: words)
        try IndexMaintenance.follow(db, isShort: false)
        return outcome
    }

    /// Whether a revision that was inserted is the note's only one, and no removal.
    private func isFirst(_ revision: NoteRevision) throws -> Bool {
        guard revision.parents.isEmpty, !revision.isDeleted else { return false }
        let others = try db.cachedStatement(
            sql: "SELECT 1 FROM note_revisions WHERE note = ? AND revision <> ? LIMIT 1")
        return try Int.fetchOne(others, arguments: [revision.note, revision.revision]) == nil
    }

    /// Adds the rows of notes that have one revision, where their code is there.
    private func addRows() throws {
        guard !single.isEmpty else { return }
        let columns = "note, revision, book, code, body, tags, author, \(TextQuote.columns)"
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('settle')")
        let add = try db.cachedStatement(
            sql: """
                INSERT INTO notes (\(columns), created_at, updated_at)
                SELECT \(columns), created_at, created_at FROM note_revisions AS v
                WHERE revision = ? AND EXISTS (SELECT 1 FROM codes AS c WHERE c.book = v.book AND c.code = v.code)
                """)
        let index = try db.cachedStatement(
            sql: "INSERT INTO notes_index SELECT NULL, id, body, exact FROM notes WHERE revision = ?")
        for (_, revision) in single.sorted(by: { $0.key < $1.key }) {
            try add.execute(arguments: [revision])
            try index.execute(arguments: [revision])
        }
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'settle'")
    }

    /// Inserts a revision, unless the file has it.
    ///
    /// - Throws: ``NoteLineFault/Reason/differs(revision:)`` when the file has another one with its UUID;
    ///   ``NoteLineFault/Reason/cycle(revision:)`` when it would come before itself.
    private static func insertIfNew(_ db: Database, _ revision: NoteRevision) throws -> Bool {
        let known = try NoteRevision.find(db, revision.revision)
        guard let known else {
            if try isBeforeItself(db, revision) {
                throw NoteLineFault.Reason.cycle(revision: revision.revision)
            }
            let isRedacted = try Redactions.has(db, revision.revision)
            try Notes.insert(db, isRedacted ? Redactions.redacted(revision) : revision)
            return true
        }
        // Not ==, for which texts are the same that differ in normalisation only.
        if known.json.text.utf8.elementsEqual(revision.json.text.utf8) { return false }
        let (left, right) = (Redactions.redacted(known).json.text, Redactions.redacted(revision).json.text)
        guard left.utf8.elementsEqual(right.utf8),
            try known.body == Redactions.text || revision.body == Redactions.text
                || Redactions.has(db, known.revision)
        else { throw NoteLineFault.Reason.differs(revision: revision.revision) }
        return false
    }

    /// Tells whether one of a revision's parents comes, over whatever others, after it.
    ///
    /// The file knows a child of a new revision only where they arrive in another order than they were made in.
    private static func isBeforeItself(_ db: Database, _ revision: NoteRevision) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM note_parents WHERE note = ?1 AND parent = ?2) AND ?2 IN (
                      WITH RECURSIVE earlier(revision) AS (
                        SELECT value FROM json_each(?3)
                        UNION
                        SELECT parent.value FROM earlier
                        JOIN note_revisions AS known ON known.revision = earlier.revision AND known.note = ?1,
                          json_each(known.parents) AS parent)
                      SELECT revision FROM earlier)
                    """), arguments: [revision.note, revision.revision, NoteTags.encoded(revision.parents)])
            ?? false
    }
}
