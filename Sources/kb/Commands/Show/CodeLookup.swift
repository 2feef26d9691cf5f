import KBCore
import KBPresentation

/// Finds the codes that a person names on the command line.
struct CodeLookup {
    private let codes: Codes
    private let searcher: Searcher

    init(_ store: Store) {
        (codes, searcher) = (Codes(store), Searcher(store))
    }

    /// The codes that `text` may mean, at least one: `404` in every book that has it, or only in `book`; or `http:404`.
    func all(_ text: String, in book: String? = nil) throws -> [Code] {
        let found = try codes.find(text).filter { book == nil || $0.reference.book == book }
        guard !found.isEmpty else { throw UnknownCode(text: text, near: near(text, in: book)) }
        return found
    }

    /// The few codes that the text names as a query, `EV-1005` for `ev1005`.
    private func near(_ text: String, in book: String?) -> [Code] {
        var options = Searcher.Options(limit: 4)
        options.book = book
        let found = (try? searcher.search(text, options).results) ?? []
        return found.count < options.limit ? found.filter { $0.tier == .code }.map(\.code) : []
    }

    /// The code that `text` means.
    func one(_ text: String) throws -> Code {
        let found = try all(text)
        guard found.count == 1 else { throw AmbiguousCode(text: text, candidates: found) }
        return found[0]
    }
}
