import GRDB
import KBText

/// Codes by how they are written, read from ranges of the index `codes_by_code`.
enum CodeRanges {
    /// The first codes of those asked for, in the order of the documents, retired ones last, and how many there are.
    struct Found {
        var codes: [Code]
        var total: Int
    }

    /// The longest number that is looked for, in digits.
    private static let mostDigits = 18

    /// The codes that begin so, in any case.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - beginning: The beginning.
    ///   - length: How long they are, in scalars; nil for any length.
    ///   - book: The slug of the only book; nil for all.
    ///   - limit: The most codes.
    /// - Returns: The codes.
    /// - Throws: `DatabaseError`.
    static func codes(_ db: Database, beginning: String, length: Int?, book: String?, limit: Int) throws
        -> Found
    {
        guard try exists(db, beginning: beginning) else { return Found(codes: [], total: 0) }
        // A range, not LIKE, whose pattern would have the statement compiled anew each time.
        return try codes(
            db,
            in:
                "code >= ?1 COLLATE NOCASE AND code < ?2 COLLATE NOCASE AND (?3 IS NULL OR length(code) = ?3)",
            (beginning, beginning + "\u{10FFFF}", length), book: book, limit: limit)
    }

    /// Tells whether any code begins so, in any case.
    static func exists(_ db: Database, beginning: String) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM codes WHERE code >= ? COLLATE NOCASE AND code < ? COLLATE NOCASE LIMIT 1")
        statement.bindDirect(beginning, at: 1)
        statement.bindDirect(beginning + "\u{10FFFF}", at: 2)
        return try statement.hasRow()
    }

    /// The codes that are numbers of a range, also with zeros in front.
    ///
    /// Numbers of one length are in order as texts, too: each length is a range of the index.
    static func codes(_ db: Database, in range: ClosedRange<Int>, book: String?, limit: Int) throws -> Found {
        var all = Found(codes: [], total: 0)
        let digits = String(range.lowerBound).utf8.count
        guard range.lowerBound >= 0, digits <= mostDigits else { return all }
        for length in digits...mostDigits {
            let first = String(range.lowerBound).zeroPadded(to: length)
            let last =
                String(range.upperBound).utf8.count > length
                ? String(repeating: "9", count: length) : String(range.upperBound).zeroPadded(to: length)
            let found = try codes(
                db,
                in: """
                    code >= ?1 COLLATE NOCASE AND code <= ?2 COLLATE NOCASE AND length(code) = ?3
                    AND code NOT GLOB '*[^0-9]*'
                    """,
                (first, last, length), book: book, limit: limit)
            all.codes += found.codes
            all.total += found.total
        }
        all.codes.sort { left, right in
            (left.isRetired, left.reference.book, left.position, left.reference.code)
                < (right.isRetired, right.reference.book, right.position, right.reference.code)
        }
        all.codes = Array(all.codes.prefix(limit))
        return all
    }

    private static func codes(
        _ db: Database, in condition: String, _ arguments: (String, String, Int?), book: String?, limit: Int
    ) throws -> Found {
        func prepared(_ sql: String) throws -> Statement {
            let statement = try db.cachedStatement(sql: sql)
            statement.bindDirect(arguments.0, at: 1)
            statement.bindDirect(arguments.1, at: 2)
            if let length = arguments.2 {
                statement.bindDirect(Int64(length), at: 3)
            } else {
                statement.bindNullDirect(at: 3)
            }
            statement.bindDirect(book, at: 4)
            return statement
        }
        let condition = "\(condition) AND (?4 IS NULL OR book = ?4)"
        // Sorting without the texts is cheaper where there are many.
        let statement = try prepared(
            """
            SELECT \(Code.columns) FROM codes
            WHERE id IN (SELECT id FROM codes WHERE \(condition) ORDER BY state = 'retired', book, position, code LIMIT ?5)
            ORDER BY state = 'retired', book, position, code
            """)
        statement.bindDirect(Int64(limit), at: 5)
        var codes: [Code] = []
        do {
            defer { statement.endDirect() }
            while try statement.stepDirect() { codes.append(Code(direct: statement)) }
        }
        guard codes.count == limit else { return Found(codes: codes, total: codes.count) }
        let count = try prepared("SELECT count(*) FROM codes WHERE \(condition)")
        defer { count.endDirect() }
        return Found(codes: codes, total: try count.stepDirect() ? Int(count.integer(0)) : codes.count)
    }
}

extension Code {
    /// As a number, by which codes are put in order.
    fileprivate var isRetired: Int { state == .retired ? 1 : 0 }
}
