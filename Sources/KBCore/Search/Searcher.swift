import GRDB
import KBIndex
import KBText

/// Finds codes by whatever a person remembers of them.
public struct Searcher: Sendable {
    /// What to search, and how much to return.
    public struct Options: Sendable {
        /// The slug of the only book to search; nil for all.
        public var book: String?
        /// The most results; at least 1.
        ///
        /// A class of codes (`4xx`) is always returned whole.
        public var limit: Int
        /// Whether the query is an expression of FTS5.
        public var isRaw: Bool

        /// Makes options.
        public init(book: String? = nil, limit: Int = 10, isRaw: Bool = false) {
            self.book = book
            self.limit = max(1, limit)
            self.isRaw = isRaw
        }
    }

    /// The longest query, in bytes of UTF-8.
    public static let longestQuery = 65_536
    /// The longest raw query, in bytes of UTF-8: FTS5 takes 13 KB of memory for each three characters of it.
    public static let longestExpression = 8_192
    /// As many results as literal tiers must find for synonyms and the relaxed tier to be left out.
    private static let enough = 3

    private let store: Store

    /// Searches `store`.
    public init(_ store: Store) {
        self.store = store
    }

    /// Finds codes, best first.
    ///
    /// The tiers are asked in order until there are enough results; results of an earlier tier always come first.
    /// The rules are explained in docs/search.md.
    ///
    /// - Throws: ``SearchError`` for a query that cannot be searched, ``StoreError`` when the file cannot be read.
    public func search(_ text: String, _ options: Options = Options()) throws -> SearchAnswer {
        let most = options.isRaw ? Self.longestExpression : Self.longestQuery
        guard text.utf8.count <= most else { throw SearchError.tooLong(bytes: text.utf8.count, most: most) }
        let query = SearchQuery(text)
        guard !query.text.isEmpty else { throw SearchError.empty }
        do {
            return try answer(query, raw: text, options, mostChanges: IndexMaintenance.manyChanges)
        } catch is IndexSearcher.IsBehind {
            try store.writeIfPossible(IndexMaintenance.update)
            return try answer(query, raw: text, options, mostChanges: .max)
        }
    }

    private func answer(
        _ query: SearchQuery, raw: String, _ options: Options, mostChanges: Int
    ) throws -> SearchAnswer {
        try store.read { db in
            var answer: SearchAnswer
            if options.isRaw {
                answer = SearchAnswer(results: try Self.raw(db, raw, options))
            } else {
                var search = TieredSearch(
                    db: db, options: options, mostChanges: mostChanges, cache: IndexCache.of(store))
                answer = try search.answer(query, enough: Self.enough)
            }
            answer.notes = try Notes.list(db, for: answer.results.map(\.code.reference))
            return answer
        }
    }

