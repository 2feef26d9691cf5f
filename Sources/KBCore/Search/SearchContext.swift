import GRDB
import KBFile
import KBIndex
import KBText

/// What the tiers of one search share.
final class SearchContext {
    let db: Database
    /// What its connection keeps compiled.
    let statements: KeptStatements
    let book: String?
    /// The book that the query names, whether or not it is the only one that is searched.
    let namedBook: String?
    /// Ends the search when its time is over: long texts are compared outside SQLite.
    let checkTime: () throws -> Void
    /// What is looked for: the query, without the codes that it names once these are found.
    var query: SearchQuery
    /// The entry that holds the most of the query where none holds enough of it.
    var guess: SearchResult?
    /// What notes have to do with the search.
    var notesInSearch = NoteUse()
    /// What the only notes that are searched have; nil for all, or where they are told one by one.
    var keysOfNotes: [IndexKey]?
    /// What decides how far the search goes.
    var rule = StoppingRule()

    private let mostChanges: Int
    private let cache: () -> IndexCache
    private var openIndex: IndexSearcher?
    private var openNotes: IndexSearcher?
    private var openWords: SearchWords?
    private var knownTranslated: Bool?

    init(
        _ db: Database, _ statements: KeptStatements, _ query: SearchQuery, book: String?, namedBook: String?,
        mostChanges: Int,
        cache: @escaping () -> IndexCache, checkTime: @escaping () throws -> Void
    ) {
        self.db = db
        self.statements = statements
        self.query = query
        self.book = book
        self.namedBook = namedBook
        self.mostChanges = mostChanges
        self.cache = cache
        self.checkTime = checkTime
    }

    /// Whether only notes are searched.
    var isOfNotes: Bool { notesInSearch.scope == .notesOnly }

    /// The same search of one book.
    func searching(_ book: String) throws -> SearchContext {
        let search = SearchContext(
            db, statements, query, book: book, namedBook: namedBook, mostChanges: mostChanges, cache: cache,
            checkTime: checkTime)
        search.openWords = try words()
        search.notesInSearch = notesInSearch
        search.keysOfNotes = keysOfNotes
        return search
    }

    /// Whether some code has texts in further languages.
    func mayBeTranslated() throws -> Bool {
        if let knownTranslated { return knownTranslated }
        let isAny = try statements.statement(Translation.any, db).hasRow()
        knownTranslated = isAny
        return isAny
    }

    /// What reads the codes of a name.
    func codesOfName() throws -> Statement { try statements.statement(Codes.codesOfName, db) }

    /// The index, which a query that names a code does without.
    func index() throws -> IndexSearcher {
        if let openIndex { return openIndex }
        let index = try IndexSearcher(
            db, CodeSource(), besides: [NoteSource()], book: book, mostChanges: mostChanges, cache: cache())
        openIndex = index
        return index
    }

    /// The words of the file.
    func words() throws -> SearchWords {
        if let openWords { return openWords }
        let words = try SearchWords(index())
        openWords = words
        return words
    }

    /// The index of notes; nil where there are none.
    func notes() throws -> IndexSearcher? {
        if let openNotes { return openNotes }
        guard notesInSearch.scope != .codesOnly, try statements.statement(Notes.any, db).hasRow() else {
            return nil
        }
        let notes = try index().searcher(of: NoteSource())
        if let keysOfNotes { try notes.limit(to: keysOfNotes) }
        openNotes = notes
        return notes
    }
}
