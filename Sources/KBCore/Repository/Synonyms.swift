import GRDB

/// Reads and writes synonyms: words that stand for each other in a search.
package struct Synonyms: Sendable {
    private let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The groups that have `term`, or all groups, by their preferred terms.
    ///
    /// A group of which one word is left says nothing, and waits for more.
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
            var groups: [(meaning: String, terms: [String])] = []
            for row in rows {
                let meaning = row.text(0)
                if groups.last.map({ !$0.meaning.utf8.elementsEqual(meaning.utf8) }) ?? true {
                    groups.append((meaning, []))
                }
                groups[groups.count - 1].terms.append(row.text(1))
            }
            return groups.filter { $0.terms.count > 1 }.map(SynonymGroup.init)
        }
    }

    /// Says that words have one meaning.
    ///
    /// They join the group of the first of them that has one; else they become a group, whose preferred term is
    /// the first.
    ///
    /// - Parameters:
    ///   - terms: At least two different words.
    ///   - author: Who says so; empty for nobody.
    /// - Returns: The group, and the words that were new in it.
    /// - Throws: ``SynonymError``.
    package func add(_ terms: [String], author: String = "") throws -> (group: SynonymGroup, added: [String])
    {
        let terms = try terms.map(Self.checked)
        guard Set(terms).count > 1 else { throw SynonymError.tooFew }
        return try store.write { db in
            let meaning = try Self.meaning(db, ofAny: terms) ?? terms[0]
            let added = try terms.filter { term in
                try db.execute(
                    sql: """
                        INSERT INTO synonyms (meaning, term, author) SELECT :meaning, :term, :author WHERE NOT EXISTS (
                          SELECT 1 FROM synonyms WHERE meaning = :meaning AND term = :term COLLATE NOCASE)
                        """,
                    arguments: ["meaning": meaning, "term": term, "author": author])
                return db.changesCount > 0
            }
            return (SynonymGroup(meaning: meaning, terms: try Self.terms(db, of: meaning)), added)
        }
    }

    /// Takes words out of groups.
    ///
    /// - Parameters:
    ///   - terms: The words.
    ///   - other: Only out of the groups that have this word, too; nil for the only group that each is in.
    ///   - isOfAll: Whether a word may go out of several groups.
    ///   - author: Who says so; empty for nobody.
    /// - Returns: What the groups were before, each once.
    /// - Throws: ``SynonymError/notFound(_:)`` for the first that is in no group,
    ///   ``SynonymError/inSeveral(_:groups:)`` for the first that is in several; then all stay.
    @discardableResult
    package func remove(
        _ terms: [String], with other: String? = nil, isOfAll: Bool = false, author: String = ""
    ) throws -> [SynonymGroup] {
        try store.write { db in
            var left: [SynonymGroup] = []
            for term in terms {
                let rows = try Row.fetchAll(
                    db,
                    sql: """
                        SELECT meaning, term FROM synonyms WHERE term = ?1 COLLATE NOCASE
                          AND (?2 IS NULL OR meaning IN (SELECT meaning FROM synonyms WHERE term = ?2 COLLATE NOCASE))
                        ORDER BY meaning, id
                        """, arguments: [term, other])
                guard !rows.isEmpty else { throw SynonymError.notFound(term) }
                let groups = try Set(rows.map { $0.text(0) }).sorted().map {
                    SynonymGroup(meaning: $0, terms: try Self.terms(db, of: $0))
                }
                guard isOfAll || groups.count == 1 else {
                    throw SynonymError.inSeveral(term, groups: groups)
                }
                left += groups.filter { group in !left.contains { $0.meaning == group.meaning } }
                for row in rows {
                    let key = WordRevision.Key(book: "", name: row.text(0), word: row.text(1))
                    try WordHistory.say(db, of: key, isGiven: false, author: author)
                }
            }
            return left
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

    /// A group whose rows have this meaning: where that is no longer one of its words, the first one is preferred.
    init(meaning: String, terms: [String]) {
        self.meaning = terms.contains(meaning) ? meaning : terms.first ?? meaning
        self.terms = terms
    }
}

/// Why synonyms were not changed.
public enum SynonymError: Error, Hashable, Sendable {
    /// The text is empty or has control characters.
    case notATerm(String)
    /// A group needs two different words.
    case tooFew
    /// The word is in no group.
    case notFound(String)
    /// The word is in several groups, and none of them was chosen.
    case inSeveral(String, groups: [SynonymGroup])
}
