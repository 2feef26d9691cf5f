import GRDB
import KBFile

/// Reads books.
package enum Books {
    /// Tells whether there is a book of this slug.
    package static func exists(_ db: Database, _ slug: String) throws -> Bool {
        guard !slug.isEmpty else { return false }
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM books WHERE slug = ?")
        statement.bindDirect(slug, at: 1)
        return try statement.hasRow()
    }

    /// Makes sure that there is a book of this slug.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``.
    package static func check(_ db: Database, _ slug: String) throws {
        guard try !exists(db, slug) else { return }
        throw BookError.unknown(slug, books: try slugs(db))
    }

    /// The slugs of all books, in order.
    package static func slugs(_ db: Database) throws -> [String] {
        let statement = try db.cachedStatement(sql: "SELECT slug FROM books ORDER BY slug")
        defer { statement.endDirect() }
        var slugs: [String] = []
        while try statement.stepDirect() { slugs.append(statement.text(0)) }
        return slugs
    }
}
