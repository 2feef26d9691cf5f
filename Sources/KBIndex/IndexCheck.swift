import Foundation
import GRDB
import KBFile
import KBText

/// Compares the index with the documents: everything that is in it, and nothing else.
package struct IndexCheck {
    /// The number of documents that are not in the index.
    package private(set) var unindexed = 0
    /// The number of documents that are in the index otherwise than their text says.
    package private(set) var indexedWrongly = 0
    /// The number of terms that the vocabulary lacks.
    package var missingTerms: Int { missing.count }

    private let db: Database
    private let source: any IndexSource
    private let changes: Set<Int64>
    private var seen: Set<Int64> = []
    /// Terms that have been looked up.
    private var known = KnownTerms()
    private var missing: Set<Term> = []
    /// The hashes of the words that spelling is compared with.
    private let words: Set<UInt64>
    private let vocabulary: Statement

    package init(_ db: Database, _ source: some IndexSource) throws {
        self.db = db
        self.source = source
        vocabulary = try db.makeStatement(sql: "SELECT 1 FROM vocabulary WHERE term = ?")
        words = try Self.words(db)
        changes = try Set(IndexChanges.ids(db, kind: source.kind))
        for segment in try SegmentReader.all(db, kind: source.kind) { try check(segment) }
        for book in try source.books(db) {
            try source.forEachDocument(of: book, db) { document in
                if !changes.contains(document.id), !seen.contains(document.id) { unindexed += 1 }
            }
        }
    }

    private static func words(_ db: Database) throws -> Set<UInt64> {
        let statement = try db.makeStatement(sql: "SELECT words FROM index_words")
        defer { statement.endDirect() }
        var words: Set<UInt64> = []
        while try statement.stepDirect() {
            for word in statement.blob(0).split(separator: UInt8(ascii: "\n")) { words.insert(hash(word)) }
        }
        return words
    }

    /// Looks a term up in the vocabulary, and among the words if it is one.
    private mutating func lookUp(_ term: Term) throws {
        guard term.isOfVocabulary, known.insert(term.bytes[...]) else { return }
        vocabulary.bindDirect(term.bytes, at: 1)
        defer { vocabulary.endDirect() }
        if try !vocabulary.stepDirect() || !term.isHan && !words.contains(Self.hash(term.bytes)) {
            missing.insert(term)
        }
    }

    private mutating func check(_ segment: SegmentReader) throws {
        // An order-free sum over the occurrences in each row tells whether they are those of its text.
        var sums = [UInt64](repeating: 0, count: segment.count)
        let statement = try db.makeStatement(sql: "SELECT DISTINCT term FROM index_terms WHERE segment = ?")
        statement.bindDirect(segment.id ?? 0, at: 1)
        defer { statement.endDirect() }
        while try statement.stepDirect() {
            let term = Term(bytes: Array(statement.blob(0)))
            let lists = try segment.lists(of: term, db)
            for field in [IndexField.title, .description, .titleCharacter, .descriptionCharacter] {
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
        var wrong = 0
        for row in 0..<UInt32(segment.count) where !segment.isRemoved(row) {
            guard let documentID = try segment.documentID(of: row, db) else {
                wrong += 1
                continue
            }
            if changes.contains(documentID) { continue }
            if !seen.insert(documentID).inserted { wrong += 1 }
            var found: IndexDocument?
            try source.forEachDocument(withIDs: CollectionOfOne(documentID), db) { found = $0 }
            guard let document = found, document.book == segment.book else {
                wrong += 1
                continue
            }
            let fresh = try sum(of: document)
            let key = RowRanks.key(length: fresh.length, isRetired: document.isRetired)
            if key != segment.ranks.key(of: row) || fresh.sum != sums[Int(row)] { wrong += 1 }
        }
        indexedWrongly += wrong
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
