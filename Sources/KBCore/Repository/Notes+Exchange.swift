import GRDB
import KBIndex

extension Notes {
    /// Gives all revisions of all notes to `write`, then those of aliases and synonyms: one JSON object a line, without
    /// the line feed.
    ///
    /// They are sorted by time and name, so that the same revisions always make the same file.
    ///
    /// - Returns: The number of revisions.
    @discardableResult
    package func exportRevisions(to write: (String) throws -> Void) throws -> Int {
        try store.read { db in
            let revisions = try NoteRevision.fetchCursor(
                db, sql: "SELECT \(NoteRevision.columns) FROM note_revisions ORDER BY created_at, revision")
            var count = 0
            while let revision = try revisions.next() {
                try write(revision.json.text)
                count += 1
            }
            try WordHistory.forEach(db) { revision in
                try write(revision.json.text)
                count += 1
            }
            return count
        }
    }

    /// Brings in the revisions of another file: afterwards the file has the union of both.
    ///
    /// Doing it again, or with the lines in another order, changes nothing. All is done in one transaction.
    ///
    /// - Parameters:
    ///   - lines: One JSON object each, as ``exportRevisions(to:)`` writes them; blank lines are skipped.
    ///   - isStrict: Whether a single line that is wrong keeps everything out.
    ///   - isTrial: Whether nothing is written.
    /// - Returns: What it did, or would have done.
    /// - Throws: ``NoteError/badLines(_:)`` with up to 100 faults where it is strict; then nothing was written.
    package func importRevisions(
        _ lines: some Sequence<some StringProtocol>, isStrict: Bool = true, isTrial: Bool = false
    ) throws -> NoteImportOutcome {
        var outcome = NoteImportOutcome()
        do {
            try store.write { db in
                outcome = try Self.importing(lines, isStrict: isStrict, db)
                if isTrial { throw Rollback() }
            }
        } catch is Rollback {}
        return outcome
    }

    private static func importing(
        _ lines: some Sequence<some StringProtocol>, isStrict: Bool, _ db: Database
    ) throws -> NoteImportOutcome {
        var outcome = NoteImportOutcome()
        var notes: Set<String> = []
        var touched: Set<String> = []
        var words: Set<WordRevision.Key> = []
        var faults: [NoteLineFault] = []
        // The heads follow at the end: half a history would have others.
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('exchange')")
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            do {
                if let word = try NoteLine.word(line) {
                    if try WordHistory.insertIfNew(db, word) {
                        outcome.added += 1
                    } else {
                        outcome.known += 1
                    }
                    words.insert(word.key)
                    continue
                }
                let revision = try NoteLine.revision(line)
                if try Self.insertIfNew(db, revision) {
                    outcome.added += 1
                    touched.insert(revision.note)
                } else {
                    outcome.known += 1
                }
                notes.insert(revision.note)
            } catch let reason as NoteLineFault.Reason {
                outcome.faultCount += 1
                if faults.count < 100 {
                    faults.append(NoteLineFault(line: index + 1, reason: reason))
                } else if isStrict {
                    break
                }
            }
        }
        guard faults.isEmpty || !isStrict else { throw NoteError.badLines(faults) }
        outcome.faults = faults
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'exchange'")
        let follow = try db.cachedStatement(sql: "INSERT INTO note_heads (note) VALUES (?)")
        for note in touched.sorted() { try follow.execute(arguments: [note]) }
        for note in notes.sorted() { outcome.parked += try Self.parked(db, of: note) }
        try Self.settle(db, notes, in: &outcome)
        try WordHistory.settle(db, words)
        outcome.keptWords = try WordHistory.kept(db, of: words)
        try IndexMaintenance.follow(db, isShort: false)
        return outcome
    }

    /// Inserts a revision, unless the file has it.
    ///
    /// - Throws: ``NoteLineFault/Reason/differs(revision:)`` when the file has another one with its UUID;
    ///   ``NoteLineFault/Reason/cycle(revision:)`` when it would come before itself.
    private static func insertIfNew(_ db: Database, _ revision: NoteRevision) throws -> Bool {
        let known = try NoteRevision.fetchAll(
            db.cachedStatement(
                sql: "SELECT \(NoteRevision.columns) FROM note_revisions WHERE revision = ?"),
            arguments: [revision.revision]
        ).first
        guard let known else {
            if try isBeforeItself(db, revision) {
                throw NoteLineFault.Reason.cycle(revision: revision.revision)
            }
            try insert(db, revision)
            return true
        }
        // Not ==, for which texts are the same that differ in normalisation only.
        guard known.json.text.utf8.elementsEqual(revision.json.text.utf8) else {
            throw NoteLineFault.Reason.differs(revision: revision.revision)
        }
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
