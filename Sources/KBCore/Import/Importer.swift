import GRDB
import KBDocuments
import KBFile

/// Imports documents and the word lists next to them.
package struct Importer: Sendable {
    let store: Store

    /// Makes an importer that writes to `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Tells whether nothing was ever imported.
    package func isEmpty() throws -> Bool {
        try store.read { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM books)") ?? false }
    }

    /// The book that documents of this name were last imported into; nil if there were none.
    package func lastBook(ofSource name: String) throws -> String? {
        try store.read { db in
            try String.fetchOne(
                db,
                sql:
                    "SELECT book FROM imports WHERE kind = 'codes' AND source = ? AND step IS NULL AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
                arguments: [name])
        }
    }

    /// How the last edition of a document was read into a book; nil where it was no table.
    package func lastColumns(ofSource name: String, book: String) throws -> ColumnMapping? {
        try store.read { db -> ColumnMapping? in
            let json = try String.fetchOne(
                db,
                sql: """
                    SELECT columns FROM imports
                    WHERE kind = 'codes' AND source = ? AND book = ? AND columns IS NOT NULL ORDER BY id DESC LIMIT 1
                    """,
                arguments: [name, book])
            guard let json else { return nil }
            var columns = ColumnMapping(json: json)
            columns.isLenient = true
            return columns
        }
    }

    /// Compares a document and its word lists with a book, and changes nothing.
    ///
    /// - Parameters:
    ///   - source: The newest edition.
    ///   - book: The slug of the book.
    ///   - lists: The word lists next to the document.
    ///   - step: Called for each thing that the import would do, in the order of the document.
    /// - Returns: The same in numbers.
    /// - Throws: ``StoreError``; `DocumentError` for a document with errors.
    package func plan(
        _ source: ImportSource, book: String, lists: WordLists = WordLists(),
        step: (ImportPlan.Step) throws -> Void = { _ in }
    ) throws -> ImportPlan {
        try store.read { db in
            let words = try WordListComparison(db, lists, book: book)
            var own = DocumentWords(source, book: book)
            var moved: [AnchorMove] = []
            var plan = try Self.compare(
                db, words.watching(source), book: book,
                {
                    try step($0)
                    guard case .changed(let before, let entry, _) = $0 else { return }
                    let moves = try Anchors.moves(
                        db, from: before, to: before.saying(entry), findsNearest: true)
                    for move in moves { try step(.anchor(move)) }
                    moved += moves
                }, { own.add($0, isAdded: $1, lists, pending: words.aliasesOfBook) }
            ).plan
            plan.count(moved)
            try words.end(&plan)
            try own.count(&plan, db, sha256: source.sha256)
            return plan
        }
    }

    /// Brings a book to the state of a document, and adds what its word lists have, in one transaction.
    ///
    /// Codes that the document no longer has are retired, never deleted. A document that the book already agrees
    /// with changes nothing, not even a timestamp. Memory: a few hundred bytes for each of 65,536 entries, and what
    /// the document's codes take.
    ///
    /// - Parameters:
    ///   - source: The newest edition.
    ///   - book: The slug of the book, which is made if it is new.
    ///   - lists: The word lists next to the document.
    ///   - hasPortableIndex: Whether the file is to have the index for other tools, `codes_fts`; nil leaves it as it
    ///     is.
    ///   - author: Who imports; empty where nobody said.
    ///   - check: Called with the numbers inside the transaction; what it throws stops the import.
    /// - Returns: What was done, and what became of the annotations.
    /// - Throws: ``StoreError``, `DocumentError`, or what `check` throws; then nothing was written.
    package func apply(
        _ source: ImportSource, book: String, lists: WordLists = WordLists(), hasPortableIndex: Bool? = nil,
        author: String = "", check: (ImportPlan) throws -> Void = { _ in }
    ) throws -> ImportOutcome {
        try apply(
            [(source, book, lists)], hasPortableIndex: hasPortableIndex, author: author, check: check)[0]
    }

    /// Brings several books to the state of a document, in one transaction.
    ///
    /// - Parameters:
    ///   - parts: The document's entries of each book, and what the word lists have for it.
    ///   - hasPortableIndex: Whether the file is to have `codes_fts`; nil leaves it as it is.
    ///   - author: Who imports; empty where nobody said.
    ///   - check: Called with the numbers of each book inside the transaction; what it throws stops the import.
    /// - Returns: What was done to each.
    /// - Throws: ``StoreError``, `DocumentError`, or what `check` throws; then nothing was written.
    package func apply(
        _ parts: [(source: ImportSource, book: String, lists: WordLists)], hasPortableIndex: Bool?,
        author: String, check: (ImportPlan) throws -> Void
    ) throws -> [ImportOutcome] {
        try store.write { db in
            try ImportWriter.withRoomForSegments(db) {
                try parts.map { part in
                    try Self.apply(
                        db, part.source, book: part.book, lists: part.lists,
                        hasPortableIndex: hasPortableIndex, author: author, check: check)
                }
            }
        }
    }

    private static func apply(
        _ db: Database, _ source: ImportSource, book: String, lists: WordLists, hasPortableIndex: Bool?,
        author: String, check: (ImportPlan) throws -> Void
    ) throws -> ImportOutcome {
        if hasPortableIndex == false { try PortableIndex.drop(db) }
        let record = try ImportRecorder(db, author: author)
        let words = try WordListWriter(db, lists, book: book, record)
        var writer = try ImportWriter(db, book: book, id: record.id, aliases: words.aliasesOfNewCodes)
        var own = DocumentWords(source, book: book)
        var moved: [AnchorMove] = []
        var (plan, summary, moves) = try Self.compare(
            db, source, book: book,
            { step in
                switch step {
                case .added(let entry, let position): try writer.add(entry, position: position)
                case .moved(let id, let position): try writer.move(id, to: position)
                case .changed(let code, let entry, let position):
                    moved += try writer.change(code, to: entry, position: position)
                case .retired(let code): try writer.retire(code)
                case .anchor: break
                }
            }, { own.add($0, isAdded: $1, lists, pending: words.aliasesOfNewCodes) })
        plan.count(moved)
        try check(plan)
        try words.end(&writer, &plan)
        try own.write(db, &writer, words, &plan, sha256: source.sha256)
        try writer.end()
        if hasPortableIndex == true, try !PortableIndex.exists(db) { try PortableIndex.create(db) }
        // Notes that came from elsewhere before their codes did.
        if plan.added > 0 { try Notes.adoptParked(db) }
        try WordHistory.adopt(db)
        if plan.added + plan.changed > 0 { try CodeLinks.follow(db, plan, record) }
        try record.end(plan, source, entries: summary.entryCount, moves)
        return ImportOutcome(plan: plan, summary: summary, orphaned: moved.orphaned)
    }

    /// Goes through a document and a book, hands over each difference, and counts them; hands over as well each entry that
    /// brings other names or texts in further languages, and whether its code is new.
    private static func compare(
        _ db: Database, _ source: ImportSource, book: String, _ handle: (ImportPlan.Step) throws -> Void,
        _ handleWords: (Entry, _ isAdded: Bool) -> Void
    ) throws -> (plan: ImportPlan, summary: DocumentSummary, moves: ImportMoves) {
        let comparison = try ImportComparison(db, book: book)
        defer { comparison.end() }
        var plan = ImportPlan(book: book)
        plan.activeBefore =
            try db.count("codes WHERE book = ? AND state = 'active'", [book])
        var position = 0
        let summary = try source.entries { entry in
            position += 1
            let step = try comparison.step(entry, position: position)
            if !entry.aliases.isEmpty || !entry.translations.isEmpty {
                if case .added = step { handleWords(entry, true) } else { handleWords(entry, false) }
            }
            guard let step else {
                plan.unchanged += 1
                return
            }
            switch step {
            case .added: plan.added += 1
            case .changed(let before, let entry, _):
                plan.changed += 1
                if before.state == .active, before.name != entry.name { plan.renamed += 1 }
            case .moved: plan.moved += 1
            case .anchor: break
            case .retired: plan.retired += 1
            }
            try handle(step)
        }
        plan.summary = summary
        try comparison.forEachLeft { code in
            plan.retired += 1
            plan.notesOnRetired += try noteCount(db, on: code)
            try handle(.retired(code))
        }
        // Where others came, went or moved, the rest are only shifted.
        let moved = min(plan.moved, comparison.moves.outOfOrder)
        if moved + plan.added + plan.changed + plan.retired > 0 {
            plan.unchanged += plan.moved - moved
            plan.moved = moved
        }
        return (plan, summary, comparison.moves)
    }

    private static func noteCount(_ db: Database, on code: Code) throws -> Int {
        try db.count("notes WHERE book = ? AND code = ?", [code.reference.book, code.reference.code])
    }
}
