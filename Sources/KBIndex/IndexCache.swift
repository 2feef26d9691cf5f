import GRDB
import GRDBSQLite
import KBFile

/// What a connection keeps of the index from one search to the next, as long as the file stays the same.
///
/// Only the queue of the connection uses it.
package final class IndexCache: @unchecked Sendable {
    private var version: (Int64, Int64) = (0, 0)
    private var knownWords: KnownWords?
    private var knownSegments: [SegmentReader]?

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

    /// The segments of the file, by their lowest `codes.id`.
    func segments(_ db: Database) throws -> [SegmentReader] {
        try validate(db)
        if let knownSegments { return knownSegments }
        let statement = try db.cachedStatement(
            sql:
                """
                SELECT id, rows, ranks, removed_rows, first_id, book FROM index_segments
                WHERE kind = 'code' ORDER BY first_id
                """
        )
        defer { statement.endDirect() }
        var segments: [SegmentReader] = []
        while try statement.stepDirect() {
            segments.append(
                SegmentReader(
                    id: statement.integer(0), book: statement.text(5),
                    count: Int(max(0, min(statement.integer(1), Int64(IndexMaintenance.mostRows)))),
                    ranks: RowRanks(statement.blob(2)), firstID: statement.integer(4),
                    removed: Array(statement.blob(3))))
        }
        knownSegments = segments
        return segments
    }

    /// Forgets everything if this connection or another one has written since.
    private func validate(_ db: Database) throws {
        let statement = try db.cachedStatement(sql: "PRAGMA data_version")
        defer { statement.endDirect() }
        let others = try statement.stepDirect() ? statement.integer(0) : 0
        let version = (others, Int64(sqlite3_total_changes(db.sqliteConnection)))
        guard version != self.version else { return }
        self.version = version
        knownWords = nil
        knownSegments = nil
    }
}
