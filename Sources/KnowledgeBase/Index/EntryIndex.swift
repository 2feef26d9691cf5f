import GRDB
import HanText

/// kb's index during one search.
///
/// It is the segments of the file, and one more, made on the spot, of the rows that were changed since they were
/// indexed. Those rows do not count where they stand in the file's segments.
final class EntryIndex {
    let db: Database
    /// The only book that is searched; nil for all.
    let book: String?
    let segments: [IndexedSegment]
    /// The ids of the rows that were changed.
    let changes: Set<Int64>
    /// The terms of the rows that were changed.
    private(set) var changedTerms: Set<String> = []

    private var known: [String: [TermLists]] = [:]

    /// Reads the segments of a book, or of all.
    init(_ db: Database, book: String? = nil) throws {
        self.db = db
        self.book = book
        changes = try Self.changes(db)
        var segments = try Self.segments(db, book: book)
        if !changes.isEmpty {
            let rows = try IndexMaintenance.changedRows(db, book: book)
            if !rows.isEmpty {
                let segment = Segment(rows)
                changedTerms = Set(segment.lists.lazy.map(\.term).filter(Vocabulary.has))
                segments.append(IndexedSegment(segment))
            }
        }
        self.segments = segments
    }

    private static func changes(_ db: Database) throws -> Set<Int64> {
        let statement = try db.cachedStatement(sql: "SELECT id FROM index_changes")
        defer { statement.endDirect() }
        var changes: Set<Int64> = []
        while try statement.stepDirect() { changes.insert(statement.integer(0)) }
        return changes
    }

    private static func segments(_ db: Database, book: String?) throws -> [IndexedSegment] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, rows, lengths, removed_rows, first_id FROM index_segments
                WHERE ?1 IS NULL OR book = ?1 ORDER BY first_id
                """)
        statement.bindDirect(book, at: 1)
        defer { statement.endDirect() }
        var segments: [IndexedSegment] = []
        while try statement.stepDirect() {
            segments.append(
                IndexedSegment(
                    id: statement.integer(0), count: Int(statement.integer(1)),
                    ranks: RowRanks(statement.blob(2)),
                    firstID: statement.integer(4), removed: Array(statement.blob(3))))
        }
        return segments
    }

    /// Tells whether the file has any note.
    func hasNotes() throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM notes LIMIT 1")
        defer { statement.endDirect() }
        return try statement.stepDirect()
    }

    /// The lists of a term in each segment.
    func lists(of term: String) throws -> [TermLists] {
        if let lists = known[term] { return lists }
        let lists = try segments.map { try $0.lists(of: term, db) }
        known[term] = lists
        return lists
    }

    /// About the number of entries that hold a term, in titles or in descriptions.
    func frequency(of term: String) throws -> Int {
        try lists(of: term).reduce(0) { $0 + $1.mostRows }
    }

    /// Tells whether a phrase stands in some title or description.
    func holds(_ phrase: IndexPhrase) throws -> Bool {
        for number in segments.indices {
            for field in [IndexedField.title, .description] {
                guard let cursor = try cursor(for: phrase, in: field, segment: number, needsStarts: false)
                else {
                    continue
                }
                while cursor.row != .max {
                    if try isLive(cursor.row, in: segments[number]) { return true }
                    try cursor.advance()
                }
            }
        }
        return false
    }

    /// A cursor over the rows of a segment that hold a phrase in a field; nil when one of its terms is missing.
    ///
    /// - Parameters:
    ///   - phrase: The phrase.
    ///   - field: `title` or `description`.
    ///   - number: The segment, as an index of `segments`.
    ///   - needsStarts: Whether ``PhraseCursor/starts`` is asked for.
    ///   - isLonger: Whether the last word must go on.
    func cursor(
        for phrase: IndexPhrase, in field: IndexedField, segment number: Int, needsStarts: Bool,
        isLonger: Bool = false
    ) throws -> PhraseCursor? {
        if let character = phrase.character, !needsStarts {
            let field: IndexedField = field == .title ? .titleCharacter : .descriptionCharacter
            guard let found = try lists(of: character)[number][field] else { return nil }
            return try PhraseCursor(
                [PostingCursor(found.list, weight: found.rows, db: db)], needsStarts: false)
        }
        // Looking all terms up first is cheaper than reading lists in vain.
        var lists: [(list: PostingList, rows: Int)] = []
        for (place, part) in phrase.parts.enumerated() {
            let goesOn = isLonger && place + 1 == phrase.parts.count
            let list =
                part.isPrefix || goesOn
                ? try union(beginning: part.term, isLonger: goesOn, in: field, segment: number)
                : try self.lists(of: part.term)[number][field]
            guard let list else { return nil }
            lists.append(list)
        }
        return try PhraseCursor(
            lists.map { try PostingCursor($0.list, weight: $0.rows, db: db) }, needsStarts: needsStarts)
    }

    /// One list of all terms that begin with a text.
    private func union(
        beginning prefix: String, isLonger: Bool, in field: IndexedField, segment number: Int
    ) throws -> (list: PostingList, rows: Int)? {
        let lists = try segments[number].lists(beginning: prefix, isLonger: isLonger, in: field, db)
        if lists.count < 2 { return lists.first }
        var occurrences: [UInt64] = []
        for (list, rows) in lists {
            let cursor = try PostingCursor(list, weight: rows, db: db)
            while cursor.row != .max {
                cursor.withPositions { positions in
                    for position in positions {
                        occurrences.append(UInt64(cursor.row) << 32 | UInt64(position))
                    }
                }
                try cursor.advance()
            }
        }
        occurrences.sort()
        return (
            .decoded(
                rows: occurrences.map { UInt32($0 >> 32) },
                positions: occurrences.map { UInt32(truncatingIfNeeded: $0) }), occurrences.count
        )
    }

    /// Tells whether a row of a segment is a code as it stands in the file.
    func isLive(_ row: UInt32, in segment: IndexedSegment) throws -> Bool {
        try liveID(of: row, in: segment) != nil
    }

    /// `codes.id` of a row of a segment; nil when it was removed or changed.
    func liveID(of row: UInt32, in segment: IndexedSegment) throws -> Int64? {
        guard !segment.isRemoved(row), let id = try segment.codeID(of: row, db) else { return nil }
        return segment.id != nil && changes.contains(id) ? nil : id
    }
}
