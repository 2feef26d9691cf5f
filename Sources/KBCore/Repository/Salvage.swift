import GRDB

/// Reads what can still be read of a damaged file.
///
/// Tables are read by rowid, without their indexes. Where a page is damaged, the rows around it are found by halving
/// what is left, so that only rows of that page are missing. There is no transaction: its COMMIT would report the damage
/// again.
public struct Salvage: Sendable {
    private let store: Store

    /// Reads from `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// Gives every code that can be read to `body`, in the order in which they were added.
    ///
    /// - Returns: How many places could not be read.
    /// - Throws: ``StoreError`` when nothing at all can be read; errors of `body` as they are.
    public func codes(_ body: (Code) throws -> Void) throws -> Int {
        try store.withoutTransaction { db in
            try Self.rows(db, "SELECT \(Code.columns), rowid FROM codes NOT INDEXED") {
                try body(Code(row: $0))
            }
        }
    }

    /// Gives every revision of every note that can be read to `body`, as a line of JSON without the line feed.
    ///
    /// - Returns: How many places could not be read.
    /// - Throws: ``StoreError`` when nothing at all can be read; errors of `body` as they are.
    public func revisions(_ body: (String) throws -> Void) throws -> Int {
        try store.withoutTransaction { db in
            try Self.rows(
                db, "SELECT \(NoteRevision.columns), rowid FROM note_revisions NOT INDEXED"
            ) {
                try body(NoteRevision(row: $0).json.text)
            }
        }
    }

    /// Reads by a query whose last column is the rowid.
    private static func rows(_ db: Database, _ select: String, _ body: (Row) throws -> Void) throws -> Int {
        /// Reads a range; returns the first rowid that cannot be read.
        func read(_ range: ClosedRange<Int64>, _ body: (Row) throws -> Void) throws -> Int64? {
            var next = range.lowerBound
            do {
                let rows = try Row.fetchCursor(
                    db, sql: "\(select) WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
                    arguments: [range.lowerBound, range.upperBound])
                while let row = try rows.next() {
                    next = row.integer(row.count - 1) + 1
                    try body(row)
                }
                return nil
            } catch let error as DatabaseError where isDamage(error) {
                return next
            }
        }
        var places = 0
        var lastLost: Int64 = -1
        // What is left to read, the lowest rowids last.
        var ranges: [ClosedRange<Int64>] = [1...highest]
        while let range = ranges.popLast() {
            guard let lost = try read(range, body) else { continue }
            if lost == range.upperBound || range.count == 1 {
                if lost != lastLost + 1 { places += 1 }
                lastLost = lost
            } else if range.upperBound == highest {
                // Somewhere to the right there may be pages that can be read: look in ever larger steps.
                var step: Int64 = 1
                while step < highest - lost, try read(lost + step...lost + step, { _ in }) != nil {
                    step *= 2
                }
                let end = step < highest - lost ? lost + step : lost + widestGap
                if step < highest - lost { ranges.append(end...highest) }
                ranges.append(lost...end - 1)
            } else {
                let middle = lost + (range.upperBound - lost) / 2
                ranges.append(middle + 1...range.upperBound)
                ranges.append(lost...middle)
            }
        }
        return places
    }

    private static let highest: Int64 = 1 << 40
    /// How far is looked beyond the last row that can be read, where the rest of a table is lost.
    private static let widestGap: Int64 = 1 << 14

    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_IOERR, .SQLITE_NOTADB].contains(error.resultCode)
    }
}
