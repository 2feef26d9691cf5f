import GRDB
import KBDocuments
import KBText

/// The aliases of a list that the file has not read yet, by book and code.
///
/// A list that was read before for a book, by its SHA-256, is left out for that book: an alias that a team has removed
/// stays removed. Aliases of books that the file does not have wait until it has them and the list is read again.
struct PendingAliases {
    /// The aliases of one book.
    struct Book {
        /// The slug.
        var slug: String
        /// The number of lines that the list has for the book.
        var count: Int
        /// The aliases of each code, none twice.
        var codes: [ExactText: [AliasEntry]]
    }

    /// By slug.
    private(set) var books: [Book] = []

    /// Finds out what is new in a list.
    ///
    /// - Parameters:
    ///   - db: The file; nil where there is none yet.
    ///   - list: The list; nil where there is none.
    ///   - imported: The book that is imported, which may be new.
    /// - Throws: `DatabaseError`.
    init(_ db: Database?, _ list: WordLists.List<AliasEntry>?, importing imported: String?) throws {
        guard let list else { return }
        for (slug, entries) in Dictionary(grouping: list.elements, by: \.book).sorted(by: { $0.key < $1.key })
        {
            let isThere = try slug == imported || db.map { try Self.hasCodes($0, slug) } ?? false
            guard isThere, try db.map({ try !$0.hasRead("aliases", of: slug, list.sha256) }) ?? true else {
                continue
            }
            var codes: [ExactText: [AliasEntry]] = [:]
            var seen: Set<[ExactText]> = []
            for entry in entries where seen.insert([ExactText(entry.code), ExactText(entry.alias)]).inserted {
                codes[ExactText(entry.code), default: []].append(entry)
            }
            books.append(Book(slug: slug, count: entries.count, codes: codes))
        }
    }

    private static func hasCodes(_ db: Database, _ book: String) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM codes WHERE book = ?)", arguments: [book])
            ?? false
    }
}

extension Database {
    /// Tells whether a word list was read before, for a book where it is one of aliases.
    func hasRead(_ kind: String, of book: String?, _ sha256: String) throws -> Bool {
        try Bool.fetchOne(
            self,
            sql:
                "SELECT EXISTS (SELECT 1 FROM imports WHERE kind = ? AND book IS ? AND sha256 = ? AND undone_at IS NULL)",
            arguments: [kind, book, sha256]) ?? false
    }
}
