import GRDB
import KBFile
import KBIndex

/// Takes the last import back: what it added goes, what it changed or retired is as before.
///
/// Notes stay.
///
/// That is written down with the import, and what is taken back next is the import before.
package struct ImportUndo: Sendable {
    /// What taking an import back does.
    package struct Outcome: Hashable, Sendable {
        /// The import.
        package var record: ImportRecord
        /// The number of codes that go, because the import had added them.
        package var removed = 0
        /// The number of codes that have their earlier text or state again.
        package var restored = 0
        /// The number of other names that go.
        package var aliases = 0
        /// The number of synonyms that go.
        package var synonyms = 0
        /// The number of notes that wait now for their code to return.
        package var waiting = 0
        /// Codes that were changed otherwise since, which is lost.
        package var edited: [CodeReference] = []
        /// Annotations whose quote is not in the earlier text.
        package var orphaned: [CodeReference] = []
    }

    private let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Says what taking the last import back would do, and changes nothing.
    ///
    /// - Parameter book: Only imports of this book; nil for the last of all.
    /// - Returns: What it would do.
    /// - Throws: ``ImportUndoError``, ``BookError``, ``StoreError``.
    package func plan(book: String? = nil) throws -> Outcome {
        try store.read { try Self.find($0, book).outcome }
    }

    /// Takes the last import back, in one transaction.
    ///
    /// - Parameters:
    ///   - book: Only imports of this book; nil for the last of all.
    ///   - losesEdits: Whether later changes by hand may be lost.
    /// - Returns: What was done.
    /// - Throws: ``ImportUndoError``, ``BookError``, ``StoreError``; then nothing was changed.
    package func apply(book: String? = nil, losingEdits losesEdits: Bool = false) throws -> Outcome {
        try store.write { db in
            try IndexMaintenance.checkWriters(db)
            var (id, outcome) = try Self.find(db, book)
            guard losesEdits || outcome.edited.isEmpty else { throw ImportUndoError.losesEdits(outcome) }
            let record = try ImportRecorder(db, undoing: id)
            if let slug = outcome.record.book {
                if let rename = outcome.record.step?.rename {
                    try db.execute(
                        sql: "UPDATE codes SET code = ? WHERE book = ? AND code = ?",
                        arguments: [rename.from, slug, rename.to])
                }
                // Before codes return that the document no longer had: those have kept their places.
                try Self.restorePlaces(db, id, slug)
                outcome.orphaned = try Self.restoreTexts(db, id, slug)
                try Self.removeAdded(db, id, slug)
            }
            try db.execute(sql: "DELETE FROM code_texts WHERE import = ?", arguments: [id])
            try Self.removeWords(db, id, isStep: outcome.record.step != nil)
            try record.markRevisions()
            try db.execute(
                sql:
                    "UPDATE imports SET undone_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?1 OR job = ?1",
                arguments: [id])
            if let slug = outcome.record.book { try Self.removeEmpty(db, slug) }
            try IndexMaintenance.update(db)
            return outcome
        }
    }

    /// Takes the aliases and synonyms out that an import brought.
    ///
    /// Nobody has said that they are none, but whoever takes back what a person did to a code.
    private static func removeWords(_ db: Database, _ id: Int64, isStep: Bool) throws {
        let words = try Row.fetchAll(
            db, sql: "SELECT book, name, word FROM words WHERE import = ?", arguments: [id]
        ).map { WordRevision.Key(book: $0.text(0), name: $0.text(1), word: $0.text(2)) }
        if isStep {
            for word in words { try WordHistory.say(db, of: word, isGiven: false, author: "") }
        }
        let references = Set(words.map { CodeReference(book: $0.book, code: $0.name) })
        try WordHistory.withoutRevisions(db, onAliasesOf: references) {
            for table in ["aliases", "synonyms"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE import = ?", arguments: [id])
            }
        }
        // What people have given, too.
        try WordHistory.adopt(db)
    }

    /// The last import, and what taking it back would do.
    private static func find(_ db: Database, _ book: String?) throws -> (id: Int64, outcome: Outcome) {
        if let book { try Books.check(db, book) }
        let last = try Row.fetchOne(
            db,
            sql: """
                SELECT coalesce(job, id) FROM imports
                WHERE undone_at IS NULL AND (?1 IS NULL OR book = ?1) ORDER BY id DESC LIMIT 1
                """, arguments: [book])
        guard let last else { throw ImportUndoError.nothing(book: book) }
        let id = last.integer(0)
        // Lists that came without a new document have no row of this number.
        let row = try ImportRecord.fetchOne(
            db,
            sql: """
                SELECT \(ImportRecord.columns) FROM imports WHERE id = ?1 OR job = ?1
                ORDER BY id <> ?1, book IS NULL, id LIMIT 1
                """, arguments: [id])
        guard let record = row else { throw ImportUndoError.nothing(book: book) }
        guard record.isComplete else { throw ImportUndoError.tooOld(record) }
        func count(_ rows: String) throws -> Int {
            try db.count(rows, [id])
        }
        var outcome = Outcome(record: record)
        outcome.aliases = try count("aliases WHERE import = ?")
        outcome.synonyms = try count("synonyms WHERE import = ?")
        guard let slug = record.book else { return (id, outcome) }
        let added = "codes c WHERE c.import = ?1 AND c.book = ?2"
        outcome.removed = try db.count(added, [id, slug])
        outcome.restored = try count(
            "(SELECT DISTINCT book, code FROM code_revisions WHERE import = ?)")
        outcome.waiting =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(DISTINCT n.note) FROM notes n JOIN codes c ON c.book = n.book AND c.code = n.code
                    WHERE c.import = ?1 AND c.book = ?2
                    """, arguments: [id, slug]) ?? 0
        outcome.edited = try Row.fetchAll(
            db,
            sql: """
                WITH touched (book, code) AS (
                  SELECT c.book, c.code FROM \(added)
                  UNION SELECT book, code FROM code_revisions WHERE import = ?1)
                SELECT DISTINCT book, code FROM code_revisions
                WHERE import IS NULL AND replaced_at >= ?3 AND (book, code) IN (SELECT book, code FROM touched)
                UNION
                SELECT a.book, a.code FROM aliases a JOIN codes c ON c.book = a.book AND c.code = a.code
                WHERE a.import IS NOT ?1 AND c.import = ?1 AND c.book = ?2
                ORDER BY 1, 2
                """, arguments: [id, slug, record.importedAt]
        ).map { CodeReference(book: $0.text(0), code: $0.text(1)) }
        return (id, outcome)
    }

    /// Puts the texts and states back that the import replaced; returns a code for each annotation that lost its quote.
    private static func restoreTexts(_ db: Database, _ id: Int64, _ book: String) throws -> [CodeReference] {
        let earlier = try Row.fetchAll(
            db,
            sql: """
                SELECT code, name, qualifier, description, state, fields FROM code_revisions r
                WHERE import = ?1 AND book = ?2 AND r.id = (
                  SELECT min(id) FROM code_revisions o WHERE o.import = ?1 AND o.book = r.book AND o.code = r.code)
                """, arguments: [id, book])
        var orphaned: [CodeReference] = []
        for row in earlier {
            let reference = CodeReference(book: book, code: row.text(0))
            guard let code = try Codes.find(db, reference) else { continue }
            try db.execute(
                sql: """
                    UPDATE codes SET name = ?, qualifier = ?, description = ?, state = ?, fields = ? WHERE id = ?
                    """,
                arguments: [
                    row.text(1), row.optionalText(2), row.text(3), row.text(4), row.optionalText(5), code.id,
                ])
            guard let restored = try Codes.find(db, id: code.id) else { continue }
            orphaned += try Anchors.follow(db, from: code, to: restored).orphaned
            try CodeLinks.renew(db, restored)
        }
        return orphaned
    }

    /// Gives codes the places in the document that they had.
    private static func restorePlaces(_ db: Database, _ id: Int64, _ book: String) throws {
        try db.execute(
            sql: """
                WITH runs (place, shift, next) AS (
                  SELECT
                    json_extract(value, '$[0]'), json_extract(value, '$[1]'),
                    coalesce(lead(json_extract(value, '$[0]')) OVER (ORDER BY json_extract(value, '$[0]')), 1 << 62)
                  FROM imports, json_each(imports.moves) WHERE imports.id = ?1)
                UPDATE codes SET position = position - shift FROM runs
                WHERE book = ?2 AND import IS NOT ?1 AND state = 'active' AND position >= place AND position < next
                """, arguments: [id, book])
    }

    /// Takes the codes away that the import added.
    private static func removeAdded(_ db: Database, _ id: Int64, _ book: String) throws {
        try db.execute(
            sql: """
                INSERT INTO departures (book, code)
                SELECT DISTINCT c.book, c.code FROM codes c JOIN notes n ON n.book = c.book AND n.code = c.code
                WHERE c.import = ?1 AND c.book = ?2
                """, arguments: [id, book])
        try db.execute(sql: "DELETE FROM codes WHERE import = ? AND book = ?", arguments: [id, book])
    }

    /// A book without codes is no book; what was imported stays on record.
    private static func removeEmpty(_ db: Database, _ book: String) throws {
        let isEmpty = try Bool.fetchOne(
            db, sql: "SELECT NOT EXISTS (SELECT 1 FROM codes WHERE book = ?)", arguments: [book])
        guard isEmpty == true else { return }
        try db.execute(
            sql: "CREATE TEMP TABLE kept_imports AS SELECT * FROM imports WHERE book = ?", arguments: [book])
        try db.execute(sql: "DELETE FROM books WHERE slug = ?", arguments: [book])
        try db.execute(
            sql: "INSERT INTO imports SELECT * FROM kept_imports; DROP TABLE temp.kept_imports")
    }
}
