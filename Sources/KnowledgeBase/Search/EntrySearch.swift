import GRDB
import HanText

/// Finds entries that hold one of several forms of a query.
///
/// It looks in names and aliases, in descriptions, and in notes. Tiers 2 to 4 ask it with the query itself, tier 5
/// with other forms of it.
struct EntrySearch {
    /// How a form stands in an entry; lower is better.
    enum Level: Int, CaseIterable {
        /// The form is the name or an alias.
        case exact
        /// The name or an alias begins with it.
        case prefix
        /// It stands inside the name or an alias.
        case inside
        /// It stands in the description.
        case description
        /// All of its words stand in the entry.
        case allWords
        /// It, or all of its words, stand in a note.
        case note

        /// Whether an entry may be at this level without holding the form in one piece.
        var isOfWords: Bool { self == .allWords || self == .note }
    }

    let db: Database
    let forms: [WordForm]
    let book: String?
    /// The tier of what is found through other forms; nil when the forms are the query itself.
    let tier: Tier?

    /// Searches the levels in order until `limit` entries are found.
    ///
    /// - Parameters:
    ///   - limit: The most results.
    ///   - found: Rows that need not be found again; those found are added.
    ///   - levels: The levels to search.
    /// - Returns: The results, best first.
    /// - Throws: `DatabaseError`.
    func results(limit: Int, found: inout Set<Int64>, levels: [Level] = Level.allCases) throws
        -> [SearchResult]
    {
        var results: [SearchResult] = []
        // Most forms stand nowhere in one piece; finding that out once is cheaper than at each level.
        let whole = try single != nil ? forms : occurring()
        for level in levels where results.count < limit {
            let forms = level.isOfWords ? forms : whole
            let hits = try self.hits(of: forms, at: level, limit: limit + found.count)
            var atLevel: [SearchResult] = []
            for hit in hits where !found.contains(hit.code.id) {
                guard let result = result(for: hit, of: forms, at: level) else { continue }
                found.insert(hit.code.id)
                atLevel.append(result)
            }
            results += atLevel.sorted(by: Self.isBetter)
        }
        return Array(results.prefix(limit))
    }

    /// The forms that stand in some entry in one piece.
    private func occurring() throws -> [WordForm] {
        let phrases = forms.map { MatchExpression.phrase($0.text, isPrefix: true) }
        // Often none does, which one question tells.
        guard let any = MatchExpression.any(phrases.compactMap { $0 }), try occurs(any) else { return [] }
        if forms.count == 1 { return forms }
        return try zip(forms, phrases).filter { try $0.1.map(occurs) ?? false }.map(\.0)
    }

