import GRDB
import KBDocuments
import KBIndex

/// What importing a word list did.
public struct WordListOutcome: Hashable, Sendable {
    /// The number of aliases or synonyms that were new.
    public var added = 0
    /// Aliases of codes that the file does not have.
    public var unknown: [CodeReference] = []
}

extension Importer {
    /// Adds aliases, in one transaction; those that are there already stay as they are.
    ///
    /// A list that was read before for a book, by its SHA-256, is left out for that book: an alias that a team has
    /// removed stays removed. Aliases of books that the file does not have wait until it has them and the list is
    /// read again.
    ///
    /// - Parameters:
    ///   - aliases: The aliases; those of codes that their book does not have are reported.
    ///   - source: The name of the list, and its SHA-256 in hexadecimal; nil to add in any case.
    /// - Returns: What was new.
    /// - Throws: ``StoreError``; then nothing was written.
    public func apply(
        aliases: [AliasEntry], source: (name: String, sha256: String)?
    ) throws -> WordListOutcome {
        try store.write { db in
            var outcome = WordListOutcome()
            for (book, entries) in Dictionary(grouping: aliases, by: \.book).sorted(by: { $0.key < $1.key }) {
                let isThere = try Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM codes WHERE book = ?)", arguments: [book])
                guard isThere == true else { continue }
                if let source, try Self.isKnown(db, "aliases", of: book, sha256: source.sha256) { continue }
                let before = outcome.added
                try Self.add(entries, of: book, to: db, &outcome)
                if let source {
                    try Self.remember(
                        db, "aliases", of: book, source, entries: entries.count, added: outcome.added - before
                    )
                }
            }
            return outcome
        }
    }

    private static func add(
        _ entries: [AliasEntry], of book: String, to db: Database, _ outcome: inout WordListOutcome
    ) throws {
        try IndexMaintenance.checkWriters(db)
        // The triggers would list all aliases anew for each that is added.
        try db.execute(sql: "INSERT INTO index_writers (name) VALUES ('kb')")
        var changed: [Code] = []
        let insert = try db.makeStatement(
            sql: "INSERT INTO aliases (book, code, alias, language, source) VALUES (?, ?, ?, ?, ?)")
        for (name, entries) in Dictionary(grouping: entries, by: \.code).sorted(by: { $0.key < $1.key }) {
            let reference = CodeReference(book: book, code: name)
            guard let code = try Codes.find(db, reference) else {
                outcome.unknown.append(reference)
                continue
            }
            var after = code
            for entry in entries where !after.aliases.contains(entry.alias) {
                try insert.execute(arguments: [book, name, entry.alias, entry.language, entry.source])
                after.aliases.append(entry.alias)
                outcome.added += 1
            }
            if after != code { changed.append(after) }
        }
        try db.execute(sql: "DELETE FROM index_writers WHERE name = 'kb'")
        let update = try db.makeStatement(sql: "UPDATE codes SET aliases = ? WHERE id = ?")
        for code in changed {
            try update.execute(arguments: [code.aliases.joined(separator: "\n"), code.id])
        }
        try IndexMaintenance.update(db)
    }

    /// Adds groups of synonyms, in one transaction; the first term of a group is the preferred one.
    ///
    /// - Parameters:
    ///   - synonyms: The groups; a list that was read before is left out as a whole.
    ///   - source: The name of the list, and its SHA-256 in hexadecimal.
    /// - Returns: What was new.
    /// - Throws: ``StoreError``; then nothing was written.
    public func apply(
        synonyms: [[String]], source: (name: String, sha256: String)
    ) throws -> WordListOutcome {
        try store.write { db in
            var outcome = WordListOutcome()
            if try Self.isKnown(db, "synonyms", of: nil, sha256: source.sha256) {
                return outcome
            }
            let insert = try db.makeStatement(
                sql:
                    "INSERT INTO synonyms (meaning, term) VALUES (?, ?) ON CONFLICT (meaning, term) DO NOTHING"
            )
            for group in synonyms {
                for term in group {
                    try insert.execute(arguments: [group[0], term])
                    outcome.added += db.changesCount
                }
            }
            try Self.remember(
                db, "synonyms", of: nil, source, entries: synonyms.count, added: outcome.added)
            return outcome
        }
    }

    private static func isKnown(
        _ db: Database, _ kind: String, of book: String?, sha256: String
    ) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM imports WHERE kind = ? AND book IS ? AND sha256 = ?)",
            arguments: [kind, book, sha256]) ?? false
    }

    private static func remember(
        _ db: Database, _ kind: String, of book: String?, _ source: (name: String, sha256: String),
        entries: Int,
        added: Int
    ) throws {
        try db.execute(
            sql: "INSERT INTO imports (book, kind, source, sha256, entries, added) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [book, kind, source.name, source.sha256, entries, added])
    }
}
