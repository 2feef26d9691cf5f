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
    struct Word {
        var text: String
        /// Whether it is a whole text.
        var isWhole: Bool
        /// How many texts hold it.
        var count: Int
    }

    /// Nil before they are read.
    private var texts: Texts?
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
    /// Cost: a scan, about a microsecond for each thirty characters.
    private func read() throws -> Texts {
        if let texts { return texts }
        var texts = Texts()
        for source in sources {
            let statement = try statement(source)
            defer { statement.endDirect() }
            while try statement.stepDirect() { texts.add(statement.text(0)) }
        }
        self.texts = texts
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
    func words(
        _ units: [Pinyin.Unit], _ matches: (Pinyin.Unit, Unicode.Scalar) -> Bool
    ) throws -> [Word] {
        var words = try found(units, matches)
        if let others {
            words.merge(try others.found(units, matches)) { own, other in
                Word(text: own.text, isWhole: own.isWhole || other.isWhole, count: own.count + other.count)
            }
        }
        return words.values.sorted { left, right in
            if left.isWhole != right.isWhole { return left.isWhole }
            return left.count != right.count ? left.count > right.count : left.text < right.text
        }
    }

    private func found(
        _ units: [Pinyin.Unit], _ matches: (Pinyin.Unit, Unicode.Scalar) -> Bool
    ) throws -> [String: Word] {
        let letters = units.reduce(0) { count, unit in
            if case .initial = unit { count + 1 } else { count + 2 }
        }
        guard letters >= fewestLetters, units.count > 1 else { return [:] }
        if let known = known[units] { return known }
        let words = try read().words(units, matches)
        known[units] = words
        return words
    }
}

extension HanRuns {
    /// The runs of texts, and where each letter is an initial in them.
    private struct Texts {
        /// All runs, one after the other.
        private var characters: [Unicode.Scalar] = []
        /// The letters that readings of each character begin with, a bit each.
        private var initials: [UInt32] = []
        /// The run of each character.
        private var runOfCharacter: [Int32] = []
        private var runs: [(start: Int, end: Int, isWhole: Bool)] = []
        /// Where characters stand whose readings begin with each letter, `a` first.
        private var places = [[Int32]](repeating: [], count: 26)
        /// The initials of characters from U+4E00 on, once they have come up.
        private var knownInitials = [UInt32](repeating: 0, count: 0x5200)

        mutating func add(_ text: String) {
            let start = characters.count
            var startOfRun = start
            var hasOthers = false
            func endRun() {
                guard startOfRun < characters.count else { return }
                runs.append((startOfRun, characters.count, false))
                startOfRun = characters.count
            }
            for scalar in text.unicodeScalars {
                guard Han.contains(scalar) else {
                    hasOthers = true
                    endRun()
                    continue
                }
                let offset = Int(scalar.value) - 0x4E00
                var letters = knownInitials.indices.contains(offset) ? knownInitials[offset] : 0
                if letters == 0 {
                    letters = Pinyin.initials(of: scalar)
                    if knownInitials.indices.contains(offset) { knownInitials[offset] = letters }
                }
                let place = Int32(characters.count)
                var rest = letters
                while rest != 0 {
                    let letter = rest.trailingZeroBitCount
                    if letter < places.count { places[letter].append(place) }
                    rest &= rest - 1
                }
                characters.append(scalar)
                initials.append(letters)
                runOfCharacter.append(Int32(runs.count))
            }
            endRun()
            if !hasOthers, characters.count > start { runs[runs.count - 1].isWhole = true }
        }

        /// The words that are read so.
        func words(
            _ units: [Pinyin.Unit], _ matches: (Pinyin.Unit, Unicode.Scalar) -> Bool
        ) -> [String: Word] {
            let wanted = units.map { Pinyin.initials(of: $0) }
            var words: [String: Word] = [:]
            for letter in places.indices where wanted[0] & 1 << letter != 0 {
                for place in places[letter] {
                    let first = Int(place)
                    // A character of several readings stands in several lists.
                    guard initials[first] & wanted[0] & (1 << letter - 1) == 0 else { continue }
                    let run = runs[Int(runOfCharacter[first])]
                    guard first + units.count <= run.end, initials[first + 1] & wanted[1] != 0,
                        units.indices.allSatisfy({ matches(units[$0], characters[first + $0]) })
                    else { continue }
                    let text = String(scalars: characters[first..<first + units.count])
                    var word = words[text] ?? Word(text: text, isWhole: false, count: 0)
                    word.count += 1
                    if run.isWhole, run.end - run.start == units.count { word.isWhole = true }
                    words[text] = word
                }
            }
            return words
        }
    }
}
