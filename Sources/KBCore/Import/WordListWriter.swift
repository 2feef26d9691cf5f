import GRDB
import KBDocuments
import KBText

/// Writes what word lists have, within the import of the document next to them.
struct WordListWriter {
    private let db: Database
    private let lists: WordLists
    private let book: String?
    private let pending: PendingAliases
    private let record: ImportRecorder

    init(_ db: Database, _ lists: WordLists, book: String?, _ record: ImportRecorder) throws {
        self.db = db
        self.record = record
        self.lists = lists
        self.book = book
        pending = try PendingAliases(db, lists.aliases, importing: book)
    }

    /// The aliases that codes of the imported book get as soon as they are added.
    var aliasesOfNewCodes: [ExactText: [AliasEntry]] {
        pending.books.first { $0.slug == book }?.codes ?? [:]
    }

    /// Writes the aliases of codes that were there before, and the synonyms.
    ///
    /// - Parameters:
    ///   - writer: What has written the codes.
    ///   - plan: Counts what the lists add.
    /// - Throws: `DatabaseError`.
    func end(_ writer: inout ImportWriter, _ plan: inout ImportPlan) throws {
        if let list = lists.aliases { plan.aliases = try addAliases(list, &writer) }
        if let list = lists.synonyms { plan.synonyms = try addSynonyms(list) }
        if let book {
            for (language, list) in lists.translations.sorted(by: { $0.key < $1.key }) {
                plan.translations += try addTranslations(list, language, of: book)
            }
            if plan.translations > 0 { writer.follow() }
        }
    }

    /// Writes the texts of a language; returns how many are new or changed.
    func addTranslations(
        _ list: WordLists.List<TranslationEntry>, _ language: String, of book: String
    ) throws -> Int {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO code_texts (book, code, language, name, description, source, import)
                SELECT ?1, code, ?3, nullif(nullif(?4, name), ''), ?5, ?6, ?7 FROM codes WHERE book = ?1 AND code = ?2
                ON CONFLICT (book, code, language) DO UPDATE SET name = excluded.name,
                  description = excluded.description, source = excluded.source
                WHERE (name, description) IS NOT (excluded.name, excluded.description)
                """)
        var count = 0
        for entry in list.elements {
            try insert.execute(arguments: [
                book, entry.code, language, entry.name, entry.description, list.name, record.id,
            ])
            count += db.changesCount
        }
        return count
    }

    private func addAliases(
        _ list: WordLists.List<AliasEntry>, _ writer: inout ImportWriter
    ) throws -> WordListOutcome {
        var outcome = WordListOutcome(path: list.path)
        for book in pending.books {
            let isImported = book.slug == self.book
            var added = isImported ? writer.aliasesOfAdded : 0
            let codes = isImported ? writer.pendingAliases : book.codes
            for (code, entries) in codes.sorted(by: { $0.key.text < $1.key.text }) {
                let reference = CodeReference(book: book.slug, code: code.text)
                guard let code = try Codes.find(db, reference) else {
                    outcome.unknown.append(reference)
                    continue
                }
                added += try writer.addAliases(entries, to: code)
            }
            outcome.added += added
            try record.add(
                "aliases", of: book.slug, list.name, list.sha256, entries: book.count, added: added)
        }
        return outcome
    }

    private func addSynonyms(_ list: WordLists.List<[String]>) throws -> WordListOutcome {
        var outcome = WordListOutcome(path: list.path)
        if try db.hasRead("synonyms", of: nil, list.sha256) { return outcome }
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO synonyms (meaning, term, import) VALUES (?, ?, ?)
                ON CONFLICT (meaning, term) DO NOTHING
                """)
        try WordHistory.withoutRevisions(db) {
            for group in list.elements {
                for term in group {
                    try insert.execute(arguments: [group[0], term, record.id])
                    outcome.added += db.changesCount
                }
            }
        }
        try record.add(
            "synonyms", of: nil, list.name, list.sha256, entries: list.elements.count, added: outcome.added)
        return outcome
    }
}

extension Importer {
    /// Adds what word lists have, without a document, in one transaction.
    ///
    /// - Returns: What was new in each list.
    /// - Throws: ``StoreError``; then nothing was written.
    @discardableResult
    package func apply(
        _ lists: WordLists
    ) throws -> (aliases: WordListOutcome?, synonyms: WordListOutcome?) {
        try store.write { db in
            let record = try ImportRecorder(db)
            let words = try WordListWriter(db, lists, book: nil, record)
            var writer = try ImportWriter(db, book: "", id: record.id)
            var plan = ImportPlan(book: "")
            try words.end(&writer, &plan)
            try writer.end()
            try WordHistory.adopt(db)
            return (plan.aliases, plan.synonyms)
        }
    }
}
