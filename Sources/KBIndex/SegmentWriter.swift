import GRDB
import KBFile
import KBText

/// Writes segments into the file.
package struct SegmentWriter {
    /// Lists up to this many bytes are stored inline in `index_terms`, saving a lookup.
    private static let mostBesideTerm = 200
    /// So many bytes of the stream stand in a row of `index_postings`: as many as fit into a page of 8192.
    static let streamRow = 8000

    private let db: Database
    private let kind: String
    private let segments: Statement
    private let terms: Statement
    private let postings: Statement
    private let rows: Statement
    private let vocabulary: Statement
    private let words: Statement
    private var known = KnownTerms()

    /// A writer of segments of one kind.
    package init(_ db: Database, kind: String) throws {
        self.db = db
        self.kind = kind
        segments = try db.makeStatement(
            sql: """
                INSERT INTO index_segments (
                  id, kind, format, book, rows, bytes, terms, first_id, last_id, first_posting, last_posting, ranks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        terms = try db.makeStatement(
            sql: "INSERT INTO index_terms (segment, term, field, rows, place, data) VALUES (?, ?, ?, ?, ?, ?)"
        )
        postings = try db.makeStatement(sql: "INSERT INTO index_postings (id, data) VALUES (?, ?)")
        rows = try db.makeStatement(sql: "INSERT INTO index_rows (segment, chunk, ids) VALUES (?, ?, ?)")
        vocabulary = try db.makeStatement(
            sql: "INSERT INTO vocabulary (term) VALUES (?) ON CONFLICT (term) DO NOTHING")
        words = try db.makeStatement(sql: "INSERT INTO index_words (words) VALUES (?)")
    }

    /// Adds segments of a book.
    package mutating func write(_ all: [SegmentData], book: String) throws {
        for segment in all { try write(segment, book: book) }
    }

    private mutating func write(_ segment: SegmentData, book: String) throws {
        guard let first = segment.ids.min(), let last = segment.ids.max() else { return }
        // The lists are written after it: how far they will reach is known beforehand.
        let lastPosting = try Int64.fetchOne(db, sql: "SELECT max(id) FROM index_postings") ?? 0
        guard (0..<1 << 40).contains(lastPosting) else {
            throw StoreFault.indexDamaged
        }
        var size = 0
        segment.forEachList { _, _, list in if !Self.isBesideTerm(list) { size += list.bytes.count } }
        var stream = Stream(row: lastPosting + 1)
        // Rows of a segment that is gone may still be there.
        let id =
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT max(coalesce((SELECT max(id) FROM index_segments), 0),
                      coalesce((SELECT max(segment) FROM index_terms), 0),
                      coalesce((SELECT max(segment) FROM index_rows), 0)) + 1
                    """) ?? 1
        segments.bindDirect(id, at: 1)
        segments.bindDirect(kind, at: 2)
        segments.bindDirect(SegmentFormat.current, at: 3)
        segments.bindDirect(book, at: 4)
        segments.bindDirect(Int64(segment.ids.count), at: 5)
        segments.bindDirect(Int64(segment.bytes), at: 6)
        segments.bindDirect(Int64(segment.terms.count), at: 7)
        segments.bindDirect(first, at: 8)
        segments.bindDirect(last, at: 9)
        segments.bindDirect(stream.row, at: 10)
        segments.bindDirect(stream.row + Int64((size + Self.streamRow - 1) / Self.streamRow) - 1, at: 11)
        segments.bindDirect(segment.ranks.bytes, at: 12)
        try segments.runDirect()
        for (chunk, start) in stride(from: 0, to: segment.ids.count, by: SegmentReader.idsInChunk)
            .enumerated()
        {
            let ids = segment.ids[start..<min(start + SegmentReader.idsInChunk, segment.ids.count)]
            rows.bindDirect(id, at: 1)
            rows.bindDirect(Int64(chunk), at: 2)
            rows.bindDirect(SegmentReader.encoded(ids, from: first), at: 3)
            try rows.runDirect()
        }
        var newWords: [UInt8] = []
        try segment.forEachList { term, field, list in
            try write(term, field, list, segment: id, &stream)
            guard field == .title || field == .description, Term.isOfVocabulary(term), known.insert(term)
            else { return }
            vocabulary.bindDirect(term, at: 1)
            try vocabulary.runDirect()
            if db.changesCount > 0, !Term.isHan(term) { newWords += term + [UInt8(ascii: "\n")] }
        }
        if !newWords.isEmpty {
            words.bindDirect(newWords.dropLast(), at: 1)
            try words.runDirect()
        }
        try flush(&stream, downTo: 0)
    }

    /// What of the stream is not in a row yet.
    private struct Stream {
        var row: Int64
        var bytes: [UInt8] = []

        var place: Int64 { row * Int64(SegmentWriter.streamRow) + Int64(bytes.count) }
    }

    private static func isBesideTerm(_ list: FieldLists.List) -> Bool {
        list.chunks.count == 1 && list.bytes.count <= mostBesideTerm
    }

    private func write(
        _ term: ArraySlice<UInt8>, _ field: IndexField, _ list: FieldLists.List, segment: Int64,
        _ stream: inout Stream
    ) throws {
        terms.bindDirect(segment, at: 1)
        terms.bindDirect(term, at: 2)
        terms.bindDirect(Int64(field.rawValue), at: 3)
        terms.bindDirect(Int64(list.rows), at: 4)
        if Self.isBesideTerm(list) {
            terms.bindNullDirect(at: 5)
            terms.bindDirect(list.bytes, at: 6)
        } else {
            terms.bindDirect(stream.place, at: 5)
            terms.bindDirect(ChunkLocation.bytes(of: list), at: 6)
            stream.bytes += list.bytes
            try flush(&stream, downTo: Self.streamRow)
        }
        try terms.runDirect()
    }

    private func flush(_ stream: inout Stream, downTo size: Int) throws {
        var start = 0
        while stream.bytes.count - start >= max(1, size) {
            let end = min(start + Self.streamRow, stream.bytes.count)
            postings.bindDirect(stream.row, at: 1)
            postings.bindDirect(stream.bytes[start..<end], at: 2)
            try postings.runDirect()
            stream.row += 1
            start = end
        }
        stream.bytes.removeFirst(start)
    }
}
