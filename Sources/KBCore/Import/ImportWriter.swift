import Dispatch
import GRDB
import KBDocuments
import KBFile
import KBIndex
import KBText

/// Writes what an import does.
///
/// New codes go in without the triggers, and are indexed a segment at a time, on another core. All else is left to
/// the triggers.
struct ImportWriter {
    private let db: Database
    private let book: String
    private let importID: Int64
    private let insert: Statement
    private let move: Statement
    private var index: SegmentWriter
    private var batch = IndexBatch()
    private var building: BackgroundSegments?
    /// Whether the triggers leave the indexes alone.
    private var isBulk = false
    private var hasBook = false
    /// The lowest `codes.id` that was added; all from it to ``lastID`` were.
    private var firstAdded: Int64?
    private var lastID: Int64
    private let insertAlias: Statement
    /// Codes that received further aliases, by ``Code/id``.
    private var renamed: [Int64: Code] = [:]
    /// Aliases for codes that have not been added.
    private(set) var pendingAliases: [ExactText: [AliasEntry]]
    /// Whether anything has been written that the indexes follow.
    private var hasWritten = false
    /// The number of aliases of codes that were added.
    private(set) var aliasesOfAdded = 0
    /// The number of aliases that added entries contain.
    private(set) var ownAliases = 0

