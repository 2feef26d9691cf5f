import GRDB
import KBDocuments

/// What plain SQLite offers: the same entries, without aliases and synonyms.
struct SQLitePeer: Peer {
    static let names = ["trigram", "unicode61", "LIKE"]

    let name: String
    private let queue: DatabaseQueue
    private let sql: String
    private let pattern: @Sendable (String) -> String

    private init(
        _ name: String, entries: [Entry], table: String, sql: String,
        pattern: @escaping @Sendable (String) -> String
    ) throws {
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

    func answers(to queries: [String]) throws -> [[String]] {
        try queries.map { query in
            let pattern = pattern(query)
            return try queue.read { try String.fetchAll($0, sql: sql, arguments: [pattern]) }
        }
    }

    /// Trigram, unicode61 and LIKE.
    static func all(_ entries: [Entry]) throws -> [any Peer] {
        let match = "SELECT code FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"
        let words: @Sendable (String) -> String = { query in
            query.split(whereSeparator: \.isWhitespace).map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
                .joined(separator: " ")
        }
        return [
            try SQLitePeer(
                "trigram", entries: entries,
                table: "CREATE VIRTUAL TABLE t USING fts5 (code, name, description, tokenize = 'trigram')",
                sql: match, pattern: words),
            try SQLitePeer(
                "unicode61", entries: entries,
                table: "CREATE VIRTUAL TABLE t USING fts5 (code, name, description)",
                sql: match, pattern: words),
            try SQLitePeer(
                "LIKE", entries: entries, table: "CREATE TABLE t (code, name, description)",
                sql: "SELECT code FROM t WHERE code || ' ' || name || ' ' || description LIKE ? LIMIT 10",
                pattern: { "%\($0)%" }),
        ]
    }
}
