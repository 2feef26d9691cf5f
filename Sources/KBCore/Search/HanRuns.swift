import GRDB
import KBFile
import KBText

/// The runs of Han characters in texts of a book, or of all, or in synonyms: where initials are looked for.
final class HanRuns {
    /// Where words are read.
    enum Source {
        case names, aliases, descriptions, synonyms
    }

    /// A word that is read as asked for.
    struct Word: Equatable {
        var text: String
        /// Whether it is a whole text.
        var isWhole: Bool
        /// How many texts hold it.
        var count: Int
    }

    /// Nil before they are read.
    private var texts: HanRunTexts?
    /// Nil before it is looked up.
    private var isKnownEmpty: Bool?
    private var known: [[Pinyin.Unit]: [String: Word]] = [:]

    private let db: Database
    private let book: String?
    /// Fewer letters are the initials of something in texts as long as these by chance.
    private let fewestLetters: Int
    /// Further runs, which other books share.
    private let others: HanRuns?
    private let sources: [Source]

    /// - Parameters:
    ///   - db: The connection.
    ///   - book: The slug of the only book whose texts are read; nil for all.
    ///   - sources: What is read, when words are first asked for.
    ///   - fewestLetters: How many letters are looked for at least; a whole syllable counts as two.
    ///   - others: Where words are looked for, too.
    init(
        _ db: Database, book: String?, _ sources: [Source], fewestLetters: Int = 2,
        besides others: HanRuns? = nil
    ) {
        self.db = db
        self.book = book
        self.sources = sources
        self.fewestLetters = fewestLetters
        self.others = others
    }

    /// Tells whether there is nothing to look in, without reading all of it.
    func isEmpty() throws -> Bool {
        if let isKnownEmpty { return isKnownEmpty }
        var isEmpty = try others?.isEmpty() ?? true
        for source in sources where isEmpty {
            let statement = try statement(source, " LIMIT 1")
            defer { statement.endDirect() }
            isEmpty = try !statement.stepDirect()
        }
        isKnownEmpty = isEmpty
        return isEmpty
    }

    /// Reads the texts.
    ///
    /// Cost: a scan, about a microsecond for each hundred characters.
    private func read() throws -> HanRunTexts {
        var texts = HanRunTexts()
        for source in sources {
            let statement = try statement(source)
            defer { statement.endDirect() }
            while try statement.stepDirect() { texts.add(statement.utf8(0)) }
        }
        return texts
    }

    private func statement(_ source: Source, _ limit: String = "") throws -> Statement {
        let scope = book == nil ? "" : " WHERE book = ?"
        let sql =
            switch source {
            case .names: "SELECT name FROM codes" + scope
            case .aliases: "SELECT alias FROM aliases" + scope
            case .descriptions: "SELECT description FROM codes" + scope
            // The index has those that begin with a Han character one after the other.
            case .synonyms: "SELECT term FROM synonyms WHERE term >= '⺀' COLLATE NOCASE"
            }
        let statement = try db.cachedStatement(sql: sql + limit)
        if let book, source != .synonyms { statement.bindDirect(book, at: 1) }
        return statement
    }

    /// The words that are read so, whole texts first, then those that more of them hold.
    ///
    /// - Throws: `DatabaseError`, from the first search.
    func words(_ units: [Pinyin.Unit], _ characters: [PinyinCharacters]) throws -> [Word] {
        var words = try found(units, characters)
        if let others {
            words.merge(try others.found(units, characters)) { own, other in
                Word(text: own.text, isWhole: own.isWhole || other.isWhole, count: own.count + other.count)
            }
        }
        return words.values.sorted { left, right in
            if left.isWhole != right.isWhole { return left.isWhole }
            return left.count != right.count ? left.count > right.count : left.text < right.text
        }
    }

    private func found(_ units: [Pinyin.Unit], _ characters: [PinyinCharacters]) throws -> [String: Word] {
        let letters = units.reduce(0) { count, unit in
            if case .initial = unit { count + 1 } else { count + 2 }
        }
        guard letters >= fewestLetters, units.count > 1 else { return [:] }
        if let known = known[units] { return known }
        var texts = try texts ?? read()
        self.texts = nil
        let words = texts.words(units, characters)
        self.texts = texts
        known[units] = words
        return words
    }
}
