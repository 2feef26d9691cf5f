import Codebook
import GRDB

/// Brings documents into a knowledge base.
public struct Importer: Sendable {
    let store: Store

    /// Makes an importer that writes to `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// What an import did.
    public struct Outcome: Sendable {
        /// The plan that was applied.
        public var plan: ImportPlan
        /// Annotations whose quote is no longer in the text.
        public var orphaned: [CodeReference] = []
    }

    /// Compares a document with a book, and changes nothing.
    public func plan(_ document: Document, book: String) throws -> ImportPlan {
        try store.read { try ImportPlan($0, entries: document.entries, book: book) }
    }

    /// Brings a book to the state of a document, in one transaction.
    ///
    /// Codes that the document no longer has are retired, never deleted. A document that the book already agrees
    /// with changes nothing, not even a timestamp.
    ///
    /// - Parameters:
    ///   - document: The newest edition.
    ///   - book: The slug of the book, which is made if it is new.
    ///   - source: The name of the document, and its SHA-256 in hexadecimal.
    ///   - check: Called with the plan inside the transaction; what it throws stops the import.
    /// - Returns: The plan that was applied, and what became of the annotations.
    /// - Throws: ``StoreError``, or what `check` throws; then nothing was written.
    public func apply(
        _ document: Document, book: String, source: (name: String, sha256: String),
        check: (ImportPlan) throws -> Void = { _ in }
    ) throws -> Outcome {
        try store.write { db in
            let plan = try ImportPlan(db, entries: document.entries, book: book)
            try check(plan)
            var outcome = Outcome(plan: plan)
            guard !plan.isEmpty else { return outcome }
            try db.execute(
                sql:
                    "INSERT INTO books (slug) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM books WHERE slug = ?)",
                arguments: [book, book])
            outcome.orphaned = try Self.write(plan, to: db)
            // Notes that came from elsewhere before their codes did.
            if !plan.added.isEmpty { try Notes.adoptParked(db) }
            try db.execute(
                sql: """
                    INSERT INTO imports (book, source, sha256, entries, added, changed, retired)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    book, source.name, source.sha256, document.entries.count, plan.added.count,
                    plan.changed.count,
                    plan.retired.count,
                ])
            return outcome
        }
    }

    private static func write(_ plan: ImportPlan, to db: Database) throws -> [CodeReference] {
        var index = try IndexWriter.begin(db)
        var orphaned: [CodeReference] = []
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO codes (book, code, name, qualifier, description, position) VALUES (?, ?, ?, ?, ?, ?)
                """)
        for (entry, position) in plan.added {
            try insert.execute(arguments: [
                plan.book, entry.code, entry.name, entry.qualifier, entry.description, position,
            ])
            try index.add(
                Code(
                    id: db.lastInsertedRowID, reference: CodeReference(book: plan.book, code: entry.code),
                    name: entry.name, qualifier: entry.qualifier, description: entry.description,
                    position: position,
                    state: .active, aliases: []))
        }
        for change in plan.changed {
            try index.remove(change.before)
            try db.execute(
                sql: """
                    UPDATE codes SET name = ?, qualifier = ?, description = ?, position = ?, state = 'active'
                    WHERE id = ?
                    """,
                arguments: [
                    change.after.name, change.after.qualifier, change.after.description, change.position,
                    change.before.id,
                ])
            var after = change.before
            (after.name, after.qualifier) = (change.after.name, change.after.qualifier)
            after.description = change.after.description
            try index.add(after)
            orphaned += try Anchors.follow(db, from: change.before, to: after)
        }
        for (id, position) in plan.moved {
            try db.execute(sql: "UPDATE codes SET position = ? WHERE id = ?", arguments: [position, id])
        }
        for code in plan.retired {
            try db.execute(sql: "UPDATE codes SET state = 'retired' WHERE id = ?", arguments: [code.id])
        }
        try index.end()
        return orphaned
    }
}
