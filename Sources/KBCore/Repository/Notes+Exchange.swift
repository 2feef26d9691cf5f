import GRDB

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
        var revisions = try RevisionImport(db)
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            do {
                try revisions.add(line)
            } catch let reason as NoteLineFault.Reason {
                revisions.outcome.faultCount += 1
                if revisions.outcome.faults.count < 100 {
                    revisions.outcome.faults.append(NoteLineFault(line: index + 1, reason: reason))
                } else if isStrict {
                    break
                }
            }
        }
        guard revisions.outcome.faults.isEmpty || !isStrict else {
            throw NoteError.badLines(revisions.outcome.faults)
        }
        return try revisions.finish()
    }
}
