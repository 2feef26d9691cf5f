import GRDB
import KBFile
import KBText

/// The words that occur in names, aliases and descriptions: where pinyin and spelling are looked up.
package struct Vocabulary {
    private let index: IndexSearcher
    private var db: Database { index.db }

    package init(_ index: IndexSearcher) {
        self.index = index
    }

    /// Tells whether a term of the index belongs to the vocabulary: a pair of Han characters, or a word of 2 to 40
    /// characters that is not a number.
    package static func has(_ term: String) -> Bool {
        var length = 0
        var isNumber = true
        for scalar in term.unicodeScalars {
            length += 1
            if length > 40 { return false }
            if !("0"..."9").contains(scalar) { isNumber = false }
        }
        return length >= 2 && !isNumber
    }

    /// Tells whether a term may occur: a pair of Han characters, or a word in lower case.
    package func contains(_ term: String) throws -> Bool {
        if index.changedTerms.contains(term) { return true }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM vocabulary WHERE term = CAST(? AS BLOB)")
        statement.bindDirect(term, at: 1)
        defer { statement.endDirect() }
        return try statement.stepDirect()
    }

    /// Tells whether every pair and every word of a text may occur.
    package func holdsAll(of text: String) throws -> Bool {
        try Self.terms(of: text).allSatisfy { try contains($0) }
    }

    /// The pairs and words of a text that the vocabulary would have.
    package static func terms(of text: String) -> [String] {
        TokenList(text).tokens.map(\.term).filter(has)
    }

    /// The characters that follow `first` in some pair.
    package func followers(of first: Unicode.Scalar) throws -> [Unicode.Scalar] {
        guard let next = Unicode.Scalar(first.value + 1) else { return [] }
        let terms = try String.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT CAST(term AS TEXT) FROM vocabulary
                    WHERE term >= CAST(? AS BLOB) AND term < CAST(? AS BLOB)
                    """),
            arguments: [String(first), String(next)])
        var followers: [Unicode.Scalar] = []
        while let term = try terms.next() {
            if let follower = term.unicodeScalars.dropFirst().first { followers.append(follower) }
        }
        for (pairFirst, follower) in changedPairs where pairFirst == first && !followers.contains(follower) {
            followers.append(follower)
        }
        return followers
    }

    /// Every pair of Han characters, by its first character.
    ///
    /// Cost: a scan of the vocabulary.
    package func pairs() throws -> [Unicode.Scalar: [Unicode.Scalar]] {
        // All Han characters sort after U+3006, and words in Latin, Greek and Cyrillic letters before it.
        let statement = try db.cachedStatement(
            sql:
                "SELECT CAST(term AS TEXT) FROM vocabulary WHERE term > CAST(char(0x3006) AS BLOB) ORDER BY term"
        )
        defer { statement.endDirect() }
        var pairs: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var first: Unicode.Scalar?
        var followers: [Unicode.Scalar] = []
        while try statement.stepDirect() {
            var decoder = UTF8()
            var bytes = statement.utf8(0).makeIterator()
            guard case .scalarValue(let this) = decoder.decode(&bytes),
                case .scalarValue(let next) = decoder.decode(&bytes),
                case .emptyInput = decoder.decode(&bytes),
                Han.contains(this), Han.contains(next)
            else { continue }
            if this != first {
                if let first { pairs[first] = followers }
                first = this
                followers.removeAll(keepingCapacity: true)
            }
            followers.append(next)
        }
        if let first { pairs[first] = followers }
        for (first, follower) in changedPairs where pairs[first]?.contains(follower) != true {
            pairs[first, default: []].append(follower)
        }
        return pairs
    }

    /// The pairs of rows that are not indexed yet.
    private var changedPairs: [(Unicode.Scalar, Unicode.Scalar)] {
        index.changedTerms.compactMap { term in
            let scalars = Array(term.unicodeScalars)
            return scalars.count == 2 && scalars.allSatisfy(Han.contains) ? (scalars[0], scalars[1]) : nil
        }
    }

    /// The words that are not Han and may be meant by a misspelt one: those of about its length, those that it is a
    /// part of, and those that it begins with.
    ///
    /// - Parameters:
    ///   - word: A word in lower case.
    ///   - slips: How many letters longer or shorter a word may be.
    /// - Returns: The words in no particular order.
    /// - Throws: `DatabaseError`.
    package func words(like word: String, slips: Int) throws -> [String] {
        let length = word.unicodeScalars.count
        let changed = index.changedTerms.filter { term in
            guard !Han.occurs(in: term) else { return false }
            let count = term.unicodeScalars.count
            return abs(count - length) <= slips || term.contains(word) || word.hasPrefix(term)
        }
        var known = try index.words().like(word, slips: slips)
        for stem in stride(from: word.utf8.count - slips - 1, to: max(0, word.utf8.count - 5), by: -1) {
            let prefix = String(decoding: word.utf8.prefix(stem), as: UTF8.self)
            if try contains(prefix) { known.append(prefix) }
        }
        return known + changed.subtracting(known)
    }

    /// About the number of entries that hold a term.
    package func frequency(of term: String) throws -> Int { try index.frequency(of: term) }
}
