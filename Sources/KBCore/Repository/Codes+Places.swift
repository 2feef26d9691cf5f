import GRDB

extension Codes {
    /// The codes next to one in its document.
    package struct Neighbours: Hashable, Sendable {
        /// The code before it; nil for the first.
        package var previous: Code?
        /// The code after it; nil for the last.
        package var next: Code?
    }

    /// The codes before and after one, in the order of the document, retired ones too.
    ///
    /// - Throws: ``StoreError``.
    package func neighbours(of code: Code) throws -> Neighbours {
        try store.read { db in
            func neighbour(_ comparison: String, _ direction: String) throws -> Code? {
                try Code.fetchOne(
                    db,
                    sql: """
                        SELECT \(Code.columns) FROM codes
                        WHERE book = :book AND (position, code) \(comparison) (:position, :code)
                        ORDER BY position \(direction), code \(direction) LIMIT 1
                        """,
                    arguments: [
                        "book": code.reference.book, "position": code.position, "code": code.reference.code,
                    ])
            }
            return Neighbours(previous: try neighbour("<", "DESC"), next: try neighbour(">", "ASC"))
        }
    }

    /// Codes of a book that are written alike: as many digits, of which the first is the same.
    package struct Class: Hashable, Sendable {
        /// How people write the class, such as `4xx`; a ``CodePattern`` reads it.
        package var pattern: String
        /// The number of codes, retired ones too.
        package var count: Int
    }

    /// The classes of a book's codes, where all of the codes are numbers; none for a book of another kind.
    ///
    /// Cost: every code of the book is looked at; a book of more than 20,000 codes has no classes.
    ///
    /// - Throws: ``StoreError``.
    package func classes(of book: String) throws -> [Class] {
        try store.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT substr(code, 1, 1), length(code), count(*), sum(code GLOB '*[^0-9]*')
                    FROM (SELECT code FROM codes WHERE book = ? LIMIT 20001)
                    GROUP BY 1, 2 ORDER BY 2, 1
                    """, arguments: [book])
            let count = rows.reduce(0) { $0 + Int($1.integer(2)) }
            guard count <= 20_000, rows.count <= 40, rows.allSatisfy({ $0.integer(3) == 0 }) else {
                return []
            }
            return rows.filter { $0.integer(1) > 1 }.map { row in
                let wild = String(repeating: "x", count: Int(row.integer(1)) - 1)
                return Class(pattern: row.text(0) + wild, count: Int(row.integer(2)))
            }
        }
    }

    /// The codes of other books that are written like one.
    ///
    /// - Throws: ``StoreError``.
    package func namesakes(of reference: CodeReference) throws -> [Code] {
        try find(reference.code).filter { $0.reference != reference }
    }
}
