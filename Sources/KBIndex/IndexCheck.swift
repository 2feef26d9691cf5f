import Foundation
import GRDB
import KBFile
import KBText

/// Compares the index with the codes: everything that is in it, and nothing else.
package struct IndexCheck {
    /// What is wrong, in words of kb's; empty when nothing is.
    package private(set) var reasons: [String] = []
    /// The number of terms that the vocabulary lacks.
    package private(set) var missingTerms = 0

    private let db: Database
    private let source: any IndexSource
    private let changes: Set<Int64>
    private var seen: Set<Int64> = []
    private var terms: Set<String> = []

    package init(_ db: Database, _ source: some IndexSource) throws {
        self.db = db
        self.source = source
        changes = try Set(Int64.fetchAll(db, sql: "SELECT id FROM index_changes WHERE kind = 'code'"))
        for segment in try IndexCache().segments(db) { try check(segment) }
        var missing = 0
        for book in try source.books(db) {
            try source.forEachDocument(of: book, db) { document in
                if !changes.contains(document.id), !seen.contains(document.id) { missing += 1 }
            }
        }
        if missing > 0 { reasons.append("\(missing) codes are not indexed") }
        let vocabulary = try Set(String.fetchAll(db, sql: "SELECT CAST(term AS TEXT) FROM vocabulary"))
        let words = try Set(
            String.fetchAll(db, sql: "SELECT CAST(words AS TEXT) FROM index_words").flatMap {
                $0.split(separator: "\n").map(String.init)
            })
        missingTerms = terms.count { term in
            !vocabulary.contains(term) || !Han.occurs(in: term) && !words.contains(term)
        }
    }

    private mutating func check(_ segment: SegmentReader) throws {
        // An order-free sum over the occurrences in each row tells whether they are those of its text.
        var sums = [UInt64](repeating: 0, count: segment.count)
        let lists = try Row.fetchCursor(
            db, sql: "SELECT DISTINCT CAST(term AS TEXT) FROM index_terms WHERE segment = ?",
            arguments: [segment.id])
        var names: [String] = []
        while let row = try lists.next() { names.append(row.text(0)) }
        for term in names {
            let lists = try segment.lists(of: term, db)
            for field in [IndexField.title, .description, .titleCharacter, .descriptionCharacter] {
                guard let list = lists[field] else { continue }
                let cursor = try PostingCursor(list.list, weight: list.rows, db: db)
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
            guard let codeID = try segment.codeID(of: row, db) else {
                wrong += 1
                continue
            }
            if changes.contains(codeID) { continue }
            if !seen.insert(codeID).inserted { wrong += 1 }
            var found: IndexDocument?
            try source.forEachDocument(withIDs: CollectionOfOne(codeID), db) { found = $0 }
            guard let document = found, document.book == segment.book else {
                wrong += 1
                continue
            }
            let fresh = sum(of: document)
            let key = UInt32(fresh.length) | (document.isRetired ? RowRanks.retired : 0)
            if key != segment.ranks.key(of: row) || fresh.sum != sums[Int(row)] { wrong += 1 }
        }
        if wrong > 0 { reasons.append("\(wrong) codes are indexed wrongly") }
    }

    /// The same sum over what the row should have in the index, and the number of tokens in its description.
    private mutating func sum(of row: IndexDocument) -> (sum: UInt64, length: Int) {
        var sum: UInt64 = 0
        func add(_ tokens: [TokenList.Token], _ field: IndexField, position: (Int) -> UInt32) {
            for (place, token) in tokens.enumerated() {
                if Vocabulary.has(token.term) { terms.insert(token.term) }
                sum &+= Self.hash(token.term, field, position(place))
            }
        }
        func addCharacters(_ tokens: some Sequence<TokenList.Token>, _ field: IndexField) {
            for character in Set(tokens.filter(\.isHan).compactMap(\.term.unicodeScalars.first)) {
                sum &+= Self.hash(String(character), field, 0)
            }
        }
        var titles: [TokenList.Token] = []
        for (number, title) in row.titles.prefix(TitlePosition.mostTitles).enumerated() {
            let tokens = Array(TokenList(title).tokens.prefix(TitlePosition.mostTokens))
            add(tokens, .title) { TitlePosition.make(title: number, length: tokens.count, place: $0) }
            titles += tokens
        }
        let description = TokenList(row.description).tokens
        add(description, .description) { UInt32($0) }
        addCharacters(titles, .titleCharacter)
        addCharacters(description, .descriptionCharacter)
        return (sum, description.count)
    }

    private static func hash(_ term: String, _ field: IndexField, _ position: UInt32) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in term.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash ^= UInt64(position) << 8 | UInt64(field.rawValue)
        hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
        return hash ^ hash >> 33
    }
}
