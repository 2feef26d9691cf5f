import GRDB
import KBFile
import KBText

/// kb's index during one search.
///
/// It is the segments of the file, and some in memory of the documents that were changed since they were indexed.
/// Those documents do not count where they stand in the file's segments.
package final class IndexSearcher {
    package let db: Database
    /// The only book that is searched; nil for all.
    package let book: String?
    let segments: [SegmentReader]

    /// The ids of the documents that were changed.
    private let changes: Set<Int64>
    private var known: [Term: [TermLists]] = [:]
    /// The words of forms of one query, which are mostly the same.
    private var knownWords: [String: PhraseLists] = [:]
    /// Kept since to find a statement by its text costs as much as to run it.
    private var termStatement: Statement?
    private let cache: IndexCache
    private let mostChanges: Int
    /// The terms of changed documents of all kinds that the vocabulary is about.
    let changedTerms: [SegmentTerms]

    /// More documents were changed than are worth indexing for one search.
    package struct IsBehind: Error {}

    /// Reads the segments of a book, or of all.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - source: What kind of documents is searched, and where the changed ones are read.
    ///   - others: Other kinds whose changed documents count for the vocabulary, too.
    ///   - book: The slug of a book; nil for all.
    ///   - mostChanges: How many changed documents are indexed for this search.
    ///   - cache: What was kept of earlier searches.
    /// - Throws: ``IsBehind`` when there are more; `DatabaseError`.
    package init(
        _ db: Database, _ source: some IndexSource, besides others: [any IndexSource] = [],
        book: String? = nil, mostChanges: Int = .max,
        cache: IndexCache = IndexCache()
    ) throws {
        self.db = db
        self.book = book
        self.cache = cache
        self.mostChanges = mostChanges
        let changed = try cache.changes(db, source, most: mostChanges)
        changes = changed.ids
        segments = try (cache.segments(db, source) + changed.segments).filter {
            book == nil || $0.book == book
        }
        var changedSegments = changed.segments
        for other in others {
            changedSegments += try cache.changes(db, other, most: mostChanges).segments
        }
        changedTerms = changedSegments.map(\.terms)
    }

    /// The rows of each segment that count; nil for all.
    private var counting: [BitSet]?

    /// From now on only documents count that have all of the keys.
    package func limit(to keys: [IndexKey]) throws {
        let lists = try keys.map { try self.lists(of: $0.term) }
        counting = try segments.indices.map { number in
            var rows = BitSet()
            guard let having = try self.rows(having: lists, segment: number) else { return rows }
            while having.row != .max {
                rows.insert(Int(having.row))
                try having.advance()
            }
            return rows
        }
    }

    /// The same search of another kind of documents.
    package func searcher(of source: some IndexSource) throws -> IndexSearcher {
        try IndexSearcher(db, source, book: book, mostChanges: mostChanges, cache: cache)
    }

    /// The number of documents, about where some were changed since they were indexed.
    package var documentCount: Int { segments.reduce(0) { $0 + $1.liveCount } }

    /// The indexed words that are not pairs of Han characters.
    func words() throws -> KnownWords { try cache.words(db) }

    /// The lists of a term in each segment.
    func lists(of term: Term) throws -> [TermLists] {
        if let lists = known[term] { return lists }
        // A term that never occurred need not be looked for in each segment.
        let mayOccur = try !term.isOfVocabulary || Vocabulary(self).contains(term)
        var lists = [TermLists](repeating: TermLists(), count: segments.count)
        if mayOccur {
            let statement = try termStatement ?? SegmentReader.termStatement(db)
            termStatement = statement
            for (number, segment) in segments.enumerated() {
                lists[number] = try segment.lists(of: term, statement)
            }
        }
        known[term] = lists
        return lists
    }

    /// The lists of the terms of a phrase.
    func lists(of phrase: IndexPhrase) throws -> PhraseLists { try PhraseLists(phrase) { try lists(of: $0) } }

    /// The lists of the terms of a word of a query; nil where it has nothing to search for.
    func lists(ofWord word: String) throws -> PhraseLists? {
        if let lists = knownWords[word] { return lists }
        guard let phrase = IndexPhrase(word) else { return nil }
        let lists = try lists(of: phrase)
        knownWords[word] = lists
        return lists
    }

    /// About the number of documents that hold a term, in titles or in descriptions.
    package func frequency(of term: Term) throws -> Int {
        try lists(of: term).reduce(0) { $0 + $1.mostRows }
    }

    /// The documents that have all of the keys, by their ids; nil where there are more than so many, or may be.
    package func documents(having keys: [IndexKey], most: Int) throws -> [Int64]? {
        let lists = try keys.map { try self.lists(of: $0.term) }
        // Rows are counted before any id is read, which takes longer.
        var found: [(segment: SegmentReader, rows: [UInt32])] = []
        var count = 0
        for number in segments.indices {
            guard let cursor = try rows(having: lists, segment: number) else { continue }
            var rows: [UInt32] = []
            while cursor.row != .max {
                count += 1
                guard count <= most else { return nil }
                if counts(cursor.row, in: number) { rows.append(cursor.row) }
                try cursor.advance()
            }
            found.append((segments[number], rows))
        }
        return try found.flatMap { segment, rows in
            guard let ids = try segment.documentIDs(of: rows, db) else { throw IndexDamage.missingPart }
            return ids.filter { !isChanged($0, in: segment) }
        }.sorted()
    }

    /// The rows of a segment that stand in the lists of all of some keys; nil when there are none.
    private func rows(
        having keys: [[TermLists]], segment number: Int
    ) throws -> Intersection<PostingCursor>? {
        let found = keys.compactMap { $0[number][.key] }
        guard found.count == keys.count else { return nil }
        return try Intersection(found.map { try PostingCursor($0.list, cost: $0.rows, db: db) })
    }

    /// Tells whether a phrase stands in some title or description.
    package func holds(_ phrase: IndexPhrase) throws -> Bool {
        let lists = try lists(of: phrase)
        for number in segments.indices {
            for field in [IndexField.title, .description] {
                guard let rows = try rows(with: lists, in: field, segment: number) else { continue }
                while rows.row != .max {
                    if try liveID(of: rows.row, in: number) != nil { return true }
                    try rows.advance()
                }
            }
        }
        return false
    }

    /// The rows of a segment that hold a phrase in a field, and where it stands unless it is a single character; nil
    /// when one of its terms is missing.
    ///
    /// - Parameters:
    ///   - lists: The lists of the phrase.
    ///   - field: `title` or `description`.
    ///   - number: The segment, as an index of `segments`.
    /// - Returns: The set at its first row.
    /// - Throws: `DatabaseError`.
    func rows(with lists: PhraseLists, in field: IndexField, segment number: Int) throws -> Phrase? {
        if lists.phrase.character == nil { return try places(of: lists, in: field, segment: number) }
        let field: IndexField = field == .title ? .titleCharacter : .descriptionCharacter
        guard let found = lists.list(ofPart: 0, in: field, segment: number) else { return nil }
        return try Phrase([PostingCursor(found.list, cost: found.rows, db: db)])
    }

    /// Where a phrase stands in the rows of a segment; of a single character, where it stands alone or last.
    ///
    /// - Parameters:
    ///   - lists: The lists of the phrase.
    ///   - field: `title` or `description`.
    ///   - number: The segment, as an index of `segments`.
    ///   - isLonger: Whether the last word must go on.
    /// - Returns: The set at its first row.
    /// - Throws: `DatabaseError`.
    func places(
        of lists: PhraseLists, in field: IndexField, segment number: Int, isLonger: Bool = false
    ) throws -> Phrase? {
        // Looking at all lists first is cheaper than reading some in vain.
        var found: [(list: PostingList, rows: Int)] = []
        let parts = lists.phrase.parts
        for (place, part) in parts.enumerated() {
            let goesOn = isLonger && place + 1 == parts.count
            let list =
                part.isPrefix || goesOn
                ? try union(beginning: part.term, isLonger: goesOn, in: field, segment: number)
                : lists.list(ofPart: place, in: field, segment: number)
            guard let list else { return nil }
            found.append(list)
        }
        return try Phrase(found.map { try PostingCursor($0.list, cost: $0.rows, db: db) })
    }

    /// One list of all terms that begin with a text.
    private func union(
        beginning prefix: Term, isLonger: Bool, in field: IndexField, segment number: Int
    ) throws -> (list: PostingList, rows: Int)? {
        let lists = try segments[number].lists(beginning: prefix, isLonger: isLonger, in: field, db)
        if lists.count < 2 { return lists.first }
        var occurrences: [UInt64] = []
        for (list, rows) in lists {
            let cursor = try PostingCursor(list, cost: rows, db: db)
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

    /// The id of the document in a row of a segment; nil when it was removed or changed, does not count, or is one of
    /// some.
    @inline(__always)
    func liveID(
        of row: UInt32, in number: Int, besides known: DocumentIDs = DocumentIDs()
    ) throws -> Int64? {
        let segment = segments[number]
        guard counts(row, in: number) else { return nil }
        guard let id = try segment.documentID(of: row, db) else { throw IndexDamage.missingPart }
        return known.contains(id) || isChanged(id, in: segment) ? nil : id
    }

    /// Whether a row of a segment is not removed, and one of those that count.
    @inline(__always)
    private func counts(_ row: UInt32, in number: Int) -> Bool {
        if let counting, !counting[number].contains(Int(row)) { return false }
        return !segments[number].isRemoved(row)
    }

    /// Whether a document of a segment was changed since.
    @inline(__always)
    private func isChanged(_ id: Int64, in segment: SegmentReader) -> Bool {
        segment.id != nil && changes.contains(id)
    }
}
