import Foundation
import GRDB
import KBDocuments
import KBFile

/// Editions of books, which travel with their documents.
///
/// A document is the book as `kb export --format jsonl` writes it, without aliases that people gave: those travel as such. An edition follows those that its file had before;
/// one that nobody has followed is a head. Books change only by ``apply(_:_:as:)``.
package struct Editions: Sendable {
    private let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The largest document that travels, in bytes: 64 MiB.
    package static let largestDocument = 64 << 20

    /// An edition that is not here yet.
    package struct Pending: Hashable, Sendable {
        /// The edition.
        package var edition: LogLine.Edition
        /// The log that it came in.
        package var log: String
        /// Whether it follows what is here: otherwise both have changed the book.
        package var isSuccessor: Bool
    }

    /// The editions of others that this file does not have, by book: each that no other follows.
    ///
    /// - Throws: ``StoreError``.
    package func pending() throws -> [Pending] {
        try store.read { db in
            let all = try Self.all(db)
            let history = EditionHistory(all.map(\.edition))
            let rows = try Row.fetchAll(db, sql: "SELECT book, edition FROM sync_books")
            let current = rows.reduce(into: [:]) { $0[$1.text(0)] = $1.text(1) }
            var told: Set<String> = []
            return all.filter { found in
                let edition = found.edition
                guard history.isHead(edition.edition),
                    told.insert(history.state(of: edition.edition)).inserted
                else { return false }
                return current[edition.book].map { !history.has($0, edition.edition) } ?? true
            }.map { found in
                let here = current[found.edition.book]
                return Pending(
                    edition: found.edition, log: found.log,
                    isSuccessor: here.map { history.has(found.edition.edition, $0) } ?? true)
            }.sorted {
                ($0.edition.book, $0.edition.createdAt, $0.edition.edition)
                    < ($1.edition.book, $1.edition.createdAt, $1.edition.edition)
            }
        }
    }

    private static func all(_ db: Database) throws -> [(edition: LogLine.Edition, log: String)] {
        var seen: Set<String> = []
        return try Row.fetchAll(
            db,
            sql: """
                SELECT e.line, l.log FROM sync_entries e JOIN sync_logs l ON l.id = e.log
                WHERE e.kind = 'edition' AND e.line IS NOT NULL ORDER BY e.log, e.n
                """
        ).compactMap { row in
            guard case .edition(let edition)? = LogLine(row.text(0)), seen.insert(edition.edition).inserted
            else { return nil }
            return (edition, row.text(1))
        }
    }

    /// The document of a book as it is here, in memory, with its SHA-256; nil where it is too large to travel.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``, ``StoreError``.
    package func document(of book: String) throws -> (bytes: [UInt8], sha256: String)? {
        var bytes: [UInt8] = []
        var isTooLarge = false
        _ = try KnowledgeBase(store).exportCodes(
            of: [book], isNamed: false, as: .jsonl, hasPeoplesAliases: false
        ) { piece in
            if !isTooLarge { bytes += piece.utf8 }
            isTooLarge = isTooLarge || bytes.count > Self.largestDocument
        }
        return isTooLarge ? nil : (bytes, SHA256.hexadecimal(of: bytes))
    }

    /// Imports the document of an edition, with the guards of any import.
    ///
    /// Where the book has been changed here as well, the file makes an edition that follows both: so everybody has what
    /// was decided here, and nobody is asked again.
    ///
    /// - Throws: ``ImportError``, ``StoreError``, ``BackupError``; then nothing was imported.
    @discardableResult
    package func apply(_ edition: LogLine.Edition, _ document: [UInt8]) throws -> ImportOutcome {
        var options = ImportJob.Options(book: edition.book, format: .jsonl, readsWordLists: false)
        options.author = edition.author
        let outcome = try ImportJob(document, name: edition.source, options).apply(to: store)
        try store.write { db in
            let before = try Self.current(db, of: edition.book)
            let history = EditionHistory(try Self.all(db).map(\.edition))
            var logs = try OwnLog.all(db)
            if let before, !history.has(edition.edition, before.edition),
                let document = try self.document(of: edition.book)
            {
                var joint = edition
                joint.edition = UUID().uuidString.lowercased()
                (joint.sha256, joint.bytes) = (document.sha256, document.bytes.count)
                joint.parents = [before.edition, edition.edition].sorted()
                for index in logs.indices where logs[index].scope.hasEdition(of: edition.book) {
                    try logs[index].append(db, .edition(joint))
                }
                try Self.setCurrent(db, joint)
            } else {
                try Self.setCurrent(db, edition)
            }
            // What came from others is not this file's to send.
            let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM imports") ?? 0
            for index in logs.indices {
                logs[index].imports = last
                try logs[index].save(db)
            }
        }
        return outcome
    }

    static func setCurrent(_ db: Database, _ edition: LogLine.Edition) throws {
        try db.execute(
            sql: """
                INSERT INTO sync_books (book, edition) VALUES (?, ?)
                ON CONFLICT (book) DO UPDATE SET edition = excluded.edition
                """, arguments: [edition.book, edition.edition])
    }

    /// The edition that a book has here.
    static func current(_ db: Database, of book: String) throws -> LogLine.Edition? {
        let line = try String.fetchOne(
            db,
            sql: """
                SELECT e.line FROM sync_books b JOIN sync_entries e ON e.id = b.edition AND e.kind = 'edition'
                WHERE b.book = ?
                """, arguments: [book])
        guard let line, case .edition(let edition)? = LogLine(line) else { return nil }
        return edition
    }

    /// The edition of a book whose codes have changed since it last had one; the same where they have not.
    func renewed(_ db: Database, _ book: String) throws -> LogLine.Edition? {
        let before = try Self.current(db, of: book)
        guard let document = try document(of: book) else { return before }
        if let before, before.sha256 == document.sha256 { return before }
        let all = try Self.all(db).map(\.edition)
        let history = EditionHistory(all)
        let known = all.last { edition in
            edition.book == book && edition.sha256 == document.sha256
                && before.map { !history.has($0.edition, edition.edition) } ?? true
        }
        if let known {
            try Self.setCurrent(db, known)
            return known
        }
        let last = try Row.fetchOne(
            db,
            sql: """
                SELECT source, author, imported_at FROM imports WHERE book = ? AND kind = 'codes' ORDER BY id DESC
                """, arguments: [book])
        let edition = LogLine.Edition(
            edition: UUID().uuidString.lowercased(), book: book, sha256: document.sha256,
            bytes: document.bytes.count, parents: before.map { [$0.edition] } ?? [],
            source: last?.text(0) ?? book, author: last?.text(1) ?? "", createdAt: last?.text(2) ?? "")
        try Self.setCurrent(db, edition)
        return edition
    }
}

extension Logs {
    /// Adds the editions of books that have been imported or edited since, each to the logs that are to have it.
    func sealEditions(_ db: Database, _ logs: inout [OwnLog]) throws {
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM imports") ?? 0
        let oldest = logs.map(\.imports).min() ?? last
        let books =
            oldest < last
            ? try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT book FROM imports JOIN books ON slug = book WHERE imports.id > ? ORDER BY book
                    """, arguments: [oldest]) : []
        for book in books where logs.contains(where: { $0.scope.hasEdition(of: book) }) {
            guard let edition = try Editions(store).renewed(db, book) else { continue }
            for index in logs.indices where logs[index].scope.hasEdition(of: book) {
                let isSent = try Bool.fetchOne(
                    db,
                    sql: """
                        SELECT EXISTS (
                          SELECT 1 FROM sync_entries e JOIN sync_logs l ON l.id = e.log
                          WHERE e.id = ? AND e.kind = 'edition' AND (l.id = ? OR l.scope IS NULL))
                        """, arguments: [edition.edition, logs[index].id])
                if isSent != true { try logs[index].append(db, .edition(edition)) }
            }
        }
        for index in logs.indices { logs[index].imports = last }
    }
}
