import GRDB
import KBFile

/// A segment of the index as a search sees it.
package final class SegmentReader {
    /// The key in `index_segments`; nil for rows that were changed since they were indexed.
    let id: Int64?
    /// The book of all rows; empty for several.
    let book: String
    /// The number of rows.
    let count: Int
    /// What the rows are ordered by.
    let ranks: RowRanks
    /// The lowest `codes.id`.
    let firstID: Int64

    private let removed: [UInt8]
    private let memory: [String: [(field: IndexField, list: PostingList, rows: Int)]]
    private let memoryIDs: [Int64]
    private var ids: [Int: [Int64]] = [:]

    /// So many ids stand in a row of `index_rows`.
    static let idsInChunk = 64

    /// A segment of the file.
    init(id: Int64, book: String, count: Int, ranks: RowRanks, firstID: Int64, removed: [UInt8]) {
        (self.id, self.book, self.count, self.ranks, self.firstID, self.removed) = (
            id, book, count, ranks, firstID, removed
        )
        (memory, memoryIDs) = ([:], [])
    }

    /// A segment in memory.
    init(_ segment: SegmentData) {
        id = nil
        book = ""
        count = segment.ids.count
        ranks = segment.ranks
        firstID = segment.ids.min() ?? 0
        removed = []
        memoryIDs = segment.ids
        var lists: [String: [(field: IndexField, list: PostingList, rows: Int)]] = [:]
        for list in segment.lists {
            let bytes = list.chunks.flatMap { $0 } + [UInt8](repeating: 0, count: PostingList.padding)
            lists[list.term, default: []].append((list.field, .whole(bytes), list.rows))
        }
        memory = lists
    }

    /// The lists of a term.
    func lists(of term: String, _ db: Database) throws -> TermLists {
        var lists = TermLists()
        guard let id else {
            for entry in memory[term] ?? [] { lists.set(entry.list, rows: entry.rows, field: entry.field) }
            return lists
        }
        let statement = try db.cachedStatement(
            sql:
                "SELECT field, rows, place, data FROM index_terms WHERE segment = ? AND term = CAST(? AS BLOB)"
        )
        statement.bindDirect(id, at: 1)
        statement.bindDirect(term, at: 2)
        defer { statement.endDirect() }
        while try statement.stepDirect() {
            guard let field = IndexField(rawValue: Int(statement.integer(0))) else { continue }
            lists.set(Self.list(statement), rows: Self.rows(statement), field: field)
        }
        return lists
    }

    /// The lists in one field of the terms that begin with a text; only those that go on after it if `isLonger`.
    func lists(
        beginning prefix: String, isLonger: Bool, in field: IndexField, _ db: Database
    ) throws -> [(list: PostingList, rows: Int)] {
        guard let id else {
            return memory.filter { $0.key.utf8.starts(with: prefix.utf8) && !(isLonger && $0.key == prefix) }
                .flatMap(\.value)
                .filter { $0.field == field }.map { ($0.list, $0.rows) }
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT field, rows, place, data FROM index_terms
                WHERE segment = ?1 AND term >= CAST(?2 AS BLOB) AND term < CAST(?3 AS BLOB) AND field = ?4
                  AND NOT (?5 AND term = CAST(?2 AS BLOB))
                """)
        statement.bindDirect(id, at: 1)
        statement.bindDirect(prefix, at: 2)
        statement.bindDirect(prefix + "\u{10FFFF}", at: 3)
        statement.bindDirect(Int64(field.rawValue), at: 4)
        statement.bindDirect(isLonger ? 1 : 0, at: 5)
        defer { statement.endDirect() }
        var lists: [(list: PostingList, rows: Int)] = []
        while try statement.stepDirect() {
            lists.append((Self.list(statement), Self.rows(statement)))
        }
        return lists
    }

    /// The number of rows in the current row's column 1, which in a damaged file may be anything.
    private static func rows(_ statement: Statement) -> Int {
        Int(max(0, min(statement.integer(1), Int64(IndexMaintenance.mostRows))))
    }

    /// The list in the current row: columns 2 and 3 are `place` and `data`.
    private static func list(_ statement: Statement) -> PostingList {
        let data = statement.blob(3)
        guard statement.isNull(2) else {
            return .stored(ChunkLocation.all(data, from: statement.integer(2)))
        }
        return .whole(
            [UInt8](unsafeUninitializedCapacity: data.count + PostingList.padding) { buffer, initialized in
                buffer.initialize(repeating: 0)
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: data)
                initialized = buffer.count
            })
    }

    /// Whether a row is deleted, or indexed anew elsewhere.
    func isRemoved(_ row: UInt32) -> Bool {
        let place = Int(row >> 3)
        return place < removed.count && removed[place] >> (row & 7) & 1 == 1
    }

    /// `codes.id` of a row; nil in a damaged file.
    func codeID(of row: UInt32, _ db: Database) throws -> Int64? {
        guard let id else { return row < memoryIDs.count ? memoryIDs[Int(row)] : nil }
        let chunk = Int(row) / Self.idsInChunk
        if ids[chunk] == nil { ids[chunk] = try Self.ids(ofSegment: id, chunk: chunk, from: firstID, db) }
        let place = Int(row) % Self.idsInChunk
        return ids[chunk].flatMap { place < $0.count ? $0[place] : nil }
    }

    private static func ids(
        ofSegment id: Int64, chunk: Int, from first: Int64, _ db: Database
    ) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT ids FROM index_rows WHERE segment = ? AND chunk = ?")
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

/// The lists of one term in one segment.
struct TermLists {
    private var lists: (PostingList?, PostingList?, PostingList?, PostingList?)
    private var rows: (Int, Int, Int, Int) = (0, 0, 0, 0)

    mutating func set(_ list: PostingList, rows count: Int, field: IndexField) {
        switch field {
        case .title: (lists.0, rows.0) = (list, count)
        case .description: (lists.1, rows.1) = (list, count)
        case .titleCharacter: (lists.2, rows.2) = (list, count)
        case .descriptionCharacter: (lists.3, rows.3) = (list, count)
        }
    }

    subscript(field: IndexField) -> (list: PostingList, rows: Int)? {
        switch field {
        case .title: lists.0.map { ($0, rows.0) }
        case .description: lists.1.map { ($0, rows.1) }
        case .titleCharacter: lists.2.map { ($0, rows.2) }
        case .descriptionCharacter: lists.3.map { ($0, rows.3) }
        }
    }

    /// The most rows of any field.
    var mostRows: Int { max(max(rows.0, rows.1), max(rows.2, rows.3)) }
}
