import GRDB
import HanText

/// The words that occur in names, aliases and descriptions: where pinyin and spelling are looked up.
struct Vocabulary {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Tells whether a term may occur: a pair of Han characters, or a word in lower case.
    func contains(_ term: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM vocabulary WHERE term = ?)"),
            arguments: [term])
            ?? false
    }

    /// Tells whether every pair and every word of a text may occur.
    func holdsAll(of text: String) throws -> Bool {
        try IndexedText.terms(of: text).allSatisfy { try contains($0) }
    }

    /// The characters that follow `first` in some pair.
    func followers(of first: Unicode.Scalar) throws -> [Unicode.Scalar] {
        guard let next = Unicode.Scalar(first.value + 1) else { return [] }
        let terms = try String.fetchCursor(
            db.cachedStatement(sql: "SELECT term FROM vocabulary WHERE term >= ? AND term < ?"),
            arguments: [String(first), String(next)])
        var followers: [Unicode.Scalar] = []
        while let term = try terms.next() {
            if let follower = term.unicodeScalars.dropFirst().first { followers.append(follower) }
        }
        return followers
    }

    /// Every pair of Han characters, by its first character.
    ///
    /// Cost: a scan of the vocabulary, about 0.1 µs a pair. The pairs come in one text: a row each takes longer.
    func pairs() throws -> [Unicode.Scalar: [Unicode.Scalar]] {
        // All Han characters sort after U+3006, and words in Latin, Greek and Cyrillic letters before it.
        let text = try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT group_concat(term, '')
                    FROM (SELECT term FROM vocabulary WHERE term > char(0x3006) AND length(term) = 2 ORDER BY term)
                    """))
        var pairs: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        var first: Unicode.Scalar?
        var followers: [Unicode.Scalar] = []
        var scalars = (text ?? "").unicodeScalars.makeIterator()
        while let this = scalars.next(), let next = scalars.next() {
            if this != first {
                if let first { pairs[first] = followers }
                first = this
                followers.removeAll(keepingCapacity: true)
            }
            followers.append(next)
        }
        if let first { pairs[first] = followers }
        return pairs
    }

    /// The words that are not Han and may be meant by a misspelt one: those of about its length, and those that
    /// it is a part of.
    ///
    /// - Parameters:
    ///   - word: A word in lower case.
    ///   - slips: How many letters longer or shorter a word may be.
    /// - Returns: The words in no particular order.
    /// - Throws: `DatabaseError`.
    func words(like word: String, slips: Int) throws -> [String] {
        let length = word.unicodeScalars.count
        return try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT term FROM vocabulary
                    WHERE term < char(0x3007)
                      AND (length(term) BETWEEN :shortest AND :longest OR instr(term, :word) OR instr(:word, term) = 1)
                    """),
            arguments: ["shortest": length - slips, "longest": length + slips, "word": word])
    }

    /// The number of entries that hold a token of `codes_pairs`.
    func frequency(of token: String) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT doc FROM codes_pairs_vocab WHERE term = ?"), arguments: [token])
            ?? 0
    }
}
