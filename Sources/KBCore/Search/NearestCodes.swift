import GRDB
import KBText

/// Finds the codes whose numbers are nearest to one.
///
/// Numbers of one length are in order as texts, too. So for each length the index on codes is asked for the next one
/// on each side; what stands between, codes of other lengths and such that are no numbers, is jumped over by asking
/// for the next number of this length.
struct NearestCodes {
    /// The most codes that are found.
    private static let most = 3
    /// The longest number, in digits.
    private static let mostDigits = 18
    /// After so many questions all codes are read instead: an index that is full of other codes may take any number.
    private static let mostQuestions = 2_000

    private let number: Int64
    private let book: String?
    private let below: Statement
    private let above: Statement
    private let named: Statement
    private var questions = 0
    private var near: [(distance: Int64, code: Code)] = []

    /// The codes whose numbers are nearest to a number, not below 0: at most three, and earlier ones first where two
    /// are as near.
    static func codes(_ db: Database, to number: Int64, book: String?) throws -> [Code] {
        var search = try NearestCodes(db, to: number, book: book)
        let digits = String(number).utf8.count
        // What is found first bounds what has to be looked for.
        let lengths = (1...mostDigits).sorted { abs($0 - digits) < abs($1 - digits) }
        for length in lengths {
            for step in [Int64(-1), 1] where try !search.look(length: length, step: step) {
                return try all(db, to: number, book: book)
            }
        }
        return search.near.map(\.code)
    }

    private init(_ db: Database, to number: Int64, book: String?) throws {
        self.number = number
        self.book = book
        below = try db.cachedStatement(
            sql:
                "SELECT code FROM codes WHERE code <= ? COLLATE NOCASE ORDER BY code COLLATE NOCASE DESC LIMIT 1"
        )
        above = try db.cachedStatement(
            sql: "SELECT code FROM codes WHERE code >= ? COLLATE NOCASE ORDER BY code COLLATE NOCASE LIMIT 1")
        named = try db.cachedStatement(
            sql: """
                SELECT \(Code.columns) FROM codes WHERE code = ?1 COLLATE NOCASE AND (?2 IS NULL OR book = ?2)
                ORDER BY book, position LIMIT \(Self.most)
                """)
    }

    /// Looks for numbers of a length on one side, as far as they may be among the nearest.
    ///
    /// - Returns: Whether the questions were enough.
    private mutating func look(length: Int, step: Int64) throws -> Bool {
        let end = Self.power(length)
        var next: Int64? = step < 0 ? min(number, end - 1) : number + 1
        while let value = next, (0..<end).contains(value), isNear(value) {
            questions += 1
            guard questions <= Self.mostQuestions else { return false }
            let statement = step < 0 ? below : above
            statement.bindDirect(String(value).zeroPadded(to: length), at: 1)
            defer { statement.endDirect() }
            guard try statement.stepDirect() else { return true }
            let code = statement.text(0)
            if code.utf8.count == length, let found = Int64(digits: code) {
                if isNear(found) { try add(code, found) }
                next = found + step
            } else {
                next = step < 0 ? Self.last(before: code, length) : Self.first(after: code, length)
            }
        }
        return true
    }

    private func isNear(_ value: Int64) -> Bool {
        near.count < Self.most || near.last.map { abs(value - number) <= $0.distance } ?? true
    }

    private mutating func add(_ code: String, _ value: Int64) throws {
        named.bindDirect(code, at: 1)
        named.bindDirect(book, at: 2)
        defer { named.endDirect() }
        while try named.stepDirect() { near.append((abs(value - number), Code(direct: named))) }
        near.sort { left, right in
            left.distance != right.distance
                ? left.distance < right.distance
                : (left.code.reference.book, left.code.position, left.code.reference.code) < (
                    right.code.reference.book, right.code.position, right.code.reference.code
                )
        }
        near.removeLast(max(0, near.count - Self.most))
    }

    /// The same by reading all codes.
    private static func all(_ db: Database, to number: Int64, book: String?) throws -> [Code] {
        try Code.fetchAll(
            db,
            sql: """
                SELECT \(Code.columns) FROM codes
                WHERE length(code) BETWEEN 1 AND \(mostDigits) AND code NOT GLOB '*[^0-9]*'
                  AND (:book IS NULL OR book = :book)
                ORDER BY abs(CAST(code AS INTEGER) - :number), book, position, code LIMIT \(most)
                """, arguments: ["number": number, "book": book])
    }

    /// The greatest number of a length that, as a text, comes before a code which is none; nil when there is none.
    private static func last(before code: String, _ length: Int) -> Int64? {
        let (digits, next) = beginning(of: code, length)
        guard let value = Int64(digits: digits) else {
            return next.map { $0 > nine } == true ? power(length) - 1 : nil
        }
        if digits.utf8.count == length { return value }
        let rest = power(length - digits.utf8.count)
        return next.map { $0 > nine } == true ? (value + 1) * rest - 1 : value * rest - 1
    }

    /// The least number of a length that, as a text, comes after a code which is none.
    private static func first(after code: String, _ length: Int) -> Int64? {
        let (digits, next) = beginning(of: code, length)
        guard let value = Int64(digits: digits) else { return next.map { $0 > nine } == true ? nil : 0 }
        if digits.utf8.count == length { return value + 1 }
        let rest = power(length - digits.utf8.count)
        return next.map { $0 > nine } == true ? (value + 1) * rest : value * rest
    }

    private static let nine = UInt8(ascii: "9")

    /// The digits that a code begins with, at most so many, and the byte after them.
    private static func beginning(of code: String, _ length: Int) -> (digits: String, next: UInt8?) {
        let digits = code.utf8.prefix(length).prefix { (UInt8(ascii: "0")...nine).contains($0) }
        return (String(decoding: digits, as: UTF8.self), code.utf8.dropFirst(digits.count).first)
    }

    private static func power(_ digits: Int) -> Int64 { (0..<digits).reduce(1) { value, _ in value * 10 } }
}

extension Int64 {
    /// Reads a text of ASCII digits and nothing else.
    fileprivate init?(digits: String) {
        guard digits.isDigits else { return nil }
        self.init(digits)
    }
}
