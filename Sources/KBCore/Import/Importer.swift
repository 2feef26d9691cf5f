import GRDB
import KBDocuments

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
            try Self.compare(db, source, book: book) { difference in
                switch difference {
                case .added(let entry, _): try step(.added(entry))
                case .moved: break
                case .changed(let code, let entry, _): try step(.changed(before: code, after: entry))
                case .retired(let code): try step(.retired(code))
                }
            }.plan
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
            var orphaned: [CodeReference] = []
            let (plan, summary) = try Self.compare(db, source, book: book) { difference in
                switch difference {
                case .added(let entry, let position): try writer.add(entry, position: position)
                case .moved(let id, let position): try writer.move(id, to: position)
                case .changed(let code, let entry, let position):
                    orphaned += try writer.change(code, to: entry, position: position)
                case .retired(let code): try writer.retire(code)
                }
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
                        book, source.name, source.sha256(), summary.entryCount, plan.added, plan.changed,
                        plan.retired,
                    ])
            }
            return Outcome(plan: plan, summary: summary, orphaned: orphaned)
        }
    }

    /// Something in which a document and a book differ, with the place in the document.
    private enum Difference {
        case added(Entry, Int)
        case moved(Int64, Int)
        case changed(Code, Entry, Int)
        case retired(Code)
    }

    /// Goes through a document and a book, hands over each difference, and counts them.
    private static func compare(
        _ db: Database, _ source: ImportSource, book: String, _ handle: (Difference) throws -> Void
    ) throws -> (plan: ImportPlan, summary: DocumentSummary) {
        let comparison = try ImportComparison(db, book: book)
        defer { comparison.end() }
        var plan = ImportPlan(book: book)
        plan.activeBefore =
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM codes WHERE book = ? AND state = 'active'", arguments: [book])
            ?? 0
        var position = 0
        let summary = try source.entries { entry in
            position += 1
            switch try comparison.find(entry, position: position) {
            case .new:
                plan.added += 1
                try handle(.added(entry, position))
            case .same: plan.unchanged += 1
            case .moved(let id):
                plan.moved += 1
                try handle(.moved(id, position))
            case .different(let code):
                plan.changed += 1
                try handle(.changed(code, entry, position))
            }
        }
        try comparison.forEachLeft { code in
            plan.retired += 1
            plan.notesOnRetired += try noteCount(db, on: code)
            try handle(.retired(code))
        }
        return (plan, summary)
    }

    private static func noteCount(_ db: Database, on code: Code) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM notes WHERE book = ? AND code = ?",
            arguments: [code.reference.book, code.reference.code]) ?? 0
    }
}
