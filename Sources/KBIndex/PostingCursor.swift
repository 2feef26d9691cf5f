import GRDB
import KBFile

/// Goes through a list of occurrences, row by row.
///
/// It keeps its buffers by hand and is used by one thread: this is the innermost loop of every search.
final class PostingCursor: PositionedDocSet {
    @exclusivity(unchecked) private(set) var row: UInt32 = .max
    let cost: Int

    private let db: Database
    private let chunks: [ChunkLocation]
    @exclusivity(unchecked) private var chunk = 0
    /// The chunk at hand, and ``PostingList/padding`` bytes.
    @exclusivity(unchecked) private var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// Where the next block starts in `bytes`.
    @exclusivity(unchecked) private var next = 0
    @exclusivity(unchecked) private var rows: UnsafeMutablePointer<UInt32>
    @exclusivity(unchecked) private var unpacked: UnsafeMutablePointer<UInt32>
    @exclusivity(unchecked) private var capacity = PostingBlock.usualCount
    @exclusivity(unchecked) private var count = 0
    @exclusivity(unchecked) private var index = 0
    @exclusivity(unchecked) private var packedPositions = 0
    @exclusivity(unchecked) private var positionWidth = 0
    @exclusivity(unchecked) private var positionsAreUnpacked = false

    /// Starts at the first row of a list.
    init(_ list: PostingList, cost: Int, db: Database) throws {
        self.db = db
        self.cost = cost
        rows = .allocate(capacity: capacity)
        unpacked = .allocate(capacity: capacity)
        switch list {
        case .whole(let whole):
            chunks = []
            makeRoom(for: whole.count)
            bytes.copyBytes(from: whole)
            _ = readBlock()
        case .stored(let stored):
            chunks = stored
            try load(0)
            _ = readBlock()
        case .decoded(let decoded, let positions):
            chunks = []
            reserve(decoded.count)
            for (place, row) in decoded.enumerated() { rows[place] = row }
            for (place, position) in positions.enumerated() { unpacked[place] = position }
            positionsAreUnpacked = true
            count = decoded.count
        }
        settle()
    }

    deinit {
        bytes.deallocate()
        rows.deallocate()
        unpacked.deallocate()
    }

    @inline(__always)
    func advance() throws {
        guard row != .max else { return }
        let current = row
        repeat { index += 1 } while index < count && rows[index] == current
        if index == count { try readNext() }
        settle()
    }

    func seek(_ target: UInt32) throws {
        // At the end no row is less than any target, so that a block is at hand from here on.
        guard row < target else { return }
        if rows[count - 1] < target, !(try skip(to: target)) { return settle() }
        while index < count && rows[index] < target { index += 1 }
        if index == count { try readNext() }
        settle()
    }

    /// Goes to the first row from `end` on, and hands over each row on the way once.
    @inline(__always)
    func forEachRow(below end: UInt32, _ body: (UInt32) -> Void) throws {
        guard row < end else { return }
        var last = UInt32.max
        while index < count {
            while index < count, rows[index] < end {
                if rows[index] != last {
                    last = rows[index]
                    body(last)
                }
                index += 1
            }
            if index < count { break }
            try readNext()
        }
        settle()
    }

    @inline(__always)
    var positions: UnsafeBufferPointer<UInt32> {
        if !positionsAreUnpacked { unpackPositions() }
        var end = index + 1
        while end < count && rows[end] == row { end += 1 }
        return UnsafeBufferPointer(start: unpacked + index, count: end - index)
    }

    @inline(__always)
    private func settle() {
        row = index < count ? rows[index] : .max
    }

    private func makeRoom(for size: Int) {
        if bytes.count != size {
            bytes.deallocate()
            bytes = .allocate(byteCount: size, alignment: 8)
        }
    }

    private func reserve(_ size: Int) {
        guard size > capacity else { return }
        rows.deallocate()
        unpacked.deallocate()
        capacity = size
        rows = .allocate(capacity: size)
        unpacked = .allocate(capacity: size)
    }

    /// Leaves out chunks and blocks that end before `target`; false when the list ends there.
    private func skip(to target: UInt32) throws -> Bool {
        var following = chunk + 1
        while following < chunks.count && chunks[following].firstRow <= target { following += 1 }
        if following - 1 > chunk {
            try load(following - 1)
            guard readBlock() else { return false }
        }
        while rows[count - 1] < target {
            // A block ends before the next one's first row.
            while let peeked = peek(), let after = peeked.after, after <= target { next = peeked.end }
            guard try readNextBlock() else {
                index = count
                return false
            }
        }
        return true
    }

    private func readNext() throws {
        if try !readNextBlock() { index = count }
    }

    private func readNextBlock() throws -> Bool {
        if readBlock() { return true }
        guard chunk + 1 < chunks.count else { return false }
        try load(chunk + 1)
        return readBlock()
    }

