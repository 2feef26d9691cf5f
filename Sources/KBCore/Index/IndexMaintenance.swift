import Foundation
import GRDB

/// Keeps the segments of the file few and full.
enum IndexMaintenance {
    /// A segment has at most so many rows, and is closed with so many bytes of text: what is held in memory.
    static let mostRows = 65_536
    static let mostBytes = 24_000_000
    /// With more changed rows than these, a search takes noticeably longer, and they are worth indexing.
    static let manyChanges = 500

    /// Indexes the rows that were changed since they were indexed.
    ///
    /// Segments that are not much larger than the new one, or of which a quarter is gone, are made anew with it: so
    /// each row is indexed again about as many times as the logarithm of their number.
    static func update(_ db: Database) throws {
        let changes = try Set(Int64.fetchAll(db, sql: "SELECT id FROM index_changes"))
        guard !changes.isEmpty else { return }
        try remove(changes, db)
        let books = try Row.fetchAll(
            db,
            sql: """
                SELECT book, count(*) FROM codes WHERE id IN (SELECT id FROM index_changes) GROUP BY book
                UNION SELECT book, 0 FROM index_segments WHERE removed > 0
                """)
        var counts: [String: Int] = [:]
        for row in books { counts[row.text(0), default: 0] += Int(row.integer(1)) }
        for (book, count) in counts.sorted(by: { $0.key < $1.key }) {
            let stale = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM index_segments WHERE book = :book AND (
                      removed * 4 > rows
                      OR (rows - removed <= 2 * :count AND rows - removed + :count <= :most
                        AND bytes < :mostBytes / 2))
                    """,
                arguments: ["book": book, "count": count, "most": mostRows, "mostBytes": mostBytes])
            try db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS index_ids (id INTEGER PRIMARY KEY)")
            try db.execute(
                sql:
                    "INSERT INTO index_ids SELECT id FROM codes WHERE book = ? AND id IN (SELECT id FROM index_changes)",
                arguments: [book])
            for segment in stale {
                let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO index_ids (id) VALUES (?)")
                for id in try liveIDs(of: segment, db) { try insert.execute(arguments: [id]) }
                try delete(segment, db)
            }
            try index(db, book: book, where: "id IN (SELECT id FROM index_ids)")
            try db.execute(sql: "DROP TABLE temp.index_ids")
        }
        try db.execute(sql: "DELETE FROM index_changes")
    }

    /// Refuses to write while a row says that something else writes the indexes: nobody does within this
    /// transaction, and the triggers would do nothing.
    static func checkWriters(_ db: Database) throws {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM index_writers)") ?? false else {
            return
        }
        throw DatabaseError(
            resultCode: .SQLITE_CONSTRAINT,
            message: "another program left the indexes switched off; kb doctor --repair mends that")
    }

    /// Indexes everything anew.
    static func rebuild(_ db: Database) throws {
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
        for book in try String.fetchAll(db, sql: "SELECT DISTINCT book FROM codes ORDER BY book") {
            try index(db, book: book, where: "true")
        }
    }

    /// The rows that were changed and are still there.
    static func changedRows(_ db: Database, book: String?) throws -> [IndexedRow] {
        try Code.fetchAll(
            db,
            sql: """
                SELECT \(Code.columns(of: "c")) FROM index_changes CROSS JOIN codes c ON c.id = index_changes.id
                WHERE ?1 IS NULL OR c.book = ?1
                """,
            arguments: [book]
        ).map(IndexedRow.init)
    }

    private static func index(_ db: Database, book: String, where condition: String) throws {
        var writer = try IndexWriter(db)
        var batch = IndexBatch()
        let codes = try Code.fetchCursor(
            db, sql: "SELECT \(Code.columns) FROM codes WHERE +book = ? AND \(condition) ORDER BY id",
            arguments: [book])
        while let code = try codes.next() {
            batch.append(IndexedRow(code))
            if batch.isFull { try writer.write(Segment(batch.take()), book: book) }
        }
        if !batch.rows.isEmpty { try writer.write(Segment(batch.take()), book: book) }
    }

    /// Marks rows as removed in the segments that have them.
    private static func remove(_ ids: Set<Int64>, _ db: Database) throws {
        guard let first = ids.min(), let last = ids.max() else { return }
        let segments = try Row.fetchAll(
            db,
            sql: "SELECT id, rows, removed_rows FROM index_segments WHERE first_id <= ? AND last_id >= ?",
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
    static func ids(of segment: Int64, _ db: Database) throws -> [Int64] {
        let first = try Int64.fetchOne(
            db, sql: "SELECT first_id FROM index_segments WHERE id = ?", arguments: [segment])
        let statement = try db.cachedStatement(
            sql: "SELECT ids FROM index_rows WHERE segment = ? ORDER BY chunk")
        statement.bindDirect(segment, at: 1)
        defer { statement.endDirect() }
        var ids: [Int64] = []
        while try statement.stepDirect() {
            ids += IndexedSegment.decodedIDs(statement.blob(0), from: first ?? 0)
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
struct IndexBatch {
    private(set) var rows: [IndexedRow] = []
    private var bytes = 0

    var isFull: Bool { rows.count >= IndexMaintenance.mostRows || bytes >= IndexMaintenance.mostBytes }

    mutating func append(_ row: IndexedRow) {
        rows.append(row)
        bytes += row.bytes
    }

    /// Hands the rows over and starts anew.
    mutating func take() -> [IndexedRow] {
        defer { self = IndexBatch() }
        return rows
    }
}
