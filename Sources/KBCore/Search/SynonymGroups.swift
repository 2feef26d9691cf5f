import GRDB
import KBText

/// The table `synonyms`, asked term by term: a query has few words, and the table may be long.
struct SynonymGroups {
    /// A place in a text where a term of a group stands.
    struct Occurrence {
        /// Offsets of scalars in the folded text.
        var range: Range<Int>
        /// The term as it stands in the text.
        var term: String
        /// The other terms of its groups.
        var others: [String]
    }

    /// The longest term that is looked for, in scalars.
    private static let longestTerm = 24
    /// The longest run of Han characters that is looked for.
    private static let longestHanTerm = 10

    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Tells whether a text is a term of some group.
    func isTerm(_ text: String) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM synonyms WHERE term = ? COLLATE NOCASE)"),
            arguments: [text]) ?? false
    }

    /// The places of a text where terms stand, the longest at each place, from left to right, without overlaps.
    ///
    /// A Latin term stands only where whole words do.
    func occurrences(in text: String) throws -> [Occurrence] {
        let scalars = Scalars(TextFolding.fold(text).unicodeScalars.prefix(400))
        var found: [Occurrence] = []
        var start = 0
        while start < scalars.count {
            let occurrence = try longest(at: start, in: scalars)
            if let occurrence { found.append(occurrence) }
            start = occurrence?.range.upperBound ?? start + 1
        }
        return found
    }

    /// The terms inside one of four Han characters or more: 额度 in 额度用完.
    func occurrences(inside outer: Occurrence) throws -> [Occurrence] {
        let scalars = Scalars(outer.term.unicodeScalars)
        guard scalars.count >= 4, scalars.scalars.allSatisfy(Han.contains) else { return [] }
        var found: [Occurrence] = []
        var start = 0
        while start < scalars.count {
            let most = start == 0 ? scalars.count - 1 : scalars.count
            var occurrence = try longest(at: start, in: Scalars(scalars.scalars.prefix(most)))
            start = occurrence?.range.upperBound ?? start + 1
            guard let range = occurrence?.range else { continue }
            let offset = outer.range.lowerBound
            occurrence?.range = range.lowerBound + offset..<range.upperBound + offset
            if let occurrence { found.append(occurrence) }
        }
        return found
    }

    /// A text as scalars, of which parts are taken as text.
    private struct Scalars {
        let scalars: [Unicode.Scalar]
        private let bytes: [UInt8]
        /// Where each scalar begins in `bytes`, and the end.
        private let starts: [Int]

        init(_ scalars: some Sequence<Unicode.Scalar>) {
            self.scalars = Array(scalars)
            var bytes: [UInt8] = []
            var starts = [0]
            for scalar in self.scalars {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                starts.append(bytes.count)
            }
            (self.bytes, self.starts) = (bytes, starts)
        }

        var count: Int { scalars.count }

        subscript(place: Int) -> Unicode.Scalar { scalars[place] }

        func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[starts[range.lowerBound]..<starts[range.upperBound]], as: UTF8.self)
        }
    }

    private func longest(at start: Int, in scalars: Scalars) throws -> Occurrence? {
        guard Word.contains(scalars[start]) else { return nil }
        let isHan = Han.contains(scalars[start])
        if !isHan, start > 0, Self.isLatin(scalars[start - 1]) { return nil }
        let most = min(scalars.count, start + (isHan ? Self.longestHanTerm : Self.longestTerm))
        // Where terms may end.
        var ends: [Int] = []
        for end in start + 1...most {
            let last = scalars[end - 1]
            guard Word.contains(last) else { continue }
            if Self.isLatin(last), end < scalars.count, Self.isLatin(scalars[end]) { continue }
            ends.append(end)
        }
        if isHan {
            // Some term begins with most characters, with few pairs of them.
            guard try begins(with: start..<start + 1, of: scalars) else { return nil }
            if start + 1 < most, try !begins(with: start..<start + 2, of: scalars) {
                ends.removeAll { $0 > start + 1 }
            }
        } else {
            // Few terms begin with a word and the next one.
            for (number, end) in ends.enumerated().prefix(3) {
                guard try !begins(with: start..<end, of: scalars) else { continue }
                ends.removeSubrange(number...)
                break
            }
        }
        for end in ends.reversed() {
            let term = scalars.text(start..<end)
            let others = try self.others(of: term)
            if !others.isEmpty { return Occurrence(range: start..<end, term: term, others: others) }
        }
        return nil
    }

    /// Tells whether any term begins with some characters: mostly none does.
    private func begins(with range: Range<Int>, of scalars: Scalars) throws -> Bool {
        let last = scalars[range.upperBound - 1]
        guard let next = Unicode.Scalar(last.value + 1) else { return true }
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM synonyms WHERE term >= ? COLLATE NOCASE AND term < ? COLLATE NOCASE LIMIT 1")
        statement.bindDirect(scalars.text(range), at: 1)
        statement.bindDirect(
            scalars.text(range.lowerBound..<range.upperBound - 1) + String(next), at: 2)
        return try statement.hasRow()
    }

    private func others(of term: String) throws -> [String] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT other.term FROM synonyms this JOIN synonyms other ON other.meaning = this.meaning
                WHERE this.term = ?1 COLLATE NOCASE AND other.term <> ?1 COLLATE NOCASE
                ORDER BY this.id, other.id
                """)
        statement.bindDirect(term, at: 1)
        defer { statement.endDirect() }
        var others: [String] = []
        while try statement.stepDirect() { others.append(statement.text(0)) }
        return others
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        !Han.contains(scalar) && Word.contains(scalar)
    }

    /// The form in which texts in either script are compared: simplified and folded.
    static func key(_ text: String) -> String { TextFolding.fold(ChineseVariants.simplified(text)) }
}
