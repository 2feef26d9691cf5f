import KBCore
import KBPresentation

/// Finds what a note is about: codes, and quotes of their text.
enum NoteCode {
    /// The quote that a person means.
    ///
    /// - Parameters:
    ///   - text: The words of the quote.
    ///   - occurrence: Which one, from 1, when there are several.
    ///   - code: The code whose name or description is quoted.
    /// - Returns: The quote with its context and place.
    /// - Throws: ``NoteQuoteError``.
    static func quote(_ text: String, occurrence: Int?, of code: Code) throws -> TextQuote {
        let quotes = code.quotes(of: text)
        guard !quotes.isEmpty else {
            throw NoteQuoteError.notFound(text, code, nearest: code.passage(like: text))
        }
        guard let occurrence else {
            guard quotes.count == 1 else { throw NoteQuoteError.ambiguous(text, quotes) }
            return quotes[0]
        }
        guard quotes.indices.contains(occurrence - 1) else { throw NoteQuoteError.ambiguous(text, quotes) }
        return quotes[occurrence - 1]
    }

    /// A code with its name, for people.
    static func title(of reference: CodeReference, in store: Store) throws -> String {
        try Codes(store).find(reference).map(NoteText.title) ?? NoteText.heading(reference)
    }
}
