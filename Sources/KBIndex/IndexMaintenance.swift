import Foundation
import GRDB
import KBFile

/// Keeps the segments of the file few and full.
package enum IndexMaintenance {
    /// A segment has at most so many rows, and is closed with so many bytes of text: what is held in memory.
    package static let mostRows = 65_536
    package static let mostBytes = 24_000_000
    /// With more changed rows than these, a search takes noticeably longer, and they are worth indexing.
    package static let manyChanges = 500

    /// Indexes the documents that were changed since they were indexed.
    ///
    /// Segments that are not much larger than the new one, or of which a quarter is gone, are rebuilt with it: so
    /// each document is indexed again about as many times as the logarithm of their number.
    package static func update(_ db: Database, _ source: some IndexSource) throws {
        let changes = try Set(Int64.fetchAll(db, sql: "SELECT id FROM index_changes WHERE kind = 'code'"))
        guard !changes.isEmpty else { return }
        try remove(changes, db)
        var changed: [String: [Int64]] = [:]
        try source.forEachDocument(withIDs: changes.sorted(), db) {
            changed[$0.book, default: []].append($0.id)
        }
        for book in try String.fetchAll(
            db, sql: "SELECT book FROM index_segments WHERE kind = 'code' AND removed > 0")
        {
            changed[book, default: []] += []
        }
        for (book, ids) in changed.sorted(by: { $0.key < $1.key }) {
            let stale = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM index_segments WHERE kind = 'code' AND book = :book AND (
                      removed * 4 > rows
                      OR (rows - removed <= 2 * :count AND rows - removed + :count <= :most
                        AND bytes < :mostBytes / 2))
                    """,
                arguments: ["book": book, "count": ids.count, "most": mostRows, "mostBytes": mostBytes])
            var all = Set(ids)
            for segment in stale {
                all.formUnion(try liveIDs(of: segment, db))
                try delete(segment, db)
            }
            try write(db, book: book) { try source.forEachDocument(withIDs: all.sorted(), db, $0) }
        }
        try db.execute(sql: "DELETE FROM index_changes")
    }

    /// Refuses to write while a row says that something else writes the indexes: nobody does within this
    /// transaction, and the triggers would do nothing.
    package static func checkWriters(_ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM index_writers)") ?? false else {
            return
        }
        throw DatabaseError(
            resultCode: .SQLITE_CONSTRAINT,
            message: "another program left the indexes switched off; kb doctor --repair mends that")
    }

    /// Rebuilds the index.
    package static func rebuild(_ db: Database, _ source: some IndexSource) throws {
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
        for book in try source.books(db) {
            try write(db, book: book) { try source.forEachDocument(of: book, db, $0) }
        }
    }

    /// Writes segments of the documents that `each` hands over.
    private static func write(
        _ db: Database, book: String, _ each: ((IndexDocument) throws -> Void) throws -> Void
    ) throws {
        var writer = try SegmentWriter(db)
        var batch = IndexBatch()
        try each {
            batch.append($0)
            if batch.isFull { try writer.write(SegmentData(batch.take()), book: book) }
        }
        if !batch.rows.isEmpty { try writer.write(SegmentData(batch.take()), book: book) }
    }

    /// Marks rows as removed in the segments that have them.
    private static func remove(_ ids: Set<Int64>, _ db: Database) throws {
        guard let first = ids.min(), let last = ids.max() else { return }
        let segments = try Row.fetchAll(
            db,
            sql: """
                SELECT id, rows, removed_rows FROM index_segments
                WHERE kind = 'code' AND first_id <= ? AND last_id >= ?
                """,
            arguments: [last, first])
        for segment in segments {
            let id: Int64 = segment[0]
            let rows = max(0, min(segment[1], mostRows))
            var removed = Array((segment[2] as Data?) ?? Data())
            removed += [UInt8](repeating: 0, count: max(0, (rows + 7) / 8 - removed.count))
            var isChanged = false
            for (row, codeID) in try self.ids(of: id, db).enumerated()
            where row < rows && ids.contains(codeID) {
                removed[row / 8] |= 1 << UInt8(row % 8)
                isChanged = true
            }
            guard isChanged else { continue }
            let count = removed.reduce(0) { $0 + $1.nonzeroBitCount }
            if count == rows {
                try delete(id, db)
            } else {
                try db.execute(
                    sql: "UPDATE index_segments SET removed = ?, removed_rows = ? WHERE id = ?",
                    arguments: [count, Data(removed), id])
            }
        }
    }

    /// `codes.id` of the rows of a segment, in their order.
    package static func ids(of segment: Int64, _ db: Database) throws -> [Int64] {
        let first = try Int64.fetchOne(
            db, sql: "SELECT first_id FROM index_segments WHERE id = ?", arguments: [segment])
        let statement = try db.cachedStatement(
            sql: "SELECT ids FROM index_rows WHERE segment = ? ORDER BY chunk")
        statement.bindDirect(segment, at: 1)
        defer { statement.endDirect() }
        var ids: [Int64] = []
        while try statement.stepDirect() {
            ids += SegmentReader.decodedIDs(statement.blob(0), from: first ?? 0)
        }
        return ids
    }

    private static func liveIDs(of segment: Int64, _ db: Database) throws -> [Int64] {
        let removed =
            try Data.fetchOne(
                db, sql: "SELECT removed_rows FROM index_segments WHERE id = ?", arguments: [segment])
            ?? Data()
        return try ids(of: segment, db).enumerated().filter { row, _ in
            row / 8 >= removed.count || removed[removed.startIndex + row / 8] >> UInt8(row % 8) & 1 == 0
        }.map(\.element)
    }

    private static func delete(_ segment: Int64, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM index_postings WHERE id BETWEEN
                  (SELECT first_posting FROM index_segments WHERE id = :segment)
                  AND (SELECT last_posting FROM index_segments WHERE id = :segment)
                """, arguments: ["segment": segment])
        try db.execute(sql: "DELETE FROM index_terms WHERE segment = ?", arguments: [segment])
        try db.execute(sql: "DELETE FROM index_rows WHERE segment = ?", arguments: [segment])
        try db.execute(sql: "DELETE FROM index_segments WHERE id = ?", arguments: [segment])
    }
}

/// Rows that wait until they are enough for a segment.
package struct IndexBatch {
    package private(set) var rows: [IndexDocument] = []
    private var bytes = 0

    package init() {}

    package var isFull: Bool {
        rows.count >= IndexMaintenance.mostRows || bytes >= IndexMaintenance.mostBytes
    }

    package mutating func append(_ row: IndexDocument) {
        rows.append(row)
        bytes += row.bytes
    }

    /// Hands the rows over and starts anew.
    package mutating func take() -> [IndexDocument] {
        defer { self = IndexBatch() }
        return rows
    }
}
