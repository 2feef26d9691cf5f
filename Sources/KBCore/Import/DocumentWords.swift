import GRDB
import KBDocuments
import KBText

/// The other names and the texts in further languages that the entries of a document bring themselves.
struct DocumentWords {
    private let book: String
    private let name: String
    /// Other names of codes that the book has already.
    private var aliases: [(code: String, names: [EntryAlias])] = []
    /// By language.
    private var translations: [String: [TranslationEntry]] = [:]
    /// Other names of codes that are new, for a plan.
    private var newAliases = 0

    init(_ source: ImportSource, book: String) {
        self.book = book
        name = source.name
    }

    /// Takes what an entry brings.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - isAdded: Whether the book gets its code now.
    ///   - lists: The lists next to the document, whose texts go before its own.
    ///   - pending: The aliases of those lists, which go before its own as well.
    mutating func add(_ entry: Entry, isAdded: Bool, _ lists: WordLists, pending: [ExactText: [AliasEntry]]) {
        if !entry.aliases.isEmpty {
            let known = Set(pending[ExactText(entry.code)]?.map { ExactText($0.alias) } ?? [])
            let names = entry.aliases.filter { !known.contains(ExactText($0.text)) }
            if isAdded { newAliases += names.count } else { aliases.append((entry.code, names)) }
        }
        for text in entry.translations where lists.translations[text.language] == nil {
            let name = text.name == entry.name ? "" : text.name
            guard !name.isEmpty || !text.description.isEmpty else { continue }
            translations[text.language, default: []].append(
                TranslationEntry(code: entry.code, name: name, description: text.description))
        }
    }

    /// Adds to a plan what the document brings.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - db: The file; nil where there is none yet.
    ///   - sha256: The document's SHA-256: names that a team has taken away stay away while it is the same.
    /// - Throws: `DatabaseError`.
    func count(_ plan: inout ImportPlan, _ db: Database?, sha256: String) throws {
        plan.ownAliases += newAliases
        guard let db else {
            plan.translations += translations.values.reduce(0) { $0 + $1.count }
            return
        }
        try forEachNewAlias(db, sha256) { plan.ownAliases += $1.count }
        for (language, entries) in translations {
            plan.translations += try entries.count { entry in
                let reference = CodeReference(book: book, code: entry.code)
                let known = try Translation.list(db, of: reference).first { $0.language == language }
                guard let known else { return true }
                return known.name ?? "" != entry.name || known.description != entry.description
            }
        }
    }

    /// Writes it, once the codes are there.
    func write(
        _ db: Database, _ writer: inout ImportWriter, _ words: WordListWriter, _ plan: inout ImportPlan,
        sha256: String
    ) throws {
        plan.ownAliases += writer.ownAliases
        try forEachNewAlias(db, sha256) { code, names in
            let entries = names.map { AliasEntry($0, of: code.reference) }
            plan.ownAliases += try writer.addAliases(entries, to: code)
        }
        let before = plan.translations
        for (language, entries) in translations.sorted(by: { $0.key < $1.key }) {
            let list = WordLists.List(path: name, sha256: "", entries)
            plan.translations += try words.addTranslations(list, language, of: book)
        }
        if plan.translations > before { writer.follow() }
    }

    private func forEachNewAlias(
        _ db: Database, _ sha256: String, _ body: (Code, [EntryAlias]) throws -> Void
    ) throws {
        guard !aliases.isEmpty, try !db.hasRead("codes", of: book, sha256) else { return }
        for (code, names) in aliases {
            guard let code = try Codes.find(db, CodeReference(book: book, code: code)) else { continue }
            let known = Set(code.aliases.map(ExactText.init))
            let new = names.filter { !known.contains(ExactText($0.text)) }
            if !new.isEmpty { try body(code, new) }
        }
    }
}

extension AliasEntry {
    /// A name that a document gives.
    init(_ alias: EntryAlias, of reference: CodeReference) {
        self.init(
            book: reference.book, code: reference.code, alias: alias.text, language: alias.language,
            source: alias.source)
    }
}
