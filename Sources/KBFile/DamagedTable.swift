import Foundation
import GRDB

/// Reads the rows of a table of which pages are damaged, by their rowids, without its indexes.
///
/// A page that cannot be read makes every search fail that leads to it: those for the rowids between its neighbours. What
/// can be read around such places is found from both ends of the table, and by halving what is between them. Any rowid
/// may occur: other tools write negative ones, and times in milliseconds.
package struct DamagedTable {
    private let db: Database
    private let table: String
    /// A query whose last column is the rowid, without its WHERE.
    private let select: String
    /// The rowids of the same table.
    private let rowIDs: String

    /// How many searches of a range may fail before the rest of it counts as lost.
    private static let mostFailures = 1 << 10
    /// How far is looked beyond the last row that can be read where everything after it is lost.
    private static let widestGap: Int64 = 1 << 14

    /// - Parameters:
    ///   - db: The file.
    ///   - table: The table.
    ///   - columns: What is read of each row.
    package init(_ db: Database, _ table: String, columns: String) {
        self.db = db
        self.table = table
        select = "SELECT \(columns), rowid FROM \(table) NOT INDEXED"
        rowIDs = "SELECT rowid FROM \(table) NOT INDEXED"
    }

    /// Gives every row that can be read to `body`, in the order of their rowids.
    ///
    /// - Returns: How many places could not be read.
    package func read(_ body: (Row) throws -> Void) throws -> Int {
        guard let first = try read(select, .min ... .max, body) else { return 0 }
        // Everything before `first` is done.
        var lost = try lostRanges(from: first)
        lost.sort { $0.lowerBound < $1.lowerBound }
        var places = 0
        var next: Int64? = first
        for range in lost {
            guard let start = next else { break }
            if start < range.lowerBound {
                _ = try read(select, start...range.lowerBound - 1, body)
                places += 1
            } else if places == 0 {
                places = 1
            }
            next = range.upperBound == .max ? nil : range.upperBound + 1
        }
        if let start = next, try read(select, start ... .max, body) != nil { places += 1 }
        return places
    }

    /// The ranges of rowids from one on that cannot be read, found without reading whole rows.
    private func lostRanges(from first: Int64) throws -> [ClosedRange<Int64>] {
        let indexed = try indexedRowIDs()
        if !indexed.rowIDs.isEmpty {
            let lost = try lostRanges(from: first, among: indexed.rowIDs)
            return indexed.isComplete ? lost : try lost.flatMap { try parts(of: $0) }
        }
        let last = try readDown()
        // Where nothing could be read from an end, its place is unknown, and looked for in ever larger steps.
        let low = first != .min ? first : try outermost(from: last != .max ? last : 0, -1)
        let high = last != .max ? last : try outermost(from: first != .min ? first : 0, 1)
        var lost: [ClosedRange<Int64>] = []
        if low > first { lost.append(first...low - 1) }
        if high < last { lost.append(high + 1...last) }
        guard low <= high else { return lost }
        return lost + (try damagedRanges(in: low...high).flatMap { try parts(of: $0) })
    }

    /// The ranges between the first rowid that cannot be read and the first after it that can, found by ever larger steps
    /// and then by halving.
    private func damagedRanges(in range: ClosedRange<Int64>) throws -> [ClosedRange<Int64>] {
        var ranges: [ClosedRange<Int64>] = []
        var start = range.lowerBound
        while let bad = try read(rowIDs, start...range.upperBound, { _ in }) {
            var (last, step, end) = (bad, Int64(1), range.upperBound)
            while last < range.upperBound {
                let (rowID, isOver) = last.addingReportingOverflow(step)
                guard !isOver, rowID <= range.upperBound else {
                    // What is left of the range is smaller than the step.
                    step = 1
                    continue
                }
                if try canRead(rowID) {
                    end = rowID - 1
                    break
                }
                last = rowID
                step = min(step, 1 << 61) * 2
            }
            while last < end {
                let middle = last &+ Int64(Self.width(last...end) / 2) + 1
                if try canRead(middle) { end = middle - 1 } else { last = middle }
            }
            ranges.append(bad...end)
            guard end < range.upperBound else { break }
            start = end + 1
        }
        return ranges
    }

    /// What is lost of a range in which steps may have gone over pages that can be read.
    private func parts(of range: ClosedRange<Int64>) throws -> [ClosedRange<Int64>] {
        var lost: [ClosedRange<Int64>] = []
        // The widest first, so that every part is looked into before the failures are used up.
        var open: [[ClosedRange<Int64>]] = Array(repeating: [], count: 65)
        func add(_ range: ClosedRange<Int64>) {
            open[64 - Self.width(range).leadingZeroBitCount].append(range)
        }
        add(range)
        var failures = 0
        while let widest = open.lastIndex(where: { !$0.isEmpty }) {
            let range = open[widest].removeLast()
            guard failures < Self.mostFailures else {
                lost.append(range)
                continue
            }
            guard let bad = try read(rowIDs, range, { _ in }) else { continue }
            failures += 1
            if bad == range.upperBound {
                lost.append(bad...bad)
            } else {
                let middle = bad &+ Int64(Self.width(bad...range.upperBound) / 2)
                add(bad...middle)
                add(middle + 1...range.upperBound)
            }
        }
        return lost
    }

    private func canRead(_ rowID: Int64) throws -> Bool { try read(rowIDs, rowID...rowID) { _ in } == nil }

    private static func width(_ range: ClosedRange<Int64>) -> UInt64 {
        UInt64(bitPattern: range.upperBound &- range.lowerBound)
    }

    /// The rowid in one direction beyond which nothing can be read.
    private func outermost(from anchor: Int64, _ sign: Int64) throws -> Int64 {
        var found = Self.widestGap
        for power in 0..<62 {
            let (rowID, isOver) = anchor.addingReportingOverflow(sign * (1 << Int64(power)))
            if isOver { break }
            if try canRead(rowID) { found = max(found, 2 << Int64(power)) }
        }
        let (rowID, isOver) = anchor.addingReportingOverflow(sign * found)
        return isOver ? (sign > 0 ? .max : .min) : rowID
    }

    /// The ranges that cannot be read where it is known which rowids there are.
    private func lostRanges(from first: Int64, among rowIDs: [Int64]) throws -> [ClosedRange<Int64>] {
        var lost: [ClosedRange<Int64>] = []
        var start = first
        var place = 0
        while let bad = try read(self.rowIDs, start ... .max, { _ in }) {
            while place < rowIDs.count, try rowIDs[place] < bad || !canRead(rowIDs[place]) { place += 1 }
            guard place < rowIDs.count else {
                lost.append(bad ... .max)
                break
            }
            start = rowIDs[place]
            lost.append(bad...start - 1)
        }
        return lost
    }

    /// The rowids that an index of the table has, in their order, and whether it could be read to its end.
    private func indexedRowIDs() throws -> (rowIDs: [Int64], isComplete: Bool) {
        var best: (rowIDs: [Int64], isComplete: Bool) = ([], false)
        let whole = "SELECT name FROM pragma_index_list(?) WHERE NOT partial"
        for index in try String.fetchAll(db, sql: whole, arguments: [table]) where !best.isComplete {
            var found: (rowIDs: [Int64], isComplete: Bool) = ([], false)
            do {
                let name = index.replacingOccurrences(of: "\"", with: "\"\"")
                let rows = try Int64.fetchCursor(db, sql: "SELECT rowid FROM \(table) INDEXED BY \"\(name)\"")
                while let rowID = try rows.next() { found.rowIDs.append(rowID) }
                found.isComplete = true
            } catch let error as DatabaseError where Self.isDamage(error) {}
            if found.isComplete || found.rowIDs.count > best.rowIDs.count { best = found }
        }
        best.rowIDs.sort()
        return best
    }

    /// Reads a range; returns the first rowid that cannot be read.
    private func read(
        _ select: String, _ range: ClosedRange<Int64>, _ body: (Row) throws -> Void
    ) throws -> Int64? {
        var next: Int64? = range.lowerBound
        do {
            let rows = try Row.fetchCursor(
                db, sql: "\(select) WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
                arguments: [range.lowerBound, range.upperBound])
            while let row = try rows.next() {
                let rowID = row.integer(row.count - 1)
                next = rowID < range.upperBound ? rowID + 1 : nil
                try body(row)
            }
            return nil
        } catch let error as DatabaseError where Self.isDamage(error) {
            return next
        }
    }

    /// Reads from the last row downwards; returns the last rowid that cannot be read.
    private func readDown() throws -> Int64 {
        var next = Int64.max
        do {
            let rows = try Row.fetchCursor(db, sql: "\(rowIDs) ORDER BY rowid DESC")
            while let row = try rows.next() { next = row.integer(0) &- 1 }
        } catch let error as DatabaseError where Self.isDamage(error) {}
        return next
    }

    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_CORRUPT, .SQLITE_IOERR, .SQLITE_NOTADB].contains(error.resultCode)
    }
}
