import GRDB
import KBDocuments

/// Detects the book of a document from its content and from earlier imports; its name decides only what a new book is
/// called.
struct BookGuess {
    /// What a document's first entries say.
    struct Sample {
        /// Codes and names of up to ``most`` entries.
        var entries: [(code: String, name: String)] = []

        /// The maximum number of entries compared.
        static let most = 500
    }

    /// The result.
    enum Answer: Hashable {
        case book(String)
        /// The document fits several books alike.
        case unclear([String])
        /// It is like no known book.
        case new
    }

    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// Finds the book of a document.
    ///
    /// - Parameters:
    ///   - sample: What the document says.
    ///   - known: The book that documents of this name were last imported into.
    /// - Returns: The book, or why there is none.
    /// - Throws: What SQLite reports.
    func answer(_ sample: Sample, known: String?) throws -> Answer {
        let total = sample.entries.count
        guard total > 0 else { return known.map(Answer.book) ?? .new }
        let matches = try matches(sample)
        // Most names are the same, and they are a good part of the book: an edition of it.
        let strong = try matches.filter { book, match in
            guard match.names * 2 > total else { return false }
            // One or two may be chance.
            return try book == known
                || match.names > 2
                    && match.codes * 5 >= 2 * min(activeCodes(of: book), Sample.most)
        }.keys.sorted()
        if strong.count == 1 { return .book(strong[0]) }
        // Whether it is too far from its last edition, the import itself asks.
        if let known { return .book(known) }
        return strong.isEmpty ? .new : .unclear(strong)
    }

    private struct Match {
        /// How many codes the book has, and how many with the same name.
        var codes = 0
        var names = 0
    }

    private func activeCodes(of book: String) throws -> Int {
        try Int.fetchOne(
            db, sql: "SELECT count(*) FROM codes WHERE book = ? AND state = 'active'", arguments: [book]) ?? 0
    }

    private func matches(_ sample: Sample) throws -> [String: Match] {
        let lookup = try db.makeStatement(
            sql: "SELECT book, name FROM codes WHERE code = ? COLLATE NOCASE AND code = ?")
        var matches: [String: Match] = [:]
        for entry in sample.entries {
            lookup.bindDirect(entry.code, at: 1)
            lookup.bindDirect(entry.code, at: 2)
            defer { lookup.endDirect() }
            while try lookup.stepDirect() {
                let isSame = lookup.text(1).lowercased() == entry.name.lowercased()
                matches[lookup.text(0), default: Match()].codes += 1
                if isSame { matches[lookup.text(0), default: Match()].names += 1 }
            }
        }
        return matches
    }
}

extension SourceFile {
    /// The first entries; those before an error where there is one.
    func sample(format: DocumentFormat?, columns: ColumnMapping?) -> BookGuess.Sample {
        struct Enough: Error {}
        var sample = BookGuess.Sample()
        _ = try? forEachEntry(format: format, columns: columns) { entry in
            sample.entries.append((entry.code, entry.name))
            if sample.entries.count == BookGuess.Sample.most { throw Enough() }
        }
        return sample
    }
}
