import Foundation
import GRDB
import KBFile

/// The rows of `index_segments` and of the tables that belong to it.
enum StoredSegment {
    /// The segments of a kind, as the merge policy sees them, each with its book.
    static func all(_ db: Database, kind: String) throws -> [(book: String, segment: MergePolicy.Segment)] {
        try Row.fetchAll(
            db,
            sql:
                "SELECT book, id, rows, removed, bytes, terms FROM index_segments WHERE kind = ? ORDER BY id",
            arguments: [kind]
        ).map { row in
            (
                row.text(0),
                MergePolicy.Segment(
                    id: row.integer(1), rows: Int(row.integer(2)), removed: Int(row.integer(3)),
                    bytes: Int(row.integer(4)), terms: Int(row.integer(5)))
            )
        }
    }

    /// Marks documents as removed in the segments that have them.
    ///
    /// - Parameters:
    ///   - ids: The documents, ascending.
    ///   - kind: Their kind.
    ///   - db: The connection.
    /// - Throws: `DatabaseError`.
    static func remove(_ ids: [Int64], kind: String, _ db: Database) throws {
        guard let first = ids.first, let last = ids.last else { return }
        let segments = try Row.fetchAll(
            db,
            sql: """
                SELECT id, rows, removed_rows FROM index_segments WHERE kind = ? AND first_id <= ? AND last_id >= ?
                """, arguments: [kind, last, first])
        for segment in segments {
            let id = segment.integer(0)
            let rows = Int(max(0, min(segment.integer(1), Int64(SegmentLimits.rows))))
            var removed = bytes(segment, 2)
            removed += [UInt8](repeating: 0, count: max(0, (rows + 7) / 8 - removed.count))
            var isChanged = false
            for (row, document) in try self.ids(of: id, db).enumerated()
            where row < rows && place(of: document, in: ids) != nil
                && removed[row / 8] >> UInt8(row % 8) & 1 == 0
            {
                removed[row / 8] |= 1 << UInt8(row % 8)
                isChanged = true
            }
            guard isChanged else { continue }
            let count = removed.reduce(0) { $0 + $1.nonzeroBitCount }
            if count >= rows {
                try delete(id, db)
            } else {
                try db.execute(
                    sql: "UPDATE index_segments SET removed = ?, removed_rows = ? WHERE id = ?",
                    arguments: [count, Data(removed), id])
            }
        }
    }

    private static func bytes(_ row: Row, _ column: Int) -> [UInt8] {
        let value: DatabaseValue = row[column]
        guard case .blob(let data) = value.storage else { return [] }
        return Array(data)
    }

    /// The segments of a kind, and from which to which id their documents reach.
    static func ranges(_ db: Database, kind: String) throws -> [(segment: Int64, ids: ClosedRange<Int64>)] {
        try Row.fetchAll(
            db, sql: "SELECT id, first_id, last_id FROM index_segments WHERE kind = ?", arguments: [kind]
        ).map { row in
            let (first, last) = (row.integer(1), row.integer(2))
            return (row.integer(0), min(first, last)...max(first, last))
        }
    }

    /// Where one of sorted ids stands.
    static func place(of id: Int64, in ids: [Int64]) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? low : nil
    }

    /// The ids of the documents of a segment, in the order of its rows.
    private static func ids(of segment: Int64, _ db: Database) throws -> [Int64] {
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

    /// The ids of the documents that count.
    static func liveIDs(of segment: Int64, _ db: Database) throws -> [Int64] {
        let removed =
            try Data.fetchOne(
                db, sql: "SELECT removed_rows FROM index_segments WHERE id = ?", arguments: [segment])
            ?? Data()
        return try ids(of: segment, db).enumerated().filter { row, _ in
            row / 8 >= removed.count || removed[removed.startIndex + row / 8] >> UInt8(row % 8) & 1 == 0
        }.map(\.element)
    }

    static func delete(_ segment: Int64, _ db: Database) throws {
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
