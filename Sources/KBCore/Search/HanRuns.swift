import GRDB
import KBFile
import KBText

/// The runs of Han characters in texts of a book, or of all, and in synonyms: where initials are looked for.
struct HanRuns {
    /// Where words are read.
    enum Source {
        case names, aliases, descriptions, synonyms
    }

    /// A word that is read as asked for.
    struct Word {
        var text: String
        /// Whether it is a whole text.
        var isWhole: Bool
        /// How many texts hold it.
        var count: Int
    }

    /// All runs, one after the other.
    private var characters: [Unicode.Scalar] = []
    /// The letters that readings of each character begin with, a bit each.
    private var initials: [UInt32] = []
    private var runs: [(end: Int, isWhole: Bool)] = []

    private let db: Database
    private let book: String?
    /// Fewer letters are the initials of something in texts as long as these by chance.
    private let fewestLetters: Int
    /// What is still to be read.
    private var sources: [Source]

    /// - Parameters:
    ///   - db: The connection.
    ///   - book: The slug of the only book whose texts are read; nil for all.
    ///   - sources: What is read, when words are first asked for.
    ///   - fewestLetters: How many letters are looked for at least; a whole syllable counts as two.
    init(_ db: Database, book: String?, _ sources: [Source], fewestLetters: Int = 2) {
        self.db = db
        self.book = book
        self.sources = sources
        self.fewestLetters = fewestLetters
    }

    /// Reads the texts.
    ///
    /// Cost: a scan, about a microsecond for each ten characters.
    private mutating func read() throws {
        let scope = book == nil ? "" : " WHERE book = ?"
        for source in sources {
            let sql =
                switch source {
                case .names: "SELECT name FROM codes" + scope
                case .aliases: "SELECT alias FROM aliases" + scope
                case .descriptions: "SELECT description FROM codes" + scope
                // The index has those that begin with a Han character one after the other.
                case .synonyms: "SELECT term FROM synonyms WHERE term >= '⺀' COLLATE NOCASE"
                }
            let statement = try db.cachedStatement(sql: sql)
            if let book, sql.hasSuffix("?") { statement.bindDirect(book, at: 1) }
            defer { statement.endDirect() }
            while try statement.stepDirect() { add(statement.text(0)) }
        }
        sources = []
    }

    private mutating func add(_ title: String) {
        let scalars = title.unicodeScalars
        for (range, isHan) in Han.runs(of: scalars) where isHan {
            for scalar in scalars[range] {
                characters.append(scalar)
                initials.append(Pinyin.initials(of: scalar))
            }
            let isWhole = range == scalars.startIndex..<scalars.endIndex
            runs.append((characters.count, isWhole))
        }
    }

    /// The words that are read so, whole texts first, then those that more of them hold.
    ///
    /// - Throws: `DatabaseError`, from the first search.
    mutating func words(
        _ units: [Pinyin.Unit], _ matches: (Pinyin.Unit, Unicode.Scalar) -> Bool
    ) throws -> [Word] {
        let letters = units.reduce(0) { count, unit in
            if case .initial = unit { count + 1 } else { count + 2 }
        }
        guard letters >= fewestLetters else { return [] }
        try read()
        let wanted = units.map { Pinyin.initials(of: $0) }
        var words: [String: Word] = [:]
        var start = 0
        for run in runs {
            defer { start = run.end }
            guard run.end - start >= units.count else { continue }
            for first in start...run.end - units.count {
                guard initials[first] & wanted[0] != 0, initials[first + 1] & wanted[1] != 0,
                    units.indices.allSatisfy({ matches(units[$0], characters[first + $0]) })
                else { continue }
                let text = String(scalars: characters[first..<first + units.count])
                var word = words[text] ?? Word(text: text, isWhole: false, count: 0)
                word.count += 1
                if run.isWhole, run.end - start == units.count { word.isWhole = true }
                words[text] = word
            }
        }
        return words.values.sorted { left, right in
            if left.isWhole != right.isWhole { return left.isWhole }
            return left.count != right.count ? left.count > right.count : left.text < right.text
        }
    }
}
