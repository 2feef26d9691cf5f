import KBCore
import KBPresentation

/// Finds the codes that a person names on the command line.
struct CodeLookup {
    private let codes: Codes

    init(_ store: Store) {
        codes = Codes(store)
    }

    /// The codes that `text` may mean, at least one: `404` in every book that has it, or only in `book`; or `http:404`.
    func all(_ text: String, in book: String? = nil) throws -> [Code] {
        let found = try codes.find(text).filter { book == nil || $0.reference.book == book }
        guard !found.isEmpty else { throw UnknownCode(text: text) }
        return found
    }

    /// The code that `text` means.
    func one(_ text: String) throws -> Code {
        let found = try all(text)
        guard found.count == 1 else { throw AmbiguousCode(text: text, candidates: found) }
        return found[0]
    }
}
