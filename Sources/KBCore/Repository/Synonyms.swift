import GRDB

/// Reads and writes synonyms: words that stand for each other in a search.
package struct Synonyms: Sendable {
    private let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The groups that have `term`, or all groups, by their preferred terms.
    package func list(having term: String? = nil) throws -> [SynonymGroup] {
        try store.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT meaning, term FROM synonyms
                    WHERE :term IS NULL
                      OR meaning IN (SELECT meaning FROM synonyms WHERE term = :term COLLATE NOCASE)
                    ORDER BY meaning, id
                    """,
                arguments: ["term": term])
            return rows.reduce(into: []) { groups, row in
                let meaning = row.text(0)
                if groups.last?.meaning != meaning {
                    groups.append(SynonymGroup(meaning: meaning, terms: []))
                }
                groups[groups.count - 1].terms.append(row.text(1))
            }
        }
    }

    /// Says that words have one meaning.
    ///
    /// They join the group of the first of them that has one; else they become a group, whose preferred term is
    /// the first.
    ///
    /// - Parameter terms: At least two different words.
    /// - Returns: The group, and the words that were new in it.
    /// - Throws: ``SynonymError``.
    package func add(_ terms: [String]) throws -> (group: SynonymGroup, added: [String]) {
        let terms = try terms.map(Self.checked)
        guard Set(terms).count > 1 else { throw SynonymError.tooFew }
        return try store.write { db in
            let meaning = try Self.meaning(db, ofAny: terms) ?? terms[0]
            let added = try terms.filter { term in
                try db.execute(
                    sql: """
                        INSERT INTO synonyms (meaning, term) SELECT :meaning, :term WHERE NOT EXISTS (
                          SELECT 1 FROM synonyms WHERE meaning = :meaning AND term = :term COLLATE NOCASE)
                        """,
                    arguments: ["meaning": meaning, "term": term])
                return db.changesCount > 0
            }
            return (SynonymGroup(meaning: meaning, terms: try Self.terms(db, of: meaning)), added)
        }
    }

    /// Takes words out of groups; a group of which one word is left goes too.
    ///
    /// - Parameters:
    ///   - terms: The words.
    ///   - other: Only out of the groups that have this word, too; nil for all.
    /// - Returns: How often a word was in a group.
    /// - Throws: ``SynonymError/notFound(_:)`` for the first that is in no group; then all stay.
    @discardableResult
    package func remove(_ terms: [String], with other: String? = nil) throws -> Int {
        try store.write { db in
            var count = 0
            for term in terms {
                let meanings = try String.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT meaning FROM synonyms WHERE term = ?1 COLLATE NOCASE
                          AND (?2 IS NULL OR meaning IN (SELECT meaning FROM synonyms WHERE term = ?2 COLLATE NOCASE))
                        """, arguments: [term, other])
                guard !meanings.isEmpty else { throw SynonymError.notFound(term) }
                for meaning in meanings {
                    try db.execute(
                        sql: "DELETE FROM synonyms WHERE meaning = ? AND term = ? COLLATE NOCASE",
                        arguments: [meaning, term])
                    try Self.tidy(db, meaning)
                }
                count += meanings.count
            }
            return count
        }
    }

    /// Removes a group that has too few words, and gives one that lost its preferred term another.
    static func tidy(_ db: Database, _ meaning: String) throws {
        let terms = try terms(db, of: meaning)
        if terms.count < 2 {
            try db.execute(sql: "DELETE FROM synonyms WHERE meaning = ?", arguments: [meaning])
        } else if !terms.contains(meaning) {
            try db.execute(
                sql: "UPDATE OR IGNORE synonyms SET meaning = ? WHERE meaning = ?",
                arguments: [terms[0], meaning])
            // Words that the group of that name has already.
            try db.execute(sql: "DELETE FROM synonyms WHERE meaning = ?", arguments: [meaning])
        }
    }

    private static func meaning(_ db: Database, ofAny terms: [String]) throws -> String? {
        for term in terms {
            let meaning = try String.fetchOne(
                db, sql: "SELECT meaning FROM synonyms WHERE term = ? COLLATE NOCASE ORDER BY id LIMIT 1",
                arguments: [term])
            if let meaning { return meaning }
        }
        return nil
    }

    private static func terms(_ db: Database, of meaning: String) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT term FROM synonyms WHERE meaning = ? ORDER BY id", arguments: [meaning])
    }

    private static func checked(_ text: String) throws -> String {
        guard let words = OneLine.normalized(text) else { throw SynonymError.notATerm(text) }
        return words
    }
}

/// Words of one meaning.
public struct SynonymGroup: Hashable, Sendable {
    /// The preferred term.
    public var meaning: String
    /// All terms, the preferred one among them, in the order in which they were added.
    public var terms: [String]
}

/// Why synonyms were not changed.
public enum SynonymError: Error, Hashable, Sendable {
    /// The text is empty or has control characters.
    case notATerm(String)
    /// A group needs two different words.
    case tooFew
    /// The word is in no group.
    case notFound(String)
}
