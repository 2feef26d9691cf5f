/// The rows where several sets have positions that follow each other by one.
final class Phrase: PositionedDocSet {
    @exclusivity(unchecked) private(set) var row: UInt32 = .max
    let cost: Int

    /// The rows that hold all of several parts.
    private let rows: Intersection<PostingCursor>?
    /// Several parts, the rarest first, and where each stands in the phrase.
    private let parts: [(cursor: PostingCursor, offset: UInt32)]
    /// The only part; nil for several.
    private let single: PostingCursor?
    /// Where the phrase begins in the row at hand.
    @exclusivity(unchecked) private var starts: UnsafeMutableBufferPointer<UInt32>
    @exclusivity(unchecked) private var count = 0

    /// Starts at the first row that holds the phrase; nil without parts.
    init?(_ cursors: [PostingCursor]) throws {
        // Most phrases are one term, of which the cursor is all.
        if cursors.count == 1 {
            (rows, parts, single) = (nil, [], cursors[0])
            cost = cursors[0].cost
            starts = UnsafeMutableBufferPointer(start: nil, count: 0)
        } else {
            guard let rows = try Intersection(cursors) else { return nil }
            (self.rows, single) = (rows, nil)
            parts = cursors.enumerated().map { (cursor: $0.element, offset: UInt32($0.offset)) }
                .sorted { $0.cursor.cost < $1.cursor.cost }
            cost = rows.cost
            starts = .allocate(capacity: 16)
        }
        try settle()
    }

    deinit {
        starts.deallocate()
    }

    /// Where the phrase begins in the row at hand.
    @inline(__always)
    var positions: UnsafeBufferPointer<UInt32> {
        if let single { return single.positions }
        return UnsafeBufferPointer(rebasing: starts[..<count])
    }

    @inline(__always)
    func advance() throws {
        guard row != .max else { return }
        if let single {
            try single.advance()
            row = single.row
        } else {
            try rows?.advance()
            try settle()
        }
    }

    @inline(__always)
    func seek(_ target: UInt32) throws {
        guard row < target else { return }
        if let single {
            try single.seek(target)
            row = single.row
        } else {
            try rows?.seek(target)
            try settle()
        }
    }

    @inline(__always)
    func forEachRow(below end: UInt32, _ body: (UInt32) -> Void) throws {
        if let single {
            try single.forEachRow(below: end, body)
            row = single.row
            return
        }
        while row < end {
            body(row)
            try advance()
        }
    }

    /// Goes on from where the parts are to the next row that holds the phrase.
    private func settle() throws {
        if let single {
            row = single.row
            return
        }
        guard let rows else { return }
        while rows.row != .max, !matches() { try rows.advance() }
        row = rows.row
    }

    /// Finds where the phrase begins in the row at hand; false when its parts do not stand one after the other.
    private func matches() -> Bool {
        count = 0
        let first = parts[0]
        let candidates = first.cursor.positions
        if candidates.count > starts.count {
            starts.deallocate()
            starts = .allocate(capacity: candidates.count)
        }
        for position in candidates where position >= first.offset {
            starts[count] = position - first.offset
            count += 1
        }
        for part in 1..<parts.count {
            let positions = parts[part].cursor.positions
            let offset = parts[part].offset
            var (place, kept) = (0, 0)
            for index in 0..<count {
                let wanted = starts[index] &+ offset
                while place < positions.count && positions[place] < wanted { place += 1 }
                if place < positions.count, positions[place] == wanted {
                    starts[kept] = starts[index]
                    kept += 1
                }
            }
            count = kept
            if kept == 0 { return false }
        }
        return count > 0
    }
}
