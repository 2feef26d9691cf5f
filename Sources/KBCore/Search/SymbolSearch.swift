import GRDB
import KBFile
import KBIndex
import KBText

/// Finds texts that hold a query of nothing but emoji and the like, which part words and so are in no index.
///
/// Cost: a look at all texts. Punctuation is not looked for.
struct SymbolSearch {
    private let search: SearchContext
    /// What a text must hold to be looked at closely.
    private let first: String

    /// Nil where the query has words, or no symbol.
    init?(_ text: String, _ search: SearchContext) {
        guard let first = text.unicodeScalars.first(where: Self.isSymbol), IndexPhrase(text) == nil else {
            return nil
        }
        (self.search, self.first) = (search, String(first))
    }

    private static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.generalCategory == .otherSymbol
    }

    /// The codes whose name or an alias may hold it.
    func titles() throws -> [IndexHit] {
        try codes(at: .inside, where: "instr(name, ?1) OR instr(qualifier, ?1) OR instr(aliases, ?1)")
    }

    /// The codes whose description, fields or translation may hold it.
    func descriptions() throws -> [IndexHit] {
        try codes(
            at: .description,
            where: """
                instr(description, ?1) OR instr(fields, ?1) OR EXISTS (
                  SELECT 1 FROM code_texts t
                  WHERE t.book = codes.book AND t.code = codes.code
                    AND (instr(t.name, ?1) OR instr(t.description, ?1)))
                """)
    }

    /// The notes that may hold it in their text, quote or tags, with the ids of notes.
    func notes() throws -> [IndexHit] {
        try hits(
            "SELECT id, 0, length(body) FROM notes WHERE (instr(body, ?1) OR instr(exact, ?1) OR instr(tags, ?1))",
            at: .description)
    }

    private func codes(at level: MatchLevel, where condition: String) throws -> [IndexHit] {
        try hits(
            "SELECT id, state = 'retired', length(description) FROM codes WHERE (\(condition))", at: level)
    }

    private func hits(_ sql: String, at level: MatchLevel) throws -> [IndexHit] {
        let statement = try search.db.cachedStatement(
            sql: sql + (search.book == nil ? "" : " AND book = ?2"))
        statement.bindDirect(first, at: 1)
        if let book = search.book { statement.bindDirect(book, at: 2) }
        defer { statement.endDirect() }
        var hits: [IndexHit] = []
        while try statement.stepDirect() {
            try search.checkTime()
            hits.append(
                IndexHit(
                    id: statement.integer(0), level: level, isRetired: statement.integer(1) != 0, score: 1,
                    length: UInt32(clamping: statement.integer(2))))
        }
        return hits.sorted(by: IndexHit.isBetter)
    }
}
