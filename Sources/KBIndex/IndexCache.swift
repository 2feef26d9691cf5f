import GRDB
import GRDBSQLite
import KBFile

/// What a connection keeps of the index from one search to the next, as long as the file stays the same.
///
/// Only the queue of the connection uses it.
package final class IndexCache: @unchecked Sendable {
    /// Documents that were changed since they were indexed.
    struct Changes {
        var ids: Set<Int64> = []
        /// Those that are still there, a segment in memory for each book.
        var segments: [SegmentReader] = []
    }

    private var version: (Int64, Int64) = (0, 0)
    private var knownWords: KnownWords?
    private var kinds: [Kind] = []

    /// What is known of a kind of documents. (A dictionary's type alone costs a process as much as a small search.)
    private struct Kind {
        let name: String
        var segments: [SegmentReader]?
        var changes: Changes?
    }

    package init() {}

    /// What is kept with the connection of a store.
    package static func of(_ store: Store) -> IndexCache { store.attachments.value { IndexCache() } }

    /// The indexed words that are not pairs of Han characters.
    func words(_ db: Database) throws -> KnownWords {
        try validate(db)
        if let knownWords { return knownWords }
        let words = try KnownWords(db)
        knownWords = words
        return words
    }

    /// The segments of a kind in the file, by their lowest id.
    func segments(_ db: Database, _ source: some IndexSource) throws -> [SegmentReader] {
        try validate(db)
        if let known = kinds[place(of: source.kind)].segments { return known }
        let segments = try SegmentReader.all(db, kind: source.kind)
        try IndexDamage.check(segments, of: source, db)
        kinds[place(of: source.kind)].segments = segments
        return segments
    }

    /// The changed documents of a kind, which are cut into tokens once for each state of the file.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - source: Where the documents are read.
    ///   - most: How many may be changed.
    /// - Returns: Their ids, and segments in memory of those that are still there.
    /// - Throws: ``IndexSearcher/IsBehind`` when there are more; `DatabaseError`.
    func changes(_ db: Database, _ source: some IndexSource, most: Int) throws -> Changes {
        try validate(db)
        if let known = kinds[place(of: source.kind)].changes {
            if known.ids.count > most { throw IndexSearcher.IsBehind() }
            return known
        }
        let ids = try IndexChanges.ids(db, kind: source.kind, most: most)
        if ids.count > most { throw IndexSearcher.IsBehind() }
        var changes = Changes()
        if !ids.isEmpty {
            var documents: [String: [IndexDocument]] = [:]
            try source.forEachDocument(withIDs: ids, db) { documents[$0.book, default: []].append($0) }
            changes.ids = Set(ids)
            changes.segments = documents.sorted { $0.key < $1.key }.flatMap { book, documents in
                SegmentData.segments(of: documents).map { SegmentReader($0, book: book) }
            }
        }
        kinds[place(of: source.kind)].changes = changes
        return changes
    }

    private func place(of kind: String) -> Int {
        if let place = kinds.firstIndex(where: { $0.name == kind }) { return place }
        kinds.append(Kind(name: kind))
        return kinds.count - 1
    }

    /// Forgets everything if this connection or another one has written since.
    private func validate(_ db: Database) throws {
        let statement = try db.cachedStatement(sql: "PRAGMA data_version")
        defer { statement.endDirect() }
        let others = try statement.stepDirect() ? statement.integer(0) : 0
        let version = (others, Int64(sqlite3_total_changes(db.sqliteConnection)))
        // What a transaction has written may be rolled back, which changes neither number.
        let isWriting = sqlite3_txn_state(db.sqliteConnection, nil) == SQLITE_TXN_WRITE
        guard version != self.version || isWriting else { return }
        self.version = isWriting ? (-1, -1) : version
        knownWords = nil
        kinds = []
    }
}