    private func occurs(_ expression: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM codes_pairs WHERE codes_pairs MATCH ?)"),
            arguments: [expression]) ?? false
    }

    /// The one Han character that the query is, if it is one.
    private var single: Unicode.Scalar? {
        guard forms.count == 1, let first = forms[0].text.unicodeScalars.first, Han.contains(first),
            forms[0].text.unicodeScalars.count == 1
        else { return nil }
        return first
    }

    /// Tells whether a character is so common that ranking the entries that hold it would be dear and say nothing.
    ///
    /// More than 200 pairs begin with such a one. The entries then come in the order of the documents.
    private func isCommon(_ character: Unicode.Scalar) throws -> Bool {
        try Vocabulary(db).followers(of: character).count > 200
    }

    /// Better scores first, retired codes last, then the order of the documents.
    private static func isBetter(_ left: SearchResult, _ right: SearchResult) -> Bool {
        if left.code.state != right.code.state { return left.code.state == .active }
        if left.score != right.score { return left.score > right.score }
        if left.code.position != right.code.position { return left.code.position < right.code.position }
        return left.code.id < right.code.id
    }

    private struct Hit {
        var code: Code
        var rank: Double
        var note: String?
    }

    private func hits(of forms: [WordForm], at level: Level, limit: Int) throws -> [Hit] {
        if level == .description, let single, try isCommon(single) {
            return try scan(for: single, limit: limit)
        }
        guard let (expression, weights) = expression(of: forms, at: level) else { return [] }
        var arguments: StatementArguments
        let sql: String
        if level == .note {
            sql = """
                SELECT \(Code.columns(of: "c")), hit.rank, n.body || coalesce(char(10) || n.exact, '')
                FROM (SELECT rowid, -rank AS rank FROM notes_pairs WHERE notes_pairs MATCH ?) AS hit
                JOIN notes n ON n.id = hit.rowid
                JOIN codes c ON c.book = n.book AND c.code = n.code
                WHERE ? IS NULL OR c.book = ?
                ORDER BY hit.rank DESC, n.id LIMIT ?
                """
            arguments = [expression, book, book, limit]
        } else {
            let isWeighted = weights.contains { $0 != 1 } && weights.count <= RankFunction.mostWeights
            let places = isWeighted ? String(repeating: ", ?", count: weights.count) : ""
            let scope = book == nil ? "" : "AND rowid IN (SELECT id FROM codes WHERE book = ?)"
            sql = """
                SELECT \(Code.columns(of: "c")), hit.rank, NULL
                FROM (
                  SELECT rowid, kb_rank(codes_pairs\(places)) AS rank FROM codes_pairs
                  WHERE codes_pairs MATCH ? \(scope)
                  ORDER BY rank DESC, rowid LIMIT ?) AS hit
                JOIN codes c ON c.id = hit.rowid
                ORDER BY hit.rank DESC, c.id
                """
            arguments = isWeighted ? StatementArguments(weights) : []
            arguments += [expression]
            if let book { arguments += [book] }
            arguments += [limit]
        }
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var hits: [Hit] = []
        while let row = try rows.next() {
            hits.append(Hit(code: Code(row: row), rank: row[9], note: row[10]))
        }
        return hits
    }

    /// The first entries whose description holds a character, in the order of the documents.
    private func scan(for character: Unicode.Scalar, limit: Int) throws -> [Hit] {
        try Code.fetchAll(
            db,
            sql: """
                SELECT \(Code.columns) FROM codes
                WHERE instr(description, :character) AND (:book IS NULL OR book = :book)
                ORDER BY id LIMIT :limit
                """,
            arguments: ["character": String(character), "book": book, "limit": limit]
        ).map { Hit(code: $0, rank: 0) }
    }

    /// What to look for at a level, and the weight of each phrase of it, in order.
    private func expression(of forms: [WordForm], at level: Level) -> (text: String, weights: [Double])? {
        switch level {
        case .exact:
            return expression(of: forms, "name aliases") { MatchExpression.phrase($0.text, boundary: .both) }
        case .prefix where single != nil: return nil
        case .prefix:
            return expression(of: forms, "name aliases") {
                MatchExpression.phrase($0.text, boundary: .before, isPrefix: true)
            }
        case .inside: return expression(of: forms, "name aliases") { MatchExpression.phrase($0.text) }
        case .description: return expression(of: forms, "description") { MatchExpression.phrase($0.text) }
        case .allWords: return expression(of: forms) { Self.allWords(of: $0) }
        case .note:
            return expression(of: forms) { form in
                MatchExpression.any(
                    [MatchExpression.phrase(form.text), Self.allWords(of: form)].compactMap { $0 })
            }
        }
    }

    private func expression(
        of forms: [WordForm], _ columns: String? = nil, _ make: (WordForm) -> String?
    ) -> (text: String, weights: [Double])? {
        var parts: [String] = []
        var weights: [Double] = []
        for form in forms {
            guard let part = make(form) else { continue }
            parts.append(part)
            // allWords(of:) makes a phrase of each word, in brackets; notes are ranked without weights.
            let phrases = part.hasPrefix("(") ? form.words.count : 1
            weights += Array(repeating: form.weight, count: phrases)
        }
        return MatchExpression.any(parts, columns: columns).map { ($0, weights) }
    }

    private static func allWords(of form: WordForm) -> String? {
        let words = form.words
        return (2...32).contains(words.count) ? MatchExpression.all(words) : nil
    }

    /// Says which form answers in the text of a hit, and where; nil when none does, because the index folds
    /// more than the eye.
    private func result(for hit: Hit, of forms: [WordForm], at level: Level) -> SearchResult? {
        var text = EntryText(hit.code, note: hit.note)
        for form in forms {
            guard let place = text.place(of: form, at: level) else { continue }
            return SearchResult(
                code: hit.code, tier: tier ?? Self.literalTier(of: place.field, at: level),
                field: place.field,
                steps: form.steps, terms: place.terms, alias: place.alias,
                note: level == .note ? hit.note : nil,
                score: hit.rank,
                parts: [
                    ScorePart(name: "level", value: Double(level.rawValue)),
                    ScorePart(name: "rank", value: hit.rank),
                ], level: level)
        }
        return nil
    }

    private static func literalTier(of field: Field, at level: Level) -> Tier {
        switch level {
        case .exact, .prefix: .name
        case .inside: field == .description ? .description : .name
        case .description, .allWords: .description
        case .note: .note
        }
    }
}
