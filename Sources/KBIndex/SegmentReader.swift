import GRDB
import KBFile

/// A segment of the index as a search sees it.
package final class SegmentReader {
    /// The key in `index_segments`; nil for rows that were changed since they were indexed.
    let id: Int64?
    /// The book of all rows.
    let book: String
    /// The number of rows.
    let count: Int
    /// What the rows are ordered by.
    let ranks: RowRanks
    /// The lowest id of a document.
    let firstID: Int64

    /// The number of terms.
    let termCount: Int64

    private let removed: [UInt8]
    /// A segment in memory.
    private let memory: SegmentData?
    private var ids: [Int: [Int64]] = [:]

    /// So many ids stand in a row of `index_rows`.
    static let idsInChunk = 64
    /// So many of these rows are kept.
    private static let mostChunks = 4096

    /// A segment of the file.
    init(
        id: Int64, book: String, count: Int, ranks: RowRanks, firstID: Int64, removed: [UInt8],
        termCount: Int64
    ) {
        (self.id, self.book, self.count, self.ranks, self.firstID, self.removed) = (
            id, book, count, ranks, firstID, removed
        )
        memory = nil
        self.termCount = termCount
    }

    /// A segment in memory.
    init(_ segment: SegmentData, book: String) {
        id = nil
        self.book = book
        count = segment.ids.count
        ranks = segment.ranks
        firstID = segment.ids.min() ?? 0
        removed = []
        memory = segment
        termCount = Int64(segment.terms.count)
    }

    /// The segments of a kind in the file, by their lowest id.
    static func all(_ db: Database, kind: String) throws -> [SegmentReader] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, rows, ranks, removed_rows, first_id, book, format, terms FROM index_segments WHERE kind = ?
                ORDER BY first_id
                """)
        statement.bindDirect(kind, at: 1)
        defer { statement.endDirect() }
        var segments: [SegmentReader] = []
        while try statement.stepDirect() {
            guard statement.integer(6) == SegmentFormat.current else {
                throw IndexDamage.unknownFormat
            }
            segments.append(
                SegmentReader(
                    id: statement.integer(0), book: statement.text(5),
                    count: Int(max(0, min(statement.integer(1), Int64(SegmentLimits.rows)))),
                    ranks: RowRanks(statement.blob(2)), firstID: statement.integer(4),
                    removed: Array(statement.blob(3)), termCount: statement.integer(7)))
        }
        return segments
    }

    /// The number of rows that count.
    var liveCount: Int { max(0, count - removed.reduce(0) { $0 + $1.nonzeroBitCount }) }

    /// The terms of a segment in memory.
    var terms: SegmentTerms { memory?.terms ?? SegmentTerms() }

    /// The statement that ``lists(of:_:)`` runs.
    static func termStatement(_ db: Database) throws -> Statement {
        try db.cachedStatement(
            sql: "SELECT field, rows, place, data FROM index_terms WHERE segment = ? AND term = ?")
    }

    /// The lists of a term.
    func lists(of term: Term, _ statement: Statement) throws -> TermLists {
        var lists = TermLists()
        guard let id else {
            if let memory, let place = memory.terms.place(of: term) {
                for field in memory.fields {
                    guard let list = field.list(ofTermAt: place) else { continue }
                    lists.set(Self.whole(list), rows: list.rows, field: field.field)
                }
            }
            return lists
        }
        statement.bindDirect(id, at: 1)
        statement.bindDirect(term.bytes, at: 2)
        defer { statement.endDirect() }
        while try statement.stepDirect() {
            guard let field = IndexField(rawValue: Int(statement.integer(0))) else { continue }
            lists.set(Self.list(statement), rows: Self.rows(statement), field: field)
        }
        return lists
    }

    /// The lists in one field of the terms that begin with a text; only those that go on after it if `isLonger`.
    func lists(
        beginning prefix: Term, isLonger: Bool, in field: IndexField, _ db: Database
    ) throws -> [(list: PostingList, rows: Int)] {
        guard let id else {
            guard let memory else { return [] }
            return memory.terms.places(beginning: prefix).compactMap { place in
                guard !isLonger || memory.terms[place].count > prefix.bytes.count,
                    let list = memory.fields[field.rawValue].list(ofTermAt: place)
                else { return nil }
                return (Self.whole(list), list.rows)
            }
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT field, rows, place, data FROM index_terms
                WHERE segment = ?1 AND term >= ?2 AND term < ?3 AND field = ?4
                  AND NOT (?5 AND term = ?2)
                """)
        statement.bindDirect(id, at: 1)
        statement.bindDirect(prefix.bytes, at: 2)
        // No byte of UTF-8 is as high.
        statement.bindDirect(prefix.bytes + [0xFF], at: 3)
        statement.bindDirect(Int64(field.rawValue), at: 4)
        statement.bindDirect(isLonger ? 1 : 0, at: 5)
        defer { statement.endDirect() }
        var lists: [(list: PostingList, rows: Int)] = []
        while try statement.stepDirect() {
            lists.append((Self.list(statement), Self.rows(statement)))
        }
        return lists
    }

    private static func whole(_ list: FieldLists.List) -> PostingList {
        list.bytes.withUnsafeBytes { PostingList.whole($0) }
    }

    /// The number of rows in the current row's column 1, which in a damaged file may be anything.
    private static func rows(_ statement: Statement) -> Int {
        Int(max(0, min(statement.integer(1), Int64(SegmentLimits.rows))))
    }

    /// The list in the current row: columns 2 and 3 are `place` and `data`.
    private static func list(_ statement: Statement) -> PostingList {
        let data = statement.blob(3)
        guard statement.isNull(2) else {
            return .stored(ChunkLocation.all(data, from: statement.integer(2)))
        }
        return PostingList.whole(data)
    }

    /// Whether a row is deleted, or indexed anew elsewhere.
    func isRemoved(_ row: UInt32) -> Bool {
        let place = Int(row >> 3)
        return place < removed.count && removed[place] >> (row & 7) & 1 == 1
    }

    /// The id of a row's document; nil in a damaged file.
    func documentID(of row: UInt32, _ db: Database) throws -> Int64? {
        guard let id else { return row < count ? memory?.ids[Int(row)] : nil }
        let chunk = Int(row) / Self.idsInChunk
        if ids.count > Self.mostChunks { ids.removeAll(keepingCapacity: true) }
        if ids[chunk] == nil {
            ids[chunk] = try Self.ids(ofSegment: id, chunk: chunk, from: firstID, Self.chunkOfIDs(db))
        }
        let place = Int(row) % Self.idsInChunk
        return ids[chunk].flatMap { place < $0.count ? $0[place] : nil }
    }

    /// The ids of the documents of many rows, which ascend; nil in a damaged file.
    ///
    /// It keeps no more than one chunk of them at a time.
    func documentIDs(of rows: [UInt32], _ db: Database) throws -> [Int64]? {
        let statement = try Self.chunkOfIDs(db)
        var (chunk, ids) = (-1, memory?.ids ?? [])
        var found: [Int64] = []
        found.reserveCapacity(rows.count)
        for row in rows {
            var place = Int(row)
            if let id {
                if place / Self.idsInChunk != chunk {
                    chunk = place / Self.idsInChunk
                    ids = try Self.ids(ofSegment: id, chunk: chunk, from: firstID, statement)
                }
                place %= Self.idsInChunk
            }
            guard place < ids.count else { return nil }
            found.append(ids[place])
        }
        return found
    }

    private static func chunkOfIDs(_ db: Database) throws -> Statement {
        try db.cachedStatement(sql: "SELECT ids FROM index_rows WHERE segment = ? AND chunk = ?")
    }

    private static func ids(
        ofSegment id: Int64, chunk: Int, from first: Int64, _ statement: Statement
    ) throws -> [Int64] {
        statement.bindDirect(id, at: 1)
        statement.bindDirect(Int64(chunk), at: 2)
        defer { statement.endDirect() }
        return try statement.stepDirect() ? decodedIDs(statement.blob(0), from: first) : []
    }

    /// Writes ids as varints of what they are above the lowest one.
    static func encoded(_ ids: some Collection<Int64>, from first: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        for id in ids { PostingBlock.appendVarint(UInt64(bitPattern: id &- first), to: &bytes) }
        return bytes
    }

    /// Reads what ``encoded(_:from:)`` wrote.
    static func decodedIDs(_ bytes: UnsafeRawBufferPointer, from first: Int64) -> [Int64] {
        var ids: [Int64] = []
        ids.reserveCapacity(idsInChunk)
        var (value, shift): (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                ids.append(first &+ Int64(bitPattern: value))
                (value, shift) = (0, 0)
            } else {
                shift = min(shift + 7, 63)
            }
        }
        return ids
    }
}
