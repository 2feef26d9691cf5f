import GRDB
import KBFile
import KBText

/// kb's index during one search.
///
/// It is the segments of the file, and one more, made on the spot, of the rows that were changed since they were
/// indexed. Those rows do not count where they stand in the file's segments.
package final class IndexSearcher {
    package let db: Database
    /// The only book that is searched; nil for all.
    package let book: String?
    package let segments: [SegmentReader]
    /// The ids of the rows that were changed.
    package let changes: Set<Int64>
    /// The terms of the rows that were changed.
    package private(set) var changedTerms: Set<String> = []

    private var known: [String: [TermLists]] = [:]
    private let cache: IndexCache

    /// More rows were changed than are worth indexing for one search.
    package struct IsBehind: Error {}

    /// Reads the segments of a book, or of all.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - source: Where the changed documents are read.
    ///   - book: The slug of a book; nil for all.
    ///   - mostChanges: How many changed rows are indexed for this search.
    ///   - cache: What was kept of earlier searches.
    /// - Throws: ``IsBehind`` when there are more; `DatabaseError`.
    package init(
        _ db: Database, _ source: some IndexSource, book: String? = nil, mostChanges: Int = .max,
        cache: IndexCache = IndexCache()
    ) throws {
        self.db = db
        self.book = book
        self.cache = cache
        changes = try Self.changes(db, most: mostChanges)
        var segments = try cache.segments(db).filter { book == nil || $0.book == book }
        if !changes.isEmpty {
            var rows: [IndexDocument] = []
            try source.forEachDocument(withIDs: changes.sorted(), db) {
                if book == nil || $0.book == book { rows.append($0) }
            }
            if !rows.isEmpty {
                let segment = SegmentData(rows)
                changedTerms = Set(segment.lists.lazy.map(\.term).filter(Vocabulary.has))
                segments.append(SegmentReader(segment))
            }
        }
        self.segments = segments
    }

    private static func changes(_ db: Database, most: Int) throws -> Set<Int64> {
        let statement = try db.cachedStatement(sql: "SELECT id FROM index_changes WHERE kind = 'code'")
        defer { statement.endDirect() }
        var changes: Set<Int64> = []
        while try statement.stepDirect() {
            changes.insert(statement.integer(0))
            if changes.count > most { throw IsBehind() }
        }
        return changes
    }

    /// The indexed words that are not pairs of Han characters.
    package func words() throws -> KnownWords { try cache.words(db) }

    /// The lists of a term in each segment.
    func lists(of term: String) throws -> [TermLists] {
        if let lists = known[term] { return lists }
        // A term that never occurred need not be looked for in each segment.
        let mayOccur = try !Vocabulary.has(term) || Vocabulary(self).contains(term)
        let lists = try segments.map { mayOccur ? try $0.lists(of: term, db) : TermLists() }
        known[term] = lists
        return lists
    }

    /// About the number of entries that hold a term, in titles or in descriptions.
    package func frequency(of term: String) throws -> Int {
        try lists(of: term).reduce(0) { $0 + $1.mostRows }
    }

    /// Tells whether a phrase stands in some title or description.
    package func holds(_ phrase: IndexPhrase) throws -> Bool {
        for number in segments.indices {
            for field in [IndexField.title, .description] {
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
    /// - Returns: The cursor at its first row.
    /// - Throws: `DatabaseError`.
    func cursor(
        for phrase: IndexPhrase, in field: IndexField, segment number: Int, needsStarts: Bool,
        isLonger: Bool = false
    ) throws -> PhraseCursor? {
        if let character = phrase.character, !needsStarts {
            let field: IndexField = field == .title ? .titleCharacter : .descriptionCharacter
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
        beginning prefix: String, isLonger: Bool, in field: IndexField, segment number: Int
    ) throws -> (list: PostingList, rows: Int)? {
        let lists = try segments[number].lists(beginning: prefix, isLonger: isLonger, in: field, db)
        if lists.count < 2 { return lists.first }
        var occurrences: [UInt64] = []
        for (list, rows) in lists {
            let cursor = try PostingCursor(list, weight: rows, db: db)
            while cursor.row != .max {
                for position in cursor.positions {
                    occurrences.append(UInt64(cursor.row) << 32 | UInt64(position))
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
    package func isLive(_ row: UInt32, in segment: SegmentReader) throws -> Bool {
        try liveID(of: row, in: segment) != nil
    }

    /// `codes.id` of a row of a segment; nil when it was removed or changed.
    package func liveID(of row: UInt32, in segment: SegmentReader) throws -> Int64? {
        guard !segment.isRemoved(row), let id = try segment.codeID(of: row, db) else { return nil }
        return segment.id != nil && changes.contains(id) ? nil : id
    }
}
