import GRDB
import KBFile
import KBText

/// The words that occur in names, aliases and descriptions: where pinyin and spelling are looked up.
package struct Vocabulary {
    /// As many chains are looked at for a word that is typed short.
    private static let mostLooked = 200

    private let index: IndexSearcher
    private var db: Database { index.db }

    package init(_ index: IndexSearcher) {
        self.index = index
    }

    /// Tells whether a term may occur: a pair of Han characters, or a folded word.
    package func contains(_ term: Term) throws -> Bool {
        for terms in index.changedTerms where terms.place(of: term) != nil { return true }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM vocabulary WHERE term = ?")
        statement.bindDirect(term.bytes, at: 1)
        return try statement.hasRow()
    }

    /// Tells whether a text is a term that may occur.
    package func contains(_ text: String) throws -> Bool { try contains(Term(text)) }

    /// Tells whether every pair and every word of a text may occur.
    package func holdsAll(of text: String) throws -> Bool {
        try Self.terms(of: text).allSatisfy { try contains($0) }
    }

    /// The pairs and words of a text that the vocabulary would have.
    package static func terms(of text: String) -> [Term] {
        TokenList(text).tokens.map(\.term).filter(\.isOfVocabulary)
    }

    /// The characters that follow `first` in some pair.
    package func followers(of first: Unicode.Scalar) throws -> [Unicode.Scalar] {
        let prefix = Term(String(first))
        let statement = try db.cachedStatement(sql: "SELECT term FROM vocabulary WHERE term > ? AND term < ?")
        statement.bindDirect(prefix.bytes, at: 1)
        statement.bindDirect(prefix.bytes + [0xFF], at: 2)
        defer { statement.endDirect() }
        var followers: [Unicode.Scalar] = []
        while try statement.stepDirect() {
            let term = String(decoding: statement.blob(0), as: UTF8.self).unicodeScalars
            if let follower = term.dropFirst().first { followers.append(follower) }
        }
        for (pairFirst, follower) in changedPairs where pairFirst == first && !followers.contains(follower) {
            followers.append(follower)
        }
        return followers
    }

    /// Words of three or four characters that begin with one character and end with another, or have it as their third
    /// of four: 建设银行 for 建行, 浦东发展 for 浦发.
    ///
    /// - Returns: Chains of pairs that occur, which need not stand in one text.
    package func words(shortenedTo first: Unicode.Scalar, _ last: Unicode.Scalar) throws -> [String] {
        var words: [String] = []
        var looked = 0
        for second in try followers(of: first) where looked < Self.mostLooked {
            for third in try followers(of: second) where looked < Self.mostLooked {
                looked += 1
                if third == last { words.append(String(scalars: [first, second, third])) }
                guard try contains(Term(String(scalars: [third, last]))) else { continue }
                words.append(String(scalars: [first, second, third, last]))
            }
        }
        return words
    }

    /// The pairs of documents that are not indexed yet.
    private var changedPairs: [(Unicode.Scalar, Unicode.Scalar)] {
        changedTerms.compactMap { term in
            let scalars = Array(term.text.unicodeScalars)
            return scalars.count == 2 && scalars.allSatisfy(Han.contains) ? (scalars[0], scalars[1]) : nil
        }
    }

    /// The terms of documents that are not indexed yet.
    private var changedTerms: [Term] {
        index.changedTerms.flatMap { terms in
            (0..<terms.count).compactMap { place in
                Term.isOfVocabulary(terms[place]) ? Term(bytes: Array(terms[place])) : nil
            }
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
        let changed = changedTerms.filter { !$0.isHan }.map(\.text).filter { term in
            let count = term.unicodeScalars.count
            return abs(count - length) <= slips || term.contains(word) || word.hasPrefix(term)
        }
        var known = try index.words().like(word, slips: slips)
        for stem in stride(from: word.utf8.count - slips - 1, to: max(0, word.utf8.count - 5), by: -1) {
            let prefix = String(decoding: word.utf8.prefix(stem), as: UTF8.self)
            if try contains(prefix) { known.append(prefix) }
        }
        return known + Set(changed).subtracting(known)
    }
}
