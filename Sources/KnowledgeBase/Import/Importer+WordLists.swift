import Codebook
import GRDB

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
    /// A list that was read before, by its SHA-256, is left out as a whole: an alias that a team has removed
    /// stays removed.
    ///
    /// - Parameters:
    ///   - aliases: The aliases; those of unknown codes are reported, and added by a later import.
    ///   - source: The name of the list, and its SHA-256 in hexadecimal; nil to add in any case.
    /// - Returns: What was new.
    /// - Throws: ``StoreError``; then nothing was written.
    public func apply(
        aliases: [AliasEntry], source: (name: String, sha256: String)?
    ) throws -> WordListOutcome {
        try store.write { db in
            var outcome = WordListOutcome()
            var byCode: [CodeReference: [AliasEntry]] = [:]
            for alias in aliases {
                byCode[CodeReference(book: alias.book, code: alias.code), default: []].append(alias)
            }
            var codes: [Code] = []
            for reference in byCode.keys.sorted(by: { "\($0)" < "\($1)" }) {
                if let code = try Codes.find(db, reference) {
                    codes.append(code)
                } else {
                    outcome.unknown.append(reference)
                }
            }
            // The lists of codes that were not there yet count as other lists.
            if let source, try Self.isKnown(db, kind: "aliases", sha256: source.sha256, entries: codes.count)
            {
                return outcome
            }
            guard !codes.isEmpty else { return outcome }
            var index = try IndexWriter.begin(db)
            for code in codes {
                var after = code
                for entry in byCode[code.reference] ?? [] where !after.aliases.contains(entry.alias) {
                    try db.execute(
                        sql:
                            "INSERT INTO aliases (book, code, alias, language, source) VALUES (?, ?, ?, ?, ?)",
                        arguments: [entry.book, entry.code, entry.alias, entry.language, entry.source])
                    after.aliases.append(entry.alias)
                    outcome.added += 1
                }
                guard after != code else { continue }
                try index.remove(code)
                try db.execute(
                    sql: "UPDATE codes SET aliases = ? WHERE id = ?",
                    arguments: [after.aliases.joined(separator: "\n"), code.id])
                try index.add(after)
            }
            try index.end()
            if let source {
                try Self.remember(db, "aliases", source, entries: codes.count, added: outcome.added)
            }
            return outcome
        }
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
            if try Self.isKnown(db, kind: "synonyms", sha256: source.sha256, entries: synonyms.count) {
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
            try Self.remember(db, "synonyms", source, entries: synonyms.count, added: outcome.added)
            return outcome
        }
    }

    private static func isKnown(_ db: Database, kind: String, sha256: String, entries: Int) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM imports WHERE kind = ? AND sha256 = ? AND entries = ?)",
            arguments: [kind, sha256, entries]) ?? false
    }

    private static func remember(
        _ db: Database, _ kind: String, _ source: (name: String, sha256: String), entries: Int, added: Int
    ) throws {
        try db.execute(
            sql: "INSERT INTO imports (kind, source, sha256, entries, added) VALUES (?, ?, ?, ?, ?)",
            arguments: [kind, source.name, source.sha256, entries, added])
    }
}
