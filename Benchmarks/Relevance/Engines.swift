import Foundation
import GRDB
import KBCore
import KBDocuments

/// Something that answers queries with codes, best first.
protocol Engine {
    var name: String { get }
    func codes(for query: String) throws -> [String]
}

/// kb, over a file that holds one book, with the aliases and synonyms of the seed.
struct KBEngine: Engine {
    let name = "kb"
    let searcher: Searcher

    init(document: URL, book: String, seed: URL, folder: URL) throws {
        let store = try Store(path: folder.appending(path: "\(book).db").path(), access: .creating)
        let importer = Importer(store)
        let sum = String(repeating: "0", count: 64)
        _ = try importer.apply(
            ImportSource(
                try DocumentReader.read(Data(contentsOf: document)), name: document.lastPathComponent,
                sha256: sum),
            book: book)
        let aliases = try String(contentsOf: seed.appending(path: "aliases.tsv"), encoding: .utf8)
        let synonyms = try String(contentsOf: seed.appending(path: "synonyms.tsv"), encoding: .utf8)
        let lists = WordLists(
            aliases: .init(path: "aliases.tsv", sha256: sum, try WordList.aliases(aliases)),
            synonyms: .init(path: "synonyms.tsv", sha256: sum, try WordList.synonyms(synonyms)))
        try importer.apply(lists)
        searcher = Searcher(store)
    }

    func codes(for query: String) throws -> [String] {
        try searcher.search(query).results.map(\.code.reference.code)
    }
}

/// What plain SQLite offers: the same entries, without aliases and synonyms.
struct SQLiteEngine: Engine {
    let name: String
    private let queue: DatabaseQueue
    private let sql: String
    private let pattern: @Sendable (String) -> String

    init(
        _ name: String, entries: [Entry], table: String, sql: String,
        pattern: @escaping @Sendable (String) -> String
    )
        throws
    {
        self.name = name
        self.sql = sql
        self.pattern = pattern
        queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(sql: table)
            for entry in entries {
                try db.execute(
                    sql: "INSERT INTO t (code, name, description) VALUES (?, ?, ?)",
                    arguments: [entry.code, entry.name, entry.description])
            }
        }
    }

    func codes(for query: String) throws -> [String] {
        let pattern = pattern(query)
        return try queue.read { try String.fetchAll($0, sql: sql, arguments: [pattern]) }
    }

    /// Trigram, unicode61 and LIKE.
    static func all(_ entries: [Entry]) throws -> [any Engine] {
        let match = "SELECT code FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"
        let words: @Sendable (String) -> String = { query in
            query.split(whereSeparator: \.isWhitespace).map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                .joined(separator: " ")
        }
        return [
            try SQLiteEngine(
                "trigram", entries: entries,
                table: "CREATE VIRTUAL TABLE t USING fts5 (code, name, description, tokenize = 'trigram')",
                sql: match, pattern: words),
            try SQLiteEngine(
                "unicode61", entries: entries,
                table: "CREATE VIRTUAL TABLE t USING fts5 (code, name, description)",
                sql: match, pattern: words),
            try SQLiteEngine(
                "LIKE", entries: entries, table: "CREATE TABLE t (code, name, description)",
                sql: "SELECT code FROM t WHERE code || ' ' || name || ' ' || description LIKE ? LIMIT 10",
                pattern: { "%\($0)%" }),
        ]
    }
}
