import GRDB
import KBIndex
import KBText

/// Finds codes by whatever a person remembers of them.
package struct Searcher: Sendable {
    /// What to search, and how much to return.
    package struct Options: Sendable {
        /// The slug of the only book to search; nil for all.
        package var book: String?
        /// The slugs of the only books to search where several are meant; nil for all.
        package var books: [String]?
        /// The most results; at least 1.
        package var limit: Int
        /// Whether the query is an expression of FTS5.
        package var isRaw: Bool
        /// Whether only entries are looked for that say what the query says, and none for what may be meant.
        package var isLiteral = false
        /// What notes have to do with the search.
        package var notes = NoteUse()

        /// Makes options.
        package init(book: String? = nil, limit: Int = 10, isRaw: Bool = false) {
            self.book = book
            self.limit = max(1, limit)
            self.isRaw = isRaw
        }
    }

    /// The longest query, in bytes of UTF-8.
    package static let longestQuery = 65_536
    /// The longest raw query, in bytes of UTF-8: FTS5 takes 13 KB of memory for each three characters of it.
    package static let longestExpression = 8_192
    /// The most results that a search can be asked for.
    private static let mostResults = 10_000
    /// So many notes of a code are counted at most besides those that are read: it may have very many.
    private static let mostNotesCounted = 1000
    private let store: Store

    /// Searches `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Finds codes, best first.
    ///
    /// The tiers are asked in order until there are enough results; results of an earlier tier always come first.
    /// With a lower limit the results are the beginning of those with a higher one. A file that another tool has
    /// changed much is indexed first, if it can be written.
    /// The rules are explained in docs/search.md.
    ///
    /// - Throws: ``SearchError`` for a query that cannot be searched, ``BookError/unknown(_:books:)``, ``StoreError`` when the file cannot be read.
    package func search(_ text: String, _ options: Options = Options()) throws -> SearchAnswer {
        let most = options.isRaw ? Self.longestExpression : Self.longestQuery
        guard text.utf8.count <= most else { throw SearchError.tooLong(bytes: text.utf8.count, most: most) }
        let query = SearchQuery(text)
        guard !query.text.isEmpty || options.notes.isFilter else { throw SearchError.empty }
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
            if let book = options.book { try Books.check(db, book) }
            var answer = SearchAnswer()
            let wanted = try WantedNotes(options.notes, book: options.book, db)
            if let wanted, query.text.isEmpty {
                answer = try wanted.newest(limit: options.limit)
            } else if options.isRaw {
                answer = try Self.raw(db, raw, options)
            } else {
                // Among books, one that the query names is the one that is meant, unless nothing there answers it.
                let named = try NamedBook.of(query, db).flatMap { book in
                    options.books?.contains(book) == false ? nil : book
                }
                func answered(in book: String?, limit: Int) throws -> SearchAnswer {
                    var search = try tiers(db, query, in: book, named: named, mostChanges: mostChanges)
                    search.search.notesInSearch = options.notes
                    search.search.keysOfNotes = wanted?.keys
                    if book == nil { search.scope = options.books }
                    if options.isLiteral { search.deepest = .literal }
                    return try search.answer(limit: limit)
                }
                func answered(in book: String?) throws -> SearchAnswer {
                    guard let wanted else { return try answered(in: book, limit: options.limit) }
                    // Those at the top do not depend on the limit: mostly a few hold enough that are tagged so. Where very
                    // many notes are wanted, most codes have some of them.
                    var limit = wanted.areFew ? options.limit * 8 : options.limit
                    while true {
                        limit = min(limit, Self.mostResults)
                        let answer = try answered(in: book, limit: limit)
                        let only = try wanted.only(answer, limit: options.limit)
                        if only.results.count == options.limit || !only.isCut || limit == Self.mostResults {
                            return only
                        }
                        limit *= 8
                    }
                }
                answer = try answered(in: options.book ?? named)
                if answer.results.isEmpty, options.book == nil, let named,
                    NamedBook.leavesWords(of: query, book: named)
                {
                    answer = try answered(in: nil)
                }
            }
            // Those that were found by their codes.
            let untranslated = answer.results.indices.filter { answer.results[$0].code.translations.isEmpty }
            if try !untranslated.isEmpty && store.statements.statement(Translation.any, db).hasRow() {
                let listing = try store.statements.statement(Translation.listing, db)
                for place in untranslated {
                    answer.results[place].code.translations = try Translation.list(
                        listing, of: answer.results[place].code.reference)
                }
            }
            if options.notes.areShown {
                try addNotes(to: &answer, wanted, most: options.notes.most, db)
            }
            return answer
        }
    }

    private func addNotes(
        to answer: inout SearchAnswer, _ wanted: WantedNotes?, most: Int, _ db: Database
    ) throws {
        guard try store.statements.statement(Notes.any, db).hasRow() else { return }
        let references = answer.results.map(\.code.reference)
        let known = wanted == nil ? try Notes.list(db, for: references, most: most) : [:]
        for result in answer.results {
            let reference = result.code.reference
            var notes: [Note]
            var more: SearchAnswer.Total
            if let wanted {
                (notes, more) = try wanted.notes(on: reference)
            } else {
                notes = known[reference] ?? []
                more = try Notes.more(
                    db, on: reference, than: notes, most: most, limit: Self.mostNotesCounted)
            }
            guard !notes.isEmpty else { continue }
            // It may be none of the first.
            if more != .exact(0), let note = result.note, !notes.contains(where: { $0.id == note.id }) {
                notes.append(note)
                more = more.adding(-1)
            }
            answer.notes[reference] = notes
            if more != .exact(0) { answer.moreNotes[reference] = more }
        }
    }

    /// What a person may have meant by a query that finds nothing; at most three.
    ///
    /// - Throws: ``StoreError`` when the file cannot be read.
    package func suggestions(for text: String, _ options: Options = Options()) throws -> [Suggestion] {
        let query = SearchQuery(text)
        guard !options.isRaw, !query.isEmpty else { return [] }
        return try store.read { db in
            if let book = options.book { try Books.check(db, book) }
            return try tiers(
                db, query, in: options.book, named: NamedBook.of(query, db), mostChanges: .max
            ).suggestions()
        }
    }

    private func tiers(
        _ db: Database, _ query: SearchQuery, in book: String?, named: String?, mostChanges: Int
    ) throws -> TieredSearch {
        TieredSearch(
            search: SearchContext(
                db, store.statements, query, book: book, namedBook: named, mostChanges: mostChanges,
                cache: { IndexCache.of(store) }, checkTime: store.checkTime))
    }

    private static func raw(_ db: Database, _ expression: String, _ options: Options) throws -> SearchAnswer {
        guard try PortableIndex.exists(db) else { throw SearchError.noPortableIndex }
        do {
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Code.columns(of: "c")), -hit.rank AS score
                    FROM codes_fts AS hit JOIN codes c ON c.id = hit.rowid
                    WHERE codes_fts MATCH ? AND (? IS NULL OR c.book = ?)
                    ORDER BY hit.rank, c.id
                    LIMIT ?
                    """,
                arguments: [expression, options.book, options.book, options.limit + 1])
            let results = rows.prefix(options.limit).map {
                SearchResult(
                    code: Code(row: $0), tier: .description, field: .description, score: $0.number("score"))
            }
            return SearchAnswer(
                results: results,
                total: rows.count > results.count ? .atLeast(rows.count) : .exact(rows.count))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw SearchError.syntax(message: error.message ?? "")
        }
    }
}