    /// What a person may have meant by a query that finds nothing; at most three.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    public func suggestions(for text: String, _ options: Options = Options()) throws -> [Suggestion] {
        let query = SearchQuery(text)
        guard !options.isRaw, !query.isEmpty else { return [] }
        return try store.read { db in
            let search = TieredSearch(
                db: db, options: options, mostChanges: .max, cache: IndexCache.of(store))
            return try search.suggestions(query)
        }
    }

    private static func raw(_ db: Database, _ expression: String, _ options: Options) throws -> [SearchResult]
    {
        guard try PortableIndex.exists(db) else { throw SearchError.noPortableIndex }
        do {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Code.columns(of: "c")), -hit.rank
                    FROM codes_fts AS hit JOIN codes c ON c.id = hit.rowid
                    WHERE codes_fts MATCH ? AND (? IS NULL OR c.book = ?)
                    ORDER BY hit.rank, c.id
                    LIMIT ?
                    """,
                arguments: [expression, options.book, options.book, options.limit])
            return rows.map {
                SearchResult(
                    code: Code(row: $0), tier: .description, field: .description, score: $0.number(9))
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw SearchError.syntax(message: error.message ?? "")
        }
    }
}

/// Why a query cannot be searched.
public enum SearchError: Error, Hashable, Sendable {
    /// There is nothing but white space.
    case empty
    /// The query is longer than ``Searcher/longestQuery``, or a raw one than ``Searcher/longestExpression``.
    case tooLong(bytes: Int, most: Int)
    /// A raw query is not an expression of FTS5; SQLite's own words.
    case syntax(message: String)
    /// A raw query searches the portable index, which the file does without.
    case noPortableIndex
}

/// One search through the tiers.
struct TieredSearch {
    let db: Database
    let options: Searcher.Options
    private let mostChanges: Int
    private let cache: IndexCache
    private var results: [SearchResult] = []
    private var found: Set<Int64> = []

    init(db: Database, options: Searcher.Options, mostChanges: Int, cache: IndexCache) {
        self.db = db
        self.cache = cache
        self.mostChanges = mostChanges
        self.options = options
    }

    private var isFull: Bool { results.count >= options.limit }

    mutating func answer(_ query: SearchQuery, enough: Int) throws -> SearchAnswer {
        let codes = try CodeTier(db, query, book: options.book)
        results = codes.results
        found.formUnion(results.map(\.code.id))
        let rest = codes.rest
        if codes.isWhole || rest.isEmpty || codes.holdRest { return SearchAnswer(results: results) }
        let index = try IndexSearcher(
            db, CodeSource(), besides: [NoteSource()], book: options.book, mostChanges: mostChanges,
            cache: cache)
        let literal = EntrySearch(index: index, forms: [WordForm(text: rest.text)], tier: nil)
        results += try literal.results(limit: options.limit - results.count, found: &found)
        // Beside a code that the query names, what only may be meant is noise.
        if isFull || !codes.results.isEmpty {
            return SearchAnswer(results: Array(results.prefix(options.limit)))
        }

        let synonyms = SynonymGroups(db)
        // So it is beside an entry that holds the query as it stands.
        let isHeld = results.contains { $0.level.map { !$0.isOfWords } ?? false }
        let isName = results.contains { $0.level == .exact }
        // A sentence with a word replaced stands nowhere; the relaxed tier has the synonyms of its words.
        let isSentence = rest.words.count == 1 && rest.text.unicodeScalars.count(where: Han.contains) > 7
        try addVariants(
            of: rest, index, synonyms,
            scriptsOnly: isName || isSentence || results.count >= enough)
        if results.isEmpty { try addPinyin(of: rest, index, synonyms) }
        if results.isEmpty || (results.count < enough && rest.text.unicodeScalars.count >= 4 && !isHeld) {
            results += try relaxed(rest, index).results(limit: options.limit - results.count, besides: found)
                .results
        }
        return SearchAnswer(results: Array(results.prefix(options.limit)))
    }

    /// What may have been meant by a query that found nothing.
    func suggestions(_ query: SearchQuery) throws -> [Suggestion] {
        let index = try IndexSearcher(
            db, CodeSource(), besides: [NoteSource()], book: options.book, mostChanges: mostChanges,
            cache: cache)
        return try Suggestions.of(
            index, query, near: relaxed(query, index).results(limit: 0, besides: []).near)
    }

    private func relaxed(_ query: SearchQuery, _ index: IndexSearcher) throws -> RelaxedSearch {
        let relaxed = try RelaxedQuery(
            query, vocabulary: Vocabulary(index), synonyms: SynonymGroups(db), entries: try entryCount())
        return RelaxedSearch(index: index, query: relaxed)
    }

    private mutating func addVariants(
        of query: SearchQuery, _ index: IndexSearcher, _ synonyms: SynonymGroups, scriptsOnly: Bool
    ) throws {
        guard query.text.utf8.count <= 1_000 else { return }
        let variants = try VariantForms(
            query, vocabulary: Vocabulary(index), synonyms: synonyms, scriptsOnly: scriptsOnly)
        let search = EntrySearch(index: index, forms: variants.forms, tier: .variant)
        // One word that becomes several is not looked for in pieces: that is for the relaxed tier.
        let levels = EntrySearch.Level.allCases.filter { $0 != .allWords || query.words.count > 1 }
        results += try search.results(limit: options.limit - results.count, found: &found, levels: levels)
    }

    private mutating func addPinyin(
        of query: SearchQuery, _ index: IndexSearcher, _ synonyms: SynonymGroups
    ) throws {
        guard query.text.unicodeScalars.contains(where: { $0.properties.isAlphabetic && !Han.contains($0) })
        else {
            return
        }
        var pinyin = PinyinForms(Vocabulary(index), synonyms, entries: try entryCount())
        for reading in [PinyinForms.Reading.full, .mixed, .initials] where results.isEmpty {
            let forms = try pinyin.forms(query, reading)
            // Initials fit much that is no word: two characters must be a word that people are known to use.
            let words =
                reading == .full
                ? forms
                : try forms.filter { try $0.text.unicodeScalars.count > 2 || synonyms.isTerm($0.text) }
            // Words that people are known to use come before chains that may be parts of two.
            let isKnown: (WordForm) -> Bool = { $0.weight == 1 }
            for forms in [words.filter(isKnown), words.filter { !isKnown($0) }] where results.isEmpty {
                let entries = EntrySearch(index: index, forms: forms, tier: .variant)
                results += try entries.results(limit: options.limit, found: &found)
            }
            guard results.isEmpty, reading != .full else { continue }
            // Or the beginning of a name.
            let names = EntrySearch(index: index, forms: forms, tier: .variant)
            results += try names.results(limit: options.limit, found: &found, levels: [.exact, .prefix])
        }
    }

    /// About the number of entries of the file.
    private func entryCount() throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT max(id) FROM codes")
        defer { statement.endDirect() }
        return try statement.stepDirect() ? Int(statement.integer(0)) : 0
    }
}
