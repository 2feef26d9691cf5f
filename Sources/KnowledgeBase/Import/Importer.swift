import Codebook
import GRDB

/// Brings documents into a knowledge base.
public struct Importer: Sendable {
    let store: Store

    /// Makes an importer that writes to `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// Tells whether nothing was ever brought in.
    public func isEmpty() throws -> Bool {
        try store.read { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM books)") ?? false }
    }

    /// What an import did.
    public struct Outcome: Sendable {
        /// What was done, in numbers.
        public var plan: ImportPlan
        /// What was noticed in the document.
        public var summary: DocumentSummary
        /// Annotations whose quote is no longer in the text.
        public var orphaned: [CodeReference] = []
    }

    /// Compares a document with a book, and changes nothing.
    ///
    /// - Parameters:
    ///   - source: The newest edition.
    ///   - book: The slug of the book.
    ///   - step: Called for each thing that the import would do, in the order of the document.
    /// - Returns: The same in numbers.
    /// - Throws: ``StoreError``; `DocumentError` for a document with errors.
    public func plan(
        _ source: ImportSource, book: String, step: (ImportPlan.Step) throws -> Void = { _ in }
    ) throws -> ImportPlan {
        try store.read { db in
            let comparison = try ImportComparison(db, book: book)
            defer { comparison.end() }
            var plan = try Self.emptyPlan(db, book: book)
            var position = 0
            _ = try source.entries { entry in
                position += 1
                switch try comparison.find(entry, position: position) {
                case .new:
                    plan.added += 1
                    try step(.added(entry))
                case .same: plan.unchanged += 1
                case .moved: plan.moved += 1
                case .different(let code):
                    plan.changed += 1
                    try step(.changed(before: code, after: entry))
                }
            }
            try comparison.forEachLeft { code in
                plan.retired += 1
                plan.notesOnRetired += try Self.noteCount(db, on: code)
                try step(.retired(code))
            }
            return plan
        }
    }

    /// Brings a book to the state of a document, in one transaction.
    ///
    /// Codes that the document no longer has are retired, never deleted. A document that the book already agrees
    /// with changes nothing, not even a timestamp. Memory: a few hundred bytes for each of 65,536 entries, and what
    /// the document's codes take.
    ///
    /// - Parameters:
    ///   - source: The newest edition.
    ///   - book: The slug of the book, which is made if it is new.
    ///   - hasPortableIndex: Whether the file is to have the index for other tools, `codes_fts`; nil leaves it as it
    ///     is.
    ///   - check: Called with the numbers inside the transaction; what it throws stops the import.
    /// - Returns: What was done, and what became of the annotations.
    /// - Throws: ``StoreError``, `DocumentError`, or what `check` throws; then nothing was written.
    public func apply(
        _ source: ImportSource, book: String, hasPortableIndex: Bool? = nil,
        check: (ImportPlan) throws -> Void = { _ in }
    ) throws -> Outcome {
        try store.write { db in
            if hasPortableIndex == false { try PortableIndex.drop(db) }
            var writer = try ImportWriter(db, book: book)
            let comparison = try ImportComparison(db, book: book)
            defer { comparison.end() }
            var plan = try Self.emptyPlan(db, book: book)
            var orphaned: [CodeReference] = []
            var position = 0
            let summary = try source.entries { entry in
                position += 1
                switch try comparison.find(entry, position: position) {
                case .new:
                    plan.added += 1
                    try writer.add(entry, position: position)
                case .same: plan.unchanged += 1
                case .moved(let id):
                    plan.moved += 1
                    try writer.move(id, to: position)
                case .different(let code):
                    plan.changed += 1
                    orphaned += try writer.change(code, to: entry, position: position)
                }
            }
            try comparison.forEachLeft { code in
                plan.retired += 1
                plan.notesOnRetired += try Self.noteCount(db, on: code)
                try writer.retire(code)
            }
            try check(plan)
            try writer.end()
            if hasPortableIndex == true, try !PortableIndex.exists(db) { try PortableIndex.create(db) }
            if !plan.isEmpty {
                // Notes that came from elsewhere before their codes did.
                if plan.added > 0 { try Notes.adoptParked(db) }
                try db.execute(
                    sql: """
                        INSERT INTO imports (book, source, sha256, entries, added, changed, retired)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        book, source.name, source.sha256(), position, plan.added, plan.changed, plan.retired,
                    ])
            }
            return Outcome(plan: plan, summary: summary, orphaned: orphaned)
        }
    }

    private static func emptyPlan(_ db: Database, book: String) throws -> ImportPlan {
        var plan = ImportPlan(book: book)
        plan.activeBefore =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM codes WHERE book = ? AND state = 'active'", arguments: [book])
            ?? 0
        return plan
    }

    private static func noteCount(_ db: Database, on code: Code) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM notes WHERE book = ? AND code = ?",
            arguments: [code.reference.book, code.reference.code]) ?? 0
    }
}
