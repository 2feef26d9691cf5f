import GRDB
import KBDocuments
import KBText

/// Compares word lists with a file, while the document next to them is compared with its book.
struct WordListComparison {
    private let db: Database?
    private let lists: WordLists
    private let book: String
    private let pending: PendingAliases
    private let seen = SeenCodes()

    /// Codes of the document that the lists name.
    private final class SeenCodes {
        var codes: Set<ExactText> = []
    }

    /// Compares with `db`; nil where there is no file yet.
    init(_ db: Database?, _ lists: WordLists, book: String) throws {
        self.db = db
        self.lists = lists
        self.book = book
        pending = try PendingAliases(db, lists.aliases, importing: book)
    }

    /// The aliases that the list has for the imported book.
    var aliasesOfBook: [ExactText: [AliasEntry]] { pending.books.first { $0.slug == book }?.codes ?? [:] }

    /// A document whose codes are noted as they are read, as far as the list of aliases names them.
    func watching(_ source: ImportSource) -> ImportSource {
        var named = Set(aliasesOfBook.keys)
        for list in lists.translations.values { named.formUnion(list.elements.map { ExactText($0.code) }) }
        guard !named.isEmpty else { return source }
        return ImportSource(name: source.name, sha256: source.sha256) { body in
            try source.entries { entry in
                let code = ExactText(entry.code)
                if named.contains(code) { seen.codes.insert(code) }
                try body(entry)
            }
        }
    }

    /// Adds to a plan what the lists bring, once the document has been read.
    func end(_ plan: inout ImportPlan) throws {
        if let list = lists.aliases {
            var outcome = WordListOutcome(path: list.path)
            for book in pending.books {
                for (code, entries) in book.codes.sorted(by: { $0.key.text < $1.key.text }) {
                    let reference = CodeReference(book: book.slug, code: code.text)
                    let isImported = book.slug == self.book && seen.codes.contains(code)
                    guard try isImported || db.map({ try Codes.find($0, reference) != nil }) ?? false else {
                        outcome.unknown.append(reference)
                        continue
                    }
                    let known = try db.map { try Self.aliases($0, of: reference) } ?? []
                    outcome.added += entries.count { !known.contains(ExactText($0.alias)) }
                }
            }
            plan.aliases = outcome
        }
        for (language, list) in lists.translations {
            plan.translations += try list.elements.count { try isNew($0, language) }
        }
        if let list = lists.synonyms {
            var outcome = WordListOutcome(path: list.path)
            outcome.added = try newSynonyms(list)
            plan.synonyms = outcome
        }
    }

    private static func aliases(_ db: Database, of reference: CodeReference) throws -> Set<ExactText> {
        Set(
            try String.fetchAll(
                db, sql: "SELECT alias FROM aliases WHERE book = ? AND code = ?",
                arguments: [reference.book, reference.code]
            ).map(ExactText.init))
    }

    /// Tells whether a text in a further language is not in the file as it is, and its code will be.
    private func isNew(_ entry: TranslationEntry, _ language: String) throws -> Bool {
        guard let db, let code = try Codes.find(db, CodeReference(book: book, code: entry.code)) else {
            return seen.codes.contains(ExactText(entry.code))
        }
        let known = try Translation.list(db, of: code.reference).first { $0.language == language }
        let name = entry.name.isEmpty || entry.name == code.name ? nil : entry.name
        return known?.name != name || known?.description != entry.description
    }

    private func newSynonyms(_ list: WordLists.List<[String]>) throws -> Int {
        if try db?.hasRead("synonyms", of: nil, list.sha256) == true { return 0 }
        var pairs: Set<[ExactText]> = []
        for group in list.elements {
            for term in group { pairs.insert([ExactText(group[0]), ExactText(term)]) }
        }
        guard let db else { return pairs.count }
        return try pairs.count { pair in
            try
                !(Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT 1 FROM synonyms WHERE meaning = ? AND term = ?)",
                    arguments: [pair[0].text, pair[1].text]) ?? false)
        }
    }
}
