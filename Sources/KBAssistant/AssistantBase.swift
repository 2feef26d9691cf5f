import KBCore
import KBPresentation

/// The knowledge base as an assistant may see it.
///
/// Everything that a request can reach is asked for here, so that no tool shows more than the options allow.
final class AssistantBase {
    let options: AssistantOptions
    private var openStore: Store?

    /// Opens the file.
    ///
    /// - Throws: ``StoreError``; ``BookError/unknown(_:books:)`` for a book that there is not.
    init(_ options: AssistantOptions) throws {
        self.options = options
        let codes = Codes(try store())
        for book in options.books { try codes.checkBook(book) }
    }

    /// Runs `body` on one state of the file; once more where the file was replaced, or seemed damaged, meanwhile.
    func read<T>(_ body: (Store) throws -> T) throws -> T {
        func run() throws -> T {
            let store = try store()
            return try store.read { _ in try body(store) }
        }
        do {
            return try run()
        } catch let error as StoreError {
            openStore = nil
            switch error {
            case .corrupt, .indexDamaged, .inputOutput, .needsRollback, .replaced: return try run()
            default: throw error
            }
        }
    }

    /// Runs `body`, which writes; without ``AssistantOptions/mayWrite`` SQLite refuses it.
    func write<T>(_ body: (Store) throws -> T) throws -> T {
        do {
            return try body(store())
        } catch let error as StoreError {
            openStore = nil
            throw error
        }
    }

    private func store() throws -> Store {
        if let openStore, !openStore.isReplaced { return openStore }
        let store = try Store(
            path: options.path, access: options.mayWrite ? .existing : .reading, timeout: options.timeout,
            longestRead: Store.longestAnswer(timeout: options.timeout), isOver: options.isOver)
        openStore = store
        return store
    }

    // MARK: - Books and codes

    /// Whether the assistant may see a book.
    func sees(_ book: String) -> Bool { options.books.isEmpty || options.books.contains(book) }

    /// The books that may be seen, by slug.
    func books(_ store: Store) throws -> [BookDetails] {
        try Bookshelf(store).list().filter { sees($0.book.slug) }
    }

    /// The slug of a book that a request names, in any case.
    ///
    /// - Throws: ``BookError/unknown(_:books:)`` where there is none, or it may not be seen.
    func book(_ name: String, _ store: Store) throws -> String {
        let slugs = try Codes(store).bookSlugs().filter(sees)
        guard let slug = slugs.first(where: { $0 == name.lowercased() }) else {
            throw BookError.unknown(name, books: slugs)
        }
        return slug
    }

    /// The codes that a text means: `404`, `http:404`.
    func codes(_ text: String, in book: String?, _ store: Store) throws -> [Code] {
        let found = try Codes(store).find(text).filter {
            sees($0.reference.book) && (book == nil || $0.reference.book == book)
        }
        guard !found.isEmpty else { throw UnknownCode(text: book.map { "\($0):\(text)" } ?? text) }
        return found
    }

    /// The code that a note is to be on.
    func code(_ text: String, in book: String?, _ store: Store) throws -> Code {
        let found = try codes(text, in: book, store)
        guard found.count == 1, let code = found.first else {
            let references = found.prefix(20).map(\.reference.description).joined(separator: ", ")
            throw BadArgument("code", expected: "one of \(references)")
        }
        return code
    }

    /// Everything about a code that may be seen.
    func details(of code: Code, _ store: Store) throws -> CodeDetails {
        var details = try CodeDetails(code, in: store)
        details.notes = details.notes.filter(sees)
        // How many of those beyond may be seen is not known.
        if options.notes != .all { details.moreNotes = 0 }
        details.seeAlso = details.seeAlso.filter { sees($0.reference.book) }
        return details
    }

    // MARK: - Searching

    /// Searches what may be seen; `literally` only for entries that say what `text` says.
    func search(
        _ text: String, in book: String?, limit: Int, literally: Bool = false, _ store: Store
    ) throws -> SearchAnswer {
        var options = Searcher.Options(book: book, limit: limit)
        options.isLiteral = literally
        if book == nil, !self.options.books.isEmpty { options.books = self.options.books }
        if self.options.notes == .none { options.notes = NoteUse(scope: .codesOnly) }
        var answer = try Searcher(store).search(text, options)
        answer.results.removeAll { $0.note.map { !sees($0) } ?? false }
        answer.notes = answer.notes.mapValues { $0.filter(sees) }
        if self.options.notes != .all { answer.moreNotes = SearchAnswer.OfCodes() }
        return answer
    }

    // MARK: - Notes

    /// Whether the assistant may see a note.
    func sees(_ note: Note) -> Bool {
        guard sees(note.reference.book) else { return false }
        return switch options.notes {
        case .all: true
        case .own: AssistantNote.isOwn(note, of: options.author)
        case .none: false
        }
    }

    /// The versions of a note.
    ///
    /// - Throws: ``NoteError/notFound(prefix:)`` also for one that may not be seen.
    func note(_ name: String, _ store: Store) throws -> NoteMerge {
        let merge = try Notes(store).merge(name)
        guard merge.heads.allSatisfy(sees) else { throw NoteError.notFound(prefix: name) }
        return merge
    }
}

extension AssistantBase: LogExcerptBase {}