    /// Makes a writer.
    ///
    /// - Parameters:
    ///   - db: The transaction.
    ///   - book: The book that codes are added to.
    ///   - id: `imports.id` of this import.
    ///   - aliases: What codes are to have as soon as they are added, so that each is indexed once.
    /// - Throws: `DatabaseError`.
    init(_ db: Database, book: String, id: Int64, aliases: [ExactText: [AliasEntry]] = [:]) throws {
        self.db = db
        self.book = book
        importID = id
        pendingAliases = aliases
        try IndexMaintenance.checkWriters(db)
        lastID = try Self.lastID(db)
        insert = try db.makeStatement(
            sql: """
                INSERT INTO codes (
                  book, code, name, qualifier, description, position, updated_at, id, aliases, import, fields)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        // The same for all: making it for each takes as long as the row itself.
        insert.bindDirect(try String.fetchOne(db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%fZ')"), at: 7)
        insert.bindDirect(id, at: 10)
        move = try db.makeStatement(sql: "UPDATE codes SET position = ? WHERE id = ?")
        insertAlias = try db.makeStatement(
            sql: """
                INSERT INTO aliases (book, code, alias, language, source, import) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (book, code, alias) DO NOTHING
                """)
        index = try SegmentWriter(db, kind: CodeSource().kind)
    }

    /// Identifiers from this one on are never given to new codes: another tool may have taken the highest one there is.
    static let firstForeignID: Int64 = 1 << 62

    /// The highest identifier that new codes come after.
    static func lastID(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM codes WHERE id < ?", arguments: [firstForeignID])
            ?? 0
    }

    /// Runs an import with less memory for changes that wait for the commit, because segments are in memory, too.
    static func withRoomForSegments<T>(_ db: Database, _ body: () throws -> T) throws -> T {
        try db.execute(sql: "PRAGMA cache_spill = -64000")
        defer { try? db.execute(sql: "PRAGMA cache_spill = -128000") }
        return try body()
    }

    /// Adds a code.
    mutating func add(_ entry: Entry, position: Int) throws {
        if !hasBook {
            try db.execute(
                sql:
                    "INSERT INTO books (slug) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM books WHERE slug = ?)",
                arguments: [book, book])
            hasBook = true
        }
        try setBulk(true)
        insert.bindDirect(book, at: 1)
        insert.bindDirect(entry.code, at: 2)
        insert.bindDirect(entry.name, at: 3)
        insert.bindDirect(entry.qualifier, at: 4)
        insert.bindDirect(entry.description, at: 5)
        insert.bindDirect(Int64(position), at: 6)
        // SQLite picks ids at random once the highest id is taken.
        let (id, isOver) = lastID.addingReportingOverflow(1)
        guard !isOver, id < Self.firstForeignID else {
            throw StoreFault.noIDLeft
        }
        insert.bindDirect(id, at: 8)
        let listed = pendingAliases.isEmpty ? nil : pendingAliases.removeValue(forKey: ExactText(entry.code))
        let aliases = (listed ?? []) + own(entry, besides: listed ?? [])
        let names = aliases.map(\.alias)
        insert.bindDirect(names.joined(separator: "\n"), at: 9)
        insert.bindDirect(EntryField.json(of: entry.fields), at: 11)
        try insert.runDirect()
        for (place, alias) in aliases.enumerated() {
            let count = try add(alias)
            if place < listed?.count ?? 0 { aliasesOfAdded += count } else { ownAliases += count }
        }
        lastID = id
        firstAdded = firstAdded ?? id
        batch.append(
            IndexDocument(
                id: id, book: book, isRetired: false,
                titles: [entry.name] + (entry.qualifier.map { [$0] } ?? []) + names,
                description: entry.fields.isEmpty
                    ? entry.description : Code.text(entry.description, entry.fields)))
        if batch.isFull {
            try writeBuilt()
            building = BackgroundSegments(batch.take())
        }
    }

    /// The names that an entry has and the list lacks.
    private func own(_ entry: Entry, besides listed: [AliasEntry]) -> [AliasEntry] {
        guard !entry.aliases.isEmpty else { return [] }
        let known = Set(listed.map { ExactText($0.alias) })
        return entry.aliases.filter { !known.contains(ExactText($0.text)) }.map {
            AliasEntry($0, of: CodeReference(book: book, code: entry.code))
        }
    }

    /// Writes the row of an alias; returns the number of rows.
    private func add(_ alias: AliasEntry) throws -> Int {
        try insertAlias.execute(arguments: [
            alias.book, alias.code, alias.alias, alias.language, alias.source, importID,
        ])
        return db.changesCount
    }

    /// Gives a code that was there before more aliases; those that it has stay as they are.
    ///
    /// - Returns: The number of new ones.
    mutating func addAliases(_ entries: [AliasEntry], to code: Code) throws -> Int {
        var after = renamed[code.id] ?? code
        let known = Set(after.aliases.map(ExactText.init))
        let new = entries.filter { !known.contains(ExactText($0.alias)) }
        guard !new.isEmpty else { return 0 }
        // The triggers would rebuild the list of aliases for each one added.
        try setBulk(true)
        let count = try new.reduce(0) { $0 + (try add($1)) }
        after.aliases += new.map(\.alias)
        renamed[code.id] = after
        return count
    }

    /// Records that something else changed indexed content; ``end()`` then updates the index.
    mutating func follow() { hasWritten = true }

    /// Notes a code's new place in the document.
    func move(_ id: Int64, to position: Int) throws {
        move.bindDirect(Int64(position), at: 1)
        move.bindDirect(id, at: 2)
        try move.runDirect()
    }

    /// Changes a code's text; returns how its annotations move, orphaned ones included.
    mutating func change(_ code: Code, to entry: Entry, position: Int) throws -> [AnchorMove] {
        try setBulk(false)
        try db.cachedStatement(
            sql: """
                UPDATE codes SET
                  name = ?, qualifier = ?, description = ?, fields = ?, position = ?, state = 'active'
                WHERE id = ?
                """
        ).execute(arguments: [
            entry.name, entry.qualifier, entry.description, EntryField.json(of: entry.fields),
            position, code.id,
        ])
        return try Anchors.follow(db, from: code, to: code.saying(entry))
    }

    /// Retires a code.
    mutating func retire(_ code: Code) throws {
        try setBulk(false)
        try db.cachedStatement(sql: "UPDATE codes SET state = 'retired' WHERE id = ?").execute(arguments: [
            code.id
        ])
    }

    /// Writes what is left, and brings the index up to date.
    mutating func end() throws {
        guard hasWritten else { return }
        if !renamed.isEmpty {
            try setBulk(false)
            let update = try db.makeStatement(sql: "UPDATE codes SET aliases = ? WHERE id = ?")
            for code in renamed.values {
                try update.execute(arguments: [code.aliases.joined(separator: "\n"), code.id])
            }
        }
        let isLarge = building != nil
        try writeBuilt()
        if isLarge {
            if !batch.isEmpty { try index.write(SegmentData.segments(of: batch.take()), book: book) }
        } else {
            // A few codes are indexed together with those of small segments.
            try IndexChanges.add(batch.take().lazy.map(\.id), kind: CodeSource().kind, db)
        }
        if let firstAdded, try PortableIndex.exists(db) { try PortableIndex.add(db, firstAdded...lastID) }
        try setBulk(false)
        try IndexMaintenance.update(db)
    }

    private mutating func writeBuilt() throws {
        guard let segments = building?.wait() else { return }
        building = nil
        try index.write(segments, book: book)
    }

    private mutating func setBulk(_ value: Bool) throws {
        hasWritten = true
        guard value != isBulk else { return }
        try db.cachedStatement(
            sql: value
                ? "INSERT INTO index_writers (name) VALUES ('kb')"
                : "DELETE FROM index_writers WHERE name = 'kb'"
        ).execute()
        isBulk = value
    }
}

/// Segments that another thread makes, if there is memory for one.
private final class BackgroundSegments: @unchecked Sendable {
    // Written before `done` is signalled, and read after it was waited for.
    private var segments: [SegmentData] = []
    private let done = DispatchSemaphore(value: 0)

    private var documents: [IndexDocument]

    init(_ documents: [IndexDocument]) {
        self.documents = documents
        if Memory.isEnoughForThread {
            DispatchQueue.global(qos: .userInitiated).async { [self] in build() }
        } else {
            build()
        }
    }

    private func build() {
        segments = SegmentData.segments(of: takeDocuments())
        done.signal()
    }

    private func takeDocuments() -> [IndexDocument] {
        defer { documents = [] }
        return documents
    }

    /// Hands over the segments.
    func wait() -> [SegmentData] {
        done.wait()
        defer { segments = [] }
        return segments
    }
}
