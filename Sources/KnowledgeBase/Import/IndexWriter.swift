import GRDB
import HanText

/// Writes the indexes of codes natively, many times faster than the triggers of the schema.
///
/// Between ``begin(_:)`` and ``end()``, inside one transaction, the triggers leave the indexes alone and the
/// caller must report every row that it adds, changes or removes.
struct IndexWriter {
    private let db: Database
    private let portable: Statement
    private let pairs: Statement
    private var newTerms: Set<String> = []

    /// Starts writing.
    static func begin(_ db: Database) throws -> IndexWriter {
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('kb')")
        return IndexWriter(
            db: db,
            portable: try db.makeStatement(
                sql: """
                    INSERT INTO codes_fts (codes_fts, rowid, code, name, qualifier, aliases, description)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """),
            pairs: try db.makeStatement(
                sql:
                    "INSERT INTO codes_pairs (codes_pairs, rowid, name, aliases, description) VALUES (?, ?, ?, ?, ?)"
            ))
    }

    /// Adds a row to the indexes.
    mutating func add(_ code: Code) throws {
        try write(code, operation: nil)
        for text in [code.name, code.qualifier ?? "", code.aliases.joined(separator: "\n"), code.description]
        {
            IndexedText.forEachTerm(of: text) { newTerms.insert($0) }
        }
    }

    /// Takes a row out of the indexes.
    ///
    /// - Parameter code: The row exactly as it was added.
    /// - Throws: `DatabaseError`.
    func remove(_ code: Code) throws {
        try write(code, operation: "delete")
    }

    /// Writes what is left, and hands the indexes back to the triggers.
    func end() throws {
        let insert = try db.makeStatement(
            sql: "INSERT INTO vocabulary (term) VALUES (?) ON CONFLICT (term) DO NOTHING")
        for term in newTerms.sorted() { try insert.execute(arguments: [term]) }
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'kb'")
    }

    private func write(_ code: Code, operation: String?) throws {
        try portable.execute(arguments: [
            operation, code.id, code.reference.code, code.name, code.qualifier,
            code.aliases.joined(separator: "\n"),
            code.description,
        ])
        try pairs.execute(arguments: [
            operation, code.id, IndexedText.name(code.name, qualifier: code.qualifier),
            IndexedText.aliases(code.aliases), PairSegmenter.segment(code.description),
        ])
    }
}
