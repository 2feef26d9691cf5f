import GRDB
import HanText

/// The table `synonyms` in memory: a thousand terms take about a millisecond.
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

    private var groupsByTerm: [String: [Int]] = [:]
    private var groups: [[String]] = []
    private var longest = 0

    init(_ db: Database) throws {
        var indexes: [String: Int] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT meaning, term FROM synonyms ORDER BY id")
        while let row = try rows.next() {
            let meaning: String = row[0]
            let term: String = row[1]
            let index = indexes[meaning] ?? groups.count
            if index == groups.count {
                indexes[meaning] = index
                groups.append([])
            }
            groups[index].append(term)
            let key = Self.key(term)
            groupsByTerm[key, default: []].append(index)
            longest = max(longest, key.unicodeScalars.count)
        }
    }

    /// Tells whether a text is a term of some group.
    func isTerm(_ text: String) -> Bool { groupsByTerm[Self.key(text)] != nil }

    /// The terms that a test picks, each once, in the order of the table.
    func terms(where isMeant: (String) -> Bool) -> [String] {
        var seen: Set<String> = []
        return groups.joined().filter { isMeant($0) && seen.insert($0).inserted }
    }

    /// The places of a text where terms stand, the longest at each place, from left to right, without overlaps.
    ///
    /// A Latin term stands only where whole words do.
    func occurrences(in text: String) -> [Occurrence] {
        let scalars = Array(Self.key(text).unicodeScalars)
        var found: [Occurrence] = []
        var start = 0
        while start < scalars.count {
            var end = min(scalars.count, start + longest)
            var next = start + 1
            while end > start {
                let candidate = String(String.UnicodeScalarView(scalars[start..<end]))
                if let indexes = groupsByTerm[candidate], Self.isWhole(start..<end, in: scalars) {
                    let others = indexes.flatMap { groups[$0] }.filter { Self.key($0) != candidate }
                    found.append(Occurrence(range: start..<end, term: candidate, others: others))
                    next = end
                    break
                }
                end -= 1
            }
            start = next
        }
        return found
    }

    /// The folded text in which ``Occurrence/range`` counts.
    static func key(_ text: String) -> String { TextFolding.fold(ChineseVariants.simplified(text)) }

    private static func isWhole(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
        func joins(_ left: Int, _ right: Int) -> Bool {
            guard left >= 0, right < scalars.count else { return false }
            return isLatin(scalars[left]) && isLatin(scalars[right])
        }
        return !joins(range.lowerBound - 1, range.lowerBound) && !joins(range.upperBound - 1, range.upperBound)
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        !Han.contains(scalar) && SearchQuery.isWordScalar(scalar)
    }
}
