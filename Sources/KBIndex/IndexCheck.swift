import Foundation
import GRDB
import KBFile
import KBText

/// Compares the index with the documents: everything that is in it, and nothing else.
///
/// Memory does not grow with the documents: segments are looked at one after the other, documents in ranges of their
/// ids.
package struct IndexCheck {
    /// The number of documents that are not in the index.
    package private(set) var unindexed = 0
    /// The number of documents that are in the index otherwise than their text says.
    package private(set) var indexedWrongly = 0
    /// The number of terms that the vocabulary lacks; of very many, only so many are counted.
    package var missingTerms: Int { missing.count }

    /// So many documents are compared with the rows of all segments at once.
    private static let range = 1 << 17
    /// So many documents are read by one statement.
    private static let batch = 256
    private static let mostMissing = 1 << 14

    private let db: Database
    private let source: any IndexSource
    /// Terms that have been looked up.
    private var known = KnownTerms()
    private var missing: Set<Term> = []
    private let vocabulary: Statement
    private let changes: Statement

    package init(_ db: Database, _ source: some IndexSource) throws {
        self.db = db
        self.source = source
        vocabulary = try db.makeStatement(sql: "SELECT 1 FROM vocabulary WHERE term = ?")
        changes = try db.makeStatement(sql: "SELECT 1 FROM index_changes WHERE kind = ? AND id = ?")
        changes.bindDirect(source.kind, at: 1)
        // What a segment keeps goes with it.
        var segments = try SegmentReader.all(db, kind: source.kind)
        while let segment = segments.popLast() { try check(segment) }
        try checkIDs()
    }

    /// Tells whether a document was changed since it was indexed.
    private func isChanged(_ id: Int64) throws -> Bool {
        changes.bindDirect(id, at: 2)
        return try changes.hasRow()
    }

    /// Counts documents that no segment has, and those that several have.
    private mutating func checkIDs() throws {
        let segments = try StoredSegment.ranges(db, kind: source.kind)
        var next: Int64? = .min
        while let start = next {
            let ids = try source.ids(from: start, limit: Self.range, db)
            // A view in the table's place may have IDs that are no integers: they read as 0, and come again and again.
            guard let first = ids.first, let end = ids.last, first <= end, end >= start else { return }
            next = end < .max ? end + 1 : nil
            var counts = [UInt8](repeating: 0, count: ids.count)
            for (segment, range) in segments where range.overlaps(first...end) {
                for id in try StoredSegment.liveIDs(of: segment, db) {
                    guard let place = StoredSegment.place(of: id, in: ids) else { continue }
                    counts[place] = min(counts[place] + 1, 2)
                }
            }
            for (place, count) in counts.enumerated() where count != 1 {
                if try isChanged(ids[place]) { continue }
                if count == 0 { unindexed += 1 } else { indexedWrongly += 1 }
            }
        }
    }

    /// Looks a term up in the vocabulary.
    private mutating func lookUp(_ term: Term) throws {
        guard term.isOfVocabulary, known.insert(term.bytes[...]), missing.count < Self.mostMissing else {
            return
        }
        vocabulary.bindDirect(term.bytes, at: 1)
        defer { vocabulary.endDirect() }
        if try !vocabulary.stepDirect() { missing.insert(term) }
    }

    /// The number of words of the vocabulary that are not among those which spelling is compared with.
    ///
    /// They are compared in parts, by their hashes.
    package static func missingWords(_ db: Database) throws -> Int {
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM vocabulary") ?? 0
        let parts = UInt64(1 + count / range)
        let listed = try db.makeStatement(sql: "SELECT words FROM index_words")
        let vocabulary = try db.makeStatement(sql: "SELECT term FROM vocabulary")
        var missing = 0
        for part in 0..<parts {
            var words: Set<UInt64> = []
            do {
                defer { listed.endDirect() }
                while try listed.stepDirect() {
                    for word in listed.blob(0).split(separator: UInt8(ascii: "\n")) {
                        let hash = hash(word)
                        if hash % parts == part { words.insert(hash) }
                    }
                }
            }
            defer { vocabulary.endDirect() }
            while try vocabulary.stepDirect() {
                let term = vocabulary.blob(0)
                guard !Term.isHan(term) else { continue }
                let hash = hash(term)
                if hash % parts == part, !words.contains(hash) { missing += 1 }
            }
        }
        return missing
    }

    private mutating func check(_ segment: SegmentReader) throws {
        // An order-free sum over the occurrences in each row tells whether they are those of its text.
        var sums = [UInt64](repeating: 0, count: segment.count)
        let statement = try db.makeStatement(sql: "SELECT DISTINCT term FROM index_terms WHERE segment = ?")
        statement.bindDirect(segment.id ?? 0, at: 1)
        defer { statement.endDirect() }
        let listsOfTerm = try SegmentReader.termStatement(db)
        while try statement.stepDirect() {
            let term = Term(bytes: Array(statement.blob(0)))
            let lists = try segment.lists(of: term, listsOfTerm)
            for field in [IndexField.title, .description, .titleCharacter, .descriptionCharacter, .key] {
                guard let list = lists[field] else { continue }
                let cursor = try PostingCursor(list.list, cost: list.rows, db: db)
                while cursor.row < segment.count {
                    for position in cursor.positions {
                        sums[Int(cursor.row)] &+= Self.hash(term, field, position)
                    }
                    try cursor.advance()
                }
            }
        }
        for start in stride(from: 0, to: segment.count, by: Self.batch) {
            try check(start..<min(start + Self.batch, segment.count), of: segment, sums)
        }
    }

    /// Compares rows of a segment with their documents.
    private mutating func check(_ range: Range<Int>, of segment: SegmentReader, _ sums: [UInt64]) throws {
        var rows: [Int64: UInt32] = [:]
        for row in range.lazy.map(UInt32.init) where !segment.isRemoved(row) {
            guard let id = try segment.documentID(of: row, db) else {
                indexedWrongly += 1
                continue
            }
            if try isChanged(id) { continue }
            if rows.updateValue(row, forKey: id) != nil { indexedWrongly += 1 }
        }
        var missing = rows.count
        var documents: [IndexDocument] = []
        try source.forEachDocument(withIDs: rows.keys.sorted(), db) { documents.append($0) }
        for document in documents {
            guard let row = rows[document.id], document.book == segment.book else { continue }
            missing -= 1
            let fresh = try sum(of: document)
            let key = RowRanks.key(length: fresh.length, isRetired: document.isRetired)
            if key != segment.ranks.key(of: row) || fresh.sum != sums[Int(row)] { indexedWrongly += 1 }
        }
        indexedWrongly += missing
    }

    /// The same sum over what the row should have in the index, and the number of tokens in its description.
    private mutating func sum(of row: IndexDocument) throws -> (sum: UInt64, length: Int) {
        var sum: UInt64 = 0
        func add(_ tokens: [TokenList.Token], _ field: IndexField, position: (Int) -> UInt32) throws {
            for (place, token) in tokens.enumerated() {
                try lookUp(token.term)
                sum &+= Self.hash(token.term, field, position(place))
            }
        }
        func addCharacters(_ tokens: some Sequence<TokenList.Token>, _ field: IndexField) {
            for character in Set(tokens.filter(\.isHan).compactMap(\.term.text.unicodeScalars.first)) {
                sum &+= Self.hash(Term(String(character)), field, 0)
            }
        }
        var titles: [TokenList.Token] = []
        for (number, title) in row.titles.prefix(TitlePosition.mostTitles).enumerated() {
            let tokens = Array(TokenList(title).tokens.prefix(TitlePosition.mostTokens))
            try add(tokens, .title) { TitlePosition.make(title: number, length: tokens.count, place: $0) }
            titles += tokens
        }
        let description = TokenList(row.description).tokens
        try add(description, .description) { UInt32($0) }
        addCharacters(titles, .titleCharacter)
        addCharacters(description, .descriptionCharacter)
        for (place, key) in row.keys.enumerated() { sum &+= Self.hash(key.term, .key, UInt32(place)) }
        return (sum, description.count)
    }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(into: FNV1a()) { $0.add(UInt64($1)) }.value
    }

    private static func hash(_ term: Term, _ field: IndexField, _ position: UInt32) -> UInt64 {
        var hash = Self.hash(term.bytes)
        hash ^= UInt64(position) << 8 | UInt64(field.rawValue)
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ hash >> 33
    }
}
