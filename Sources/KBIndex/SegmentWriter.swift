import GRDB
import KBFile
import KBText

/// Writes segments into the file.
package struct SegmentWriter {
    /// A list of at most so many bytes stands beside its term, which saves looking for it.
    private static let mostBesideTerm = 200
    /// So many bytes of the stream stand in a row of `index_postings`: as many as fit into a page of 8192.
    static let streamRow = 8000

    private let db: Database
    private let segments: Statement
    private let terms: Statement
    private let postings: Statement
    private let rows: Statement
    private let vocabulary: Statement
    /// Terms that are in the vocabulary already, as far as this writer knows.
    private var known: Set<String> = []

    package init(_ db: Database) throws {
        self.db = db
        segments = try db.makeStatement(
            sql: """
                INSERT INTO index_segments (
                  kind, format, book, rows, first_id, last_id, ranks, first_posting, last_posting, bytes)
                VALUES ('code', 1, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        terms = try db.makeStatement(
            sql: """
                INSERT INTO index_terms (segment, term, field, rows, place, data)
                VALUES (?, CAST(? AS BLOB), ?, ?, ?, ?)
                """)
        postings = try db.makeStatement(sql: "INSERT INTO index_postings (id, data) VALUES (?, ?)")
        rows = try db.makeStatement(sql: "INSERT INTO index_rows (segment, chunk, ids) VALUES (?, ?, ?)")
        vocabulary = try db.makeStatement(
            sql: "INSERT INTO vocabulary (term) VALUES (CAST(? AS BLOB)) ON CONFLICT (term) DO NOTHING")
    }

    /// Adds a segment of a book.
    package mutating func write(_ segment: SegmentData, book: String) throws {
        guard let first = segment.ids.min(), let last = segment.ids.max() else { return }
        segments.bindDirect(book, at: 1)
        segments.bindDirect(Int64(segment.ids.count), at: 2)
        segments.bindDirect(first, at: 3)
        segments.bindDirect(last, at: 4)
        segments.bindDirect(segment.ranks.bytes, at: 5)
        // The lists are written after it: how far they will reach is known beforehand.
        let lastPosting = try Int64.fetchOne(db, sql: "SELECT max(id) FROM index_postings") ?? 0
        guard (0..<1 << 40).contains(lastPosting) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "kb's index is damaged")
        }
        let firstPosting = lastPosting + 1
        let size = segment.lists.reduce(0) { $0 + (Self.isBesideTerm($1) ? 0 : $1.size) }
        segments.bindDirect(firstPosting, at: 6)
        segments.bindDirect(firstPosting + Int64((size + Self.streamRow - 1) / Self.streamRow) - 1, at: 7)
        segments.bindDirect(Int64(segment.bytes), at: 8)
        try segments.runDirect()
        let id = db.lastInsertedRowID
        var stream = Stream(row: firstPosting)
        for (chunk, start) in stride(from: 0, to: segment.ids.count, by: SegmentReader.idsInChunk)
            .enumerated()
        {
            let ids = segment.ids[start..<min(start + SegmentReader.idsInChunk, segment.ids.count)]
            rows.bindDirect(id, at: 1)
            rows.bindDirect(Int64(chunk), at: 2)
            rows.bindDirect(SegmentReader.encoded(ids, from: first), at: 3)
            try rows.runDirect()
        }
        var words: [String] = []
        for list in segment.lists {
            try write(list, segment: id, &stream)
            guard list.field == .title || list.field == .description, Vocabulary.has(list.term),
                known.insert(list.term).inserted
            else { continue }
            vocabulary.bindDirect(list.term, at: 1)
            try vocabulary.runDirect()
            if db.changesCount > 0, !Han.occurs(in: list.term) { words.append(list.term) }
        }
        if !words.isEmpty {
            try db.execute(
                sql: "INSERT INTO index_words (words) VALUES (CAST(? AS BLOB))",
                arguments: [words.joined(separator: "\n")])
        }
        try flush(&stream, downTo: 0)
    }

    /// What of the stream is not in a row yet.
    private struct Stream {
        var row: Int64
        var bytes: [UInt8] = []

        var place: Int64 { row * Int64(SegmentWriter.streamRow) + Int64(bytes.count) }
    }

    private static func isBesideTerm(_ list: SegmentData.List) -> Bool {
        list.chunks.count == 1 && list.size <= mostBesideTerm
    }

    private func write(_ list: SegmentData.List, segment: Int64, _ stream: inout Stream) throws {
        terms.bindDirect(segment, at: 1)
        terms.bindDirect(list.term, at: 2)
        terms.bindDirect(Int64(list.field.rawValue), at: 3)
        terms.bindDirect(Int64(list.rows), at: 4)
        if Self.isBesideTerm(list) {
            terms.bindNullDirect(at: 5)
            terms.bindDirect(list.chunks[0], at: 6)
        } else {
            terms.bindDirect(stream.place, at: 5)
            terms.bindDirect(ChunkLocation.bytes(of: list), at: 6)
            for chunk in list.chunks {
                stream.bytes += chunk
                try flush(&stream, downTo: Self.streamRow)
            }
        }
        try terms.runDirect()
    }

    private func flush(_ stream: inout Stream, downTo size: Int) throws {
        var start = 0
        while stream.bytes.count - start >= max(1, size) {
            let end = min(start + Self.streamRow, stream.bytes.count)
            postings.bindDirect(stream.row, at: 1)
            postings.bindDirect(Array(stream.bytes[start..<end]), at: 2)
            try postings.runDirect()
            stream.row += 1
            start = end
        }
        stream.bytes.removeFirst(start)
    }
}

/// Where a chunk of a list is in the stream.
struct ChunkLocation {
    /// The first row of the segment that the chunk is about.
    var firstRow: UInt32
    /// The number of bytes.
    var size: Int
    /// Where the chunk begins.
    var place: Int64

    /// The first rows and sizes of a list's chunks, four bytes each, little-endian.
    static func bytes(of list: SegmentData.List) -> [UInt8] {
        zip(list.firstRows, list.chunks).flatMap { first, chunk in
            first.littleEndianBytes + UInt32(chunk.count).littleEndianBytes
        }
    }

    /// Reads what ``bytes(of:)`` wrote of a list that begins at `place`.
    static func all(_ bytes: UnsafeRawBufferPointer, from place: Int64) -> [ChunkLocation] {
        var place = place
        return stride(from: 0, to: bytes.count - 7, by: 8).map { offset in
            func value(_ offset: Int) -> UInt32 {
                UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            }
            defer { place &+= Int64(value(offset + 4)) }
            return ChunkLocation(firstRow: value(offset), size: Int(value(offset + 4)), place: place)
        }
    }
}
