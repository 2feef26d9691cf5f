import KBDocuments

/// Why nothing was imported.
public enum ImportError: Error, Hashable, Sendable {
    /// Neither the caller nor the document's name says which book it is.
    case unnamedBook(path: String)
    /// No book can have this slug.
    case badBook(String)
    /// The document has errors.
    case badDocument(path: String, DocumentError)
    /// A word list next to the document has lines that cannot be read.
    case badWordList(path: String, WordListError)
    /// A word list next to the document is not UTF-8.
    case notUTF8(path: String)
    /// More than a fifth of the book would be retired, and ``ImportJob/Options/mayRetireMuch`` is not set.
    case retiresMuch(path: String, ImportPlan)
    /// Most names of the book would be others, and ``ImportJob/Options/mayRetireMuch`` is not set.
    case renamesMost(path: String, ImportPlan)
    /// The document may be an edition of one of these books, or belong to another.
    case unclearBook(path: String, books: [String])

    /// Whether ``ImportJob/Options/mayRetireMuch`` lets the import go on.
    var isGuard: Bool {
        switch self {
        case .retiresMuch, .renamesMost: true
        case .unnamedBook, .badBook, .badDocument, .badWordList, .notUTF8, .unclearBook: false
        }
    }
}