    private func load(_ number: Int) throws {
        chunk = number
        next = 0
        guard number < chunks.count else { return }
        let stored = chunks[number]
        guard stored.size <= Self.largestChunk else { throw IndexDamage.missingPart }
        makeRoom(for: stored.size + PostingList.padding)
        for index in stored.size..<bytes.count { bytes[index] = 0 }
        let statement = try db.cachedStatement(sql: "SELECT data FROM index_postings WHERE id = ?")
        try Self.read(
            UnsafeMutableRawBufferPointer(rebasing: bytes[..<stored.size]), from: stored.place, statement)
    }

    /// A chunk is a few kilobytes, but for a single row of very many occurrences.
    private static let largestChunk = 1 << 28

    /// Copies a part of the stream.
    private static func read(
        _ target: UnsafeMutableRawBufferPointer, from place: Int64, _ statement: Statement
    ) throws {
        guard place >= 0 else { throw IndexDamage.missingPart }
        var filled = 0
        var (row, offset) = (
            place / Int64(SegmentWriter.streamRow), Int(place % Int64(SegmentWriter.streamRow))
        )
        while filled < target.count {
            statement.bindDirect(row, at: 1)
            defer { statement.endDirect() }
            guard try statement.stepDirect() else { throw IndexDamage.missingPart }
            let data = statement.blob(0)
            let end = min(data.count, offset + target.count - filled)
            guard offset < end else { throw IndexDamage.missingPart }
            UnsafeMutableRawBufferPointer(rebasing: target[filled...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: data[offset..<end]))
            filled += end - offset
            (row, offset) = (row + 1, 0)
        }
    }

    /// Where the block at `next` ends, and the first row of the block after it, if the chunk has one.
    private func peek() -> (end: Int, after: UInt32?)? {
        var place = next
        guard let header = Header(bytes, &place) else { return nil }
        let end = place + header.gapBytes + header.positionBytes
        var following = end
        return (end, Header(bytes, &following)?.first)
    }

    /// Unpacks the rows of the next block; false at the end of the chunk.
    private func readBlock() -> Bool {
        var place = next
        guard let header = Header(bytes, &place) else { return false }
        count = header.count
        reserve(count)
        var row = header.first
        rows[0] = row
        let width = UInt64(header.parameter)
        let mask = UInt64(1) << width &- 1
        var bit = place * 8
        let end = (place + header.gapBytes) * 8
        for index in 1..<max(1, header.count) {
            // A damaged file may say anything, but nothing outside its bytes is read.
            let word =
                bytes.loadUnaligned(fromByteOffset: min(bit, end) >> 3, as: UInt64.self) &>> UInt64(bit & 7)
            let high = UInt64(word.trailingZeroBitCount)
            row &+= UInt32(truncatingIfNeeded: high &<< width | (word &>> high) &>> 1 & mask)
            rows[index] = row
            bit &+= Int(truncatingIfNeeded: high &+ 1 &+ width)
        }
        packedPositions = place + header.gapBytes
        positionWidth = header.positionWidth
        positionsAreUnpacked = false
        next = packedPositions + header.positionBytes
        index = 0
        return true
    }

    private func unpackPositions() {
        positionsAreUnpacked = true
        let mask = UInt64(1) << UInt64(positionWidth) &- 1
        var bit = packedPositions * 8
        for index in 0..<count {
            let word = bytes.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self)
            unpacked[index] = UInt32(truncatingIfNeeded: word &>> UInt64(bit & 7) & mask)
            bit &+= positionWidth
        }
    }

    /// What stands before the packed parts of a block; see ``PostingBlock``.
    private struct Header {
        var count: Int
        var parameter: Int
        var positionWidth: Int
        var first: UInt32

        var gapBytes = 0
        var positionBytes: Int { (count * positionWidth + 7) / 8 }

        init?(_ bytes: UnsafeMutableRawBufferPointer, _ place: inout Int) {
            guard place < bytes.count - PostingList.padding else { return nil }
            count = Int(Self.varint(bytes, &place))
            parameter = Int(bytes[place] & 63)
            positionWidth = Int(bytes[place + 1] & 63)
            place += 2
            first = UInt32(truncatingIfNeeded: Self.varint(bytes, &place))
            if count > 1 { gapBytes = Int(Self.varint(bytes, &place)) }
            // What a damaged file says may not lead out of the chunk.
            guard count > 0, count <= gapBytes * 8 + 1, positionWidth <= 32,
                place + gapBytes + positionBytes <= bytes.count - PostingList.padding
            else {
                return nil
            }
        }

        @inline(__always)
        private static func varint(_ bytes: UnsafeMutableRawBufferPointer, _ place: inout Int) -> UInt64 {
            var value: UInt64 = 0
            var shift: UInt64 = 0
            while place < bytes.count, shift < 35 {
                let byte = bytes[place]
                place += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return value
        }
    }
}
