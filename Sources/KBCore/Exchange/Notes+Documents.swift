import GRDB
import KBDocuments
import KBFile
import KBIndex

extension Notes {
    /// How a document of notes is imported.
    package struct ImportOptions: Sendable {
        /// The book of codes that name none.
        package var book: String?
        /// Who wrote what the document gives no author.
        package var author = ""
        /// Whether a single fault keeps everything out.
        package var isStrict = false
        /// Whether nothing is written, so that the plan alone is told.
        package var isTrial = false

        package init() {}
    }

    /// Ends a transaction so that nothing of it stays.
    struct Rollback: Error {}

    /// Imports the notes of a document that other programs, or people, have written; in one transaction.
    ///
    /// A note that names one of this file becomes its next state where it says something else. A note without a name is
    /// known where its code has one with the same text: so importing the same document again changes nothing.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - options: How.
    ///   - body: Told what becomes of each note, in the order of the document.
    /// - Returns: The same in numbers.
    /// - Throws: ``NoteError/badLines(_:)`` where it is strict, what `body` throws, ``StoreError``; then nothing was
    ///   written.
    package func importDocument(
        _ document: NoteDocument, _ options: ImportOptions, _ body: (NotePlan.Step) throws -> Void
    ) throws -> NotePlan {
        var plan = NotePlan()
        do {
            try store.write { db in
                plan = NotePlan()
                var texts = KnownTexts()
                var faults: [NoteLineFault] = []
                try document.visit { item in
                    let step = try Self.step(db, item, options, &texts)
                    plan.count(step)
                    if case .fault(let fault) = step, faults.count < 100 { faults.append(fault) }
                    try body(step)
                }
                if options.isStrict, !faults.isEmpty { throw NoteError.badLines(faults) }
                if options.isTrial { throw Rollback() }
                try IndexMaintenance.follow(db, isShort: plan.added + plan.changed < 100)
            }
        } catch is Rollback {}
        return plan
    }

    private static func step(
        _ db: Database, _ item: NoteDocument.Item, _ options: ImportOptions, _ texts: inout KnownTexts
    ) throws -> NotePlan.Step {
        switch item {
        case .fault(let fault, let line):
            return .fault(NoteLineFault(line: line, reason: NoteLineFault.Reason(fault)))
        case .entry(let entry):
            do {
                return try step(db, entry, options, &texts)
            } catch let reason as NoteLineFault.Reason {
                return .fault(NoteLineFault(line: entry.line, reason: reason))
            } catch let error as NoteError {
                return .fault(NoteLineFault(line: entry.line, reason: .note(error)))
            }
        }
    }

