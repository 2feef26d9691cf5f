import GRDB
import KBFile

/// Keeps the segments of the file few and full.
package enum IndexMaintenance {
    /// With more changed documents than these, a search takes noticeably longer, and they are worth indexing.
    package static let manyChanges = 500
    /// So many changed documents are worth indexing with a write that goes on anyhow: each process that searches cuts
    /// those that are not into tokens again, which takes about 10 µs for each.
    package static let someChanges = 32
    /// Rewriting more documents than these takes longer than who writes a note should wait.
    private static let mostRows = 2_000

    /// Indexes the documents that were changed since they were indexed, and rewrites the segments that
    /// ``MergePolicy`` tells.
    package static func update(_ db: Database, _ source: some IndexSource) throws {
        _ = try update(db, source, IndexChanges.ids(db, kind: source.kind), mostRows: .max)
    }

    /// Indexes changed documents at the end of a write, when there are some.
    ///
    /// The write counts and the index follows: where indexing fails, the documents stay listed as changed.
    ///
    /// - Parameters:
    ///   - db: The connection, inside a transaction.
    ///   - source: The kind of documents.
    ///   - isShort: Whether documents that would take long stay listed, too.
    /// - Throws: What has ended the transaction.
    package static func follow(_ db: Database, _ source: some IndexSource, isShort: Bool) throws {
        do {
            let changes = try IndexChanges.ids(db, kind: source.kind, most: isShort ? manyChanges : .max)
            guard changes.count >= someChanges, !isShort || changes.count <= manyChanges else { return }
            try db.inSavepoint {
                try update(db, source, changes, mostRows: isShort ? mostRows : .max) ? .commit : .rollback
            }
        } catch {
            guard db.isInsideTransaction else { throw error }
        }
    }

    /// Tells whether no more rows than these had to be rewritten; else only some were struck off.
    private static func update(
        _ db: Database, _ source: some IndexSource, _ changes: [Int64], mostRows: Int
    ) throws -> Bool {
        guard !changes.isEmpty else { return true }
        try StoredSegment.remove(changes, kind: source.kind, db)
        var changed: [String: [Int64]] = [:]
        for id in changes {
            if let book = try source.book(of: id, db) { changed[book, default: []].append(id) }
        }
        var segments: [String: [MergePolicy.Segment]] = [:]
        for (book, segment) in try StoredSegment.all(db, kind: source.kind) {
            segments[book, default: []].append(segment)
        }
        if segments.isEmpty, try source.hasUnchanged(db) {
            // Segments of these documents alone would hide that those of all others are gone.
            if mostRows == .max { try rebuild(db, source) }
            return mostRows == .max
        }
        let merges = Set(changed.keys).union(segments.keys).sorted().map { book in
            (book, MergePolicy().merge(segments[book] ?? [], adding: changed[book]?.count ?? 0))
        }
        let rewritten = Set(merges.flatMap { $0.1.withNew + $0.1.alone })
        let rows = segments.values.joined().reduce(0) { $0 + (rewritten.contains($1.id) ? $1.live : 0) }
        guard rows <= mostRows else { return false }
        for (book, merge) in merges {
            try rewrite(merge.withNew, with: changed[book] ?? [], of: book, source, db)
            for segment in merge.alone { try rewrite([segment], with: [], of: book, source, db) }
        }
        try IndexChanges.removeAll(db, kind: source.kind)
        return true
    }

    /// Writes the live documents of segments, and some more, into new segments.
    private static func rewrite(
        _ segments: [Int64], with new: [Int64], of book: String, _ source: some IndexSource, _ db: Database
    ) throws {
        guard !segments.isEmpty || !new.isEmpty else { return }
        var ids = new
        for segment in segments {
            ids += try StoredSegment.liveIDs(of: segment, db)
            try StoredSegment.delete(segment, db)
        }
        ids.sort()
        try write(db, source, book: book) { try source.forEachDocument(withIDs: ids, db, $0) }
    }

    /// Rebuilds the index of a kind of documents.
    package static func rebuild(_ db: Database, _ source: some IndexSource) throws {
        for (_, segment) in try StoredSegment.all(db, kind: source.kind) {
            try StoredSegment.delete(segment.id, db)
        }
        try IndexChanges.removeAll(db, kind: source.kind)
        for book in try source.books(db) {
            try write(db, source, book: book) { try source.forEachDocument(of: book, db, $0) }
        }
    }

    /// Forgets the index of all kinds.
    package static func clear(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM index_segments;
                DELETE FROM index_terms;
                DELETE FROM index_postings;
                DELETE FROM index_rows;
                DELETE FROM index_changes;
                DELETE FROM vocabulary;
                DELETE FROM index_words;
                """)
    }

    /// Writes segments of the documents that `each` hands over.
    private static func write(
        _ db: Database, _ source: some IndexSource, book: String,
        _ each: ((IndexDocument) throws -> Void) throws -> Void
    ) throws {
        var writer = try SegmentWriter(db, kind: source.kind)
        var batch = IndexBatch()
        try each {
            batch.append($0)
            if batch.isFull { try writer.write(SegmentData.segments(of: batch.take()), book: book) }
        }
        if !batch.isEmpty { try writer.write(SegmentData.segments(of: batch.take()), book: book) }
    }

    /// Refuses to write while a row says that something else writes the indexes: nobody does within this
    /// transaction, and the triggers would do nothing.
    package static func checkWriters(_ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM index_writers)") ?? false else {
            return
        }
        throw StoreFault.indexingOff
    }
}
