import GRDB

extension Codes {
    /// Hands over the codes of a pattern in the order of the documents, retired ones too.
    ///
    /// They are read one at a time, in one transaction: memory stays the same however many there are.
    ///
    /// - Parameters:
    ///   - pattern: Which codes.
    ///   - body: Takes a code.
    /// - Throws: ``StoreError``, or what `body` throws.
    package func forEach(_ pattern: CodePattern, _ body: (Code) throws -> Void) throws {
        try store.read { db in
            let (condition, arguments) = Self.condition(pattern)
            let codes = try Code.fetchCursor(
                db,
                sql: "SELECT \(Code.columns) FROM codes WHERE \(condition) ORDER BY book, position, code",
                arguments: arguments)
            while let code = try codes.next() { try body(code) }
        }
    }

    /// The codes of a pattern in the order of the documents, retired ones too.
    ///
    /// - Parameters:
    ///   - pattern: Which codes.
    ///   - last: The last code of the page before; nil for the first page.
    ///   - limit: The most codes; nil for all of them.
    /// - Returns: The codes; fewer than `limit` at the end.
    /// - Throws: ``StoreError``.
    package func list(_ pattern: CodePattern, after last: Code? = nil, limit: Int? = nil) throws -> [Code] {
        try store.read { db in
            var (condition, arguments) = Self.condition(pattern)
            if let last {
                condition += " AND (book, position, code) > (:lastBook, :lastPosition, :lastCode)"
                arguments += [
                    "lastBook": last.reference.book, "lastPosition": last.position,
                    "lastCode": last.reference.code,
                ]
            }
            arguments += ["limit": limit.map { max(0, $0) } ?? -1]
            return try Code.fetchAll(
                db,
                sql: """
                    SELECT \(Code.columns) FROM codes WHERE \(condition)
                    ORDER BY book, position, code LIMIT :limit
                    """,
                arguments: arguments)
        }
    }

    /// The condition on rows of `codes` that a pattern stands for.
    private static func condition(_ pattern: CodePattern) -> (sql: String, arguments: StatementArguments) {
        let book = pattern.book == nil ? "true" : "book = :book"
        let bookArguments: StatementArguments = pattern.book.map { ["book": $0] } ?? StatementArguments()
        // A range of the index codes_by_code, which LIKE would not use.
        let begins = "code >= :start COLLATE NOCASE AND code < :end COLLATE NOCASE"
        func range(of beginning: String) -> StatementArguments {
            bookArguments + ["start": beginning, "end": beginning + "\u{10FFFF}"]
        }
        switch pattern.shape {
        case .all: return (book, bookArguments)
        case .beginning(let text): return ("\(book) AND \(begins)", range(of: text))
        case .wildcard(let text, let length):
            return ("\(book) AND \(begins) AND length(code) = :length", range(of: text) + ["length": length])
        case .range(let numbers):
            // A code may be written like a range itself.
            return (
                """
                \(book) AND (code NOT GLOB '*[^0-9]*' AND CAST(code AS INTEGER) BETWEEN :first AND :last \
                OR \(begins))
                """,
                range(of: "\(numbers.lowerBound)-\(numbers.upperBound)") + [
                    "first": numbers.lowerBound, "last": numbers.upperBound,
                ]
            )
        }
    }
}