    private static func step(
        _ db: Database, _ entry: NoteEntry, _ options: ImportOptions, _ texts: inout KnownTexts
    ) throws -> NotePlan.Step {
        let code = try code(of: entry, options, db)
        let author = entry.author ?? options.author
        try NoteDraft.check(body: entry.body, author: author)
        let time = try entry.date.map { try moment($0, db) }
        let mayBeKnown = try texts.add(entry.body, on: code.reference, db)
        if let id = entry.id {
            guard NoteLine.isIdentifier(id) else { throw NoteLineFault.Reason.malformed("id") }
            let heads = try heads(db, of: id)
            if let same = heads.first(where: { $0.body == entry.body && saysTheSame($0, entry) }) {
                return .unchanged(same)
            }
            guard heads.count < 2 else { throw NoteError.conflict(heads: heads) }
            if let before = heads.first {
                let tags = try NoteTags.normalized(
                    entry.tags + NoteTags.standing(in: entry.body), known: before.tags)
                try update(db, id: before.id, body: entry.body, tags: tags, author: author)
                return .changed(before: before, after: try note(db, id: before.id) ?? before)
            }
            let isKnown = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM note_revisions WHERE note = ?)", arguments: [id])
            if isKnown == true { return .removed(entry) }
        } else if mayBeKnown,
            let same = try Note.fetchOne(
                db, sql: "SELECT \(Note.columns) FROM notes WHERE book = ? AND code = ? AND body = ?",
                arguments: [code.reference.book, code.reference.code, entry.body])
        {
            return .unchanged(same)
        }
        var draft = NoteDraft(
            reference: code.reference, body: entry.body, author: author,
            anchor: entry.quote.map { passage($0, of: code) })
        draft.uuid = entry.id
        let tags = try NoteTags.normalized(entry.tags + NoteTags.standing(in: entry.body))
        return .added(try insert(db, draft, tags: tags, at: time))
    }

    /// The texts of notes on the codes that a document has met, so that none is looked for among all notes of a code,
    /// which may be a hundred thousand.
    private struct KnownTexts {
        private var codes: Set<CodeReference> = []
        /// Their hash values: what is not among them is new.
        private var hashes: Set<Int> = []

        /// Adds a text, and tells whether a note on the code may have it already.
        mutating func add(_ body: String, on reference: CodeReference, _ db: Database) throws -> Bool {
            if codes.insert(reference).inserted {
                let bodies = try db.cachedStatement(sql: "SELECT body FROM notes WHERE book = ? AND code = ?")
                bodies.bindDirect(reference.book, at: 1)
                bodies.bindDirect(reference.code, at: 2)
                defer { bodies.endDirect() }
                while try bodies.stepDirect() { hashes.insert(Self.hash(bodies.text(0), reference)) }
            }
            return !hashes.insert(Self.hash(body, reference)).inserted
        }

        private static func hash(_ body: String, _ reference: CodeReference) -> Int {
            var hasher = Hasher()
            hasher.combine(reference)
            hasher.combine(body)
            return hasher.finalize()
        }
    }

    /// Whether a note has the tags of an entry, besides those that stand in its text.
    private static func saysTheSame(_ note: Note, _ entry: NoteEntry) -> Bool {
        let standing = NoteTags.standing(in: note.body)
        let given = entry.tags.map { String($0.drop { $0 == "#" }) }
        return Set(note.tags).subtracting(standing) == Set(given).subtracting(standing)
    }

    private static func code(of entry: NoteEntry, _ options: ImportOptions, _ db: Database) throws -> Code {
        guard !entry.code.isEmpty else { throw NoteLineFault.Reason.malformed("code") }
        let book = entry.book.isEmpty ? options.book : entry.book
        var found = try Codes.find(entry.code, db.cachedStatement(sql: Codes.codesOfName))
        if let book, found.contains(where: { $0.reference.book == book }) {
            found = found.filter { $0.reference.book == book }
        }
        guard let code = found.first else { throw NoteLineFault.Reason.unknownCode(entry.code) }
        guard found.count == 1 else {
            throw NoteLineFault.Reason.ambiguousCode(entry.code, books: found.map(\.reference.book))
        }
        return code
    }

    private static func moment(_ text: String, _ db: Database) throws -> String {
        let text = text.replacing("/", with: "-")
        guard
            let time = try String.fetchOne(
                db, sql: "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', ?1) WHERE ?1 GLOB '????-??-??*'",
                arguments: [text])
        else { throw NoteLineFault.Reason.badDate(text) }
        return time
    }

    /// The quote at its first place; one that is not there is orphaned.
    private static func passage(_ text: String, of code: Code) -> TextQuote {
        code.quotes(of: text).first
            ?? TextQuote(
                field: .description, exact: text, prefix: "", suffix: "", start: nil, end: nil,
                isOrphaned: true)
    }
}

extension NoteLineFault.Reason {
    fileprivate init(_ fault: NoteEntryFault) {
        switch fault {
        case .notUTF8: self = .notUTF8
        case .notJSON: self = .notJSON
        case .quotationMark: self = .quotationMark
        case .noColumn(let names): self = .noColumn(names: names)
        case .badHead(let line): self = .badHead(line)
        }
    }
}
