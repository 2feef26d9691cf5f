import GRDB
import KBFile

/// What was done to a knowledge base, newest first.
package struct ChangeLog: Sendable {
    /// Which changes.
    package struct Filter: Hashable, Sendable {
        /// Only changes of this code.
        package var reference: CodeReference?
        /// Only what concerns this book.
        package var book: String?
        /// Only since this time: UTC, as in `2026-01-31T12:00:00.000Z`.
        package var since: String?
        /// Only changes by this author.
        package var author: String?

        package init(
            reference: CodeReference? = nil, book: String? = nil, since: String? = nil, author: String? = nil
        ) {
            self.reference = reference
            self.book = reference?.book ?? book
            self.since = since
            self.author = author
        }
    }

    /// One of them.
    package struct Entry: Hashable, Sendable {
        package var time: String
        package var author: String
        package var event: Event
    }

    /// What was done.
    package enum Event: Hashable, Sendable {
        /// A document, a list or a change by `kb code`, and some of the codes that it changed.
        case imported(ImportRecord, [CodeChange], more: Int)
        /// An import was taken back.
        case undone(ImportRecord)
        /// Another tool has changed a code.
        case edited(CodeChange)
        /// A note was written, changed or removed.
        case noted(NoteRevision, before: String?)
        /// An alias or a synonym was given or taken away.
        case said(WordRevision)
    }

    /// What became of a code.
    package struct CodeChange: Hashable, Sendable {
        package var reference: CodeReference
        /// What it was; nil for a new one.
        package var before: Code?
        /// What it is then; nil where it has gone.
        package var after: Code?
    }

    /// The maximum number of codes listed for an import.
    fileprivate static let most = 20

    private let store: Store

    /// Reads from `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// The newest changes that a filter lets pass, and how many more there are.
    ///
    /// - Throws: ``StoreError``, ``BookError/unknown(_:books:)``.
    package func newest(_ limit: Int, _ filter: Filter = Filter()) throws -> (entries: [Entry], more: Int) {
        try store.read { db in
            if let book = filter.book { try Books.check(db, book) }
            let reader = Reader(db: db, filter: filter, limit: limit)
            var entries: [Entry] = []
            var total = 0
            for source in [reader.imports, reader.undone, reader.edits, reader.notes, reader.words] {
                let (found, count) = try source()
                entries += found
                total += count
            }
            // Stable: what happened in the same millisecond stays in the order of its kind.
            let sorted = entries.enumerated()
                .sorted { ($1.element.time, $0.offset) < ($0.element.time, $1.offset) }
                .prefix(limit).map(\.element)
            return (try sorted.map(reader.whole), total - sorted.count)
        }
    }

    /// What a code's text was, newest first: each with what came in its place.
    package func history(of reference: CodeReference) throws -> [(change: CodeChange, time: String)] {
        try store.read { db in
            try Reader(db: db, filter: Filter(), limit: .max).changes(
                "r.book = ? AND r.code = ?", [reference.book, reference.code], limit: 1000)
        }
    }
}

/// Reads each kind of change.
private struct Reader {
    let db: Database
    let filter: ChangeLog.Filter
    let limit: Int

    typealias Found = (entries: [ChangeLog.Entry], count: Int)

    func imports() throws -> Found {
        try records(
            "true", time: "imported_at",
            event: { .imported($0, [], more: 0) })
    }

    func undone() throws -> Found {
        try records("undone_at IS NOT NULL", time: "undone_at", event: { .undone($0) })
    }

    private func records(
        _ condition: String, time: String, event: (ImportRecord) -> ChangeLog.Event
    ) throws -> Found {
        // A list next to a document is reported with it.
        var (conditions, arguments) = common(time: time, author: "author", hasCode: false)
        conditions += [
            "(\(condition))",
            "(job IS NULL OR NOT EXISTS (SELECT 1 FROM imports o WHERE o.id = imports.job))",
        ]
        if let reference = filter.reference {
            conditions.append(
                """
                (EXISTS (SELECT 1 FROM codes c WHERE c.import = imports.id AND c.book = ? AND c.code = ?)
                  OR EXISTS (
                    SELECT 1 FROM code_revisions r WHERE r.import = imports.id AND r.book = ? AND r.code = ?)
                  OR book = ? AND json_valid(step) AND json_extract(step, '$.to') = ?)
                """)
            arguments += [
                reference.book, reference.code, reference.book, reference.code, reference.book,
                reference.code,
            ]
        }
        let rows = "imports WHERE " + conditions.joined(separator: " AND ")
        let records = try ImportRecord.fetchAll(
            db,
            sql: "SELECT \(ImportRecord.columns) FROM \(rows) ORDER BY \(time) DESC, id DESC LIMIT ?",
            arguments: arguments + [limit])
        return (
            records.map {
                ChangeLog.Entry(
                    time: time == "imported_at" ? $0.importedAt : $0.undoneAt ?? "",
                    author: time == "imported_at" ? $0.author : "", event: event($0))
            }, try db.count(rows, arguments)
        )
    }

    func edits() throws -> Found {
        guard filter.author == nil else { return ([], 0) }
        let (conditions, arguments) = common(time: "r.replaced_at", author: nil, hasCode: true)
        let condition = (conditions + ["r.import IS NULL"]).joined(separator: " AND ")
        let changes = try changes(condition, arguments, limit: limit)
        return (
            changes.map { ChangeLog.Entry(time: $0.time, author: "", event: .edited($0.change)) },
            try db.count("code_revisions r WHERE " + condition, arguments)
        )
    }

    func notes() throws -> Found {
        let (conditions, arguments) = common(time: "created_at", author: "author", hasCode: true)
        let rows = "note_revisions WHERE " + (conditions + ["true"]).joined(separator: " AND ")
        let revisions = try NoteRevision.fetchAll(
            db,
            sql:
                "SELECT \(NoteRevision.columns) FROM \(rows) ORDER BY created_at DESC, seq DESC LIMIT ?",
            arguments: arguments + [limit])
        return (
            revisions.map {
                ChangeLog.Entry(time: $0.createdAt, author: $0.author, event: .noted($0, before: nil))
            }, try db.count(rows, arguments)
        )
    }

    func words() throws -> Found {
        var (conditions, arguments) = common(time: "created_at", author: "author", hasCode: false)
        if let reference = filter.reference {
            conditions.append("name = ?")
            arguments += [reference.code]
        }
        let rows = "word_revisions WHERE " + (conditions + ["true"]).joined(separator: " AND ")
        let revisions = try WordRevision.fetchAll(
            db,
            sql: "SELECT \(WordRevision.columns) FROM \(rows) ORDER BY created_at DESC, seq DESC LIMIT ?",
            arguments: arguments + [limit])
        return (
            revisions.map {
                ChangeLog.Entry(time: $0.createdAt, author: $0.author, event: .said($0))
            }, try db.count(rows, arguments)
        )
    }

    /// An entry with what belongs to it, which is read only for those that are shown.
    func whole(_ entry: ChangeLog.Entry) throws -> ChangeLog.Entry {
        var entry = entry
        switch entry.event {
        case .imported(let record, _, _):
            let (changes, more) = try changes(of: record)
            entry.event = .imported(record, changes, more: more)
        case .noted(let revision, _):
            let parent = try revision.parents.last.flatMap {
                try String.fetchOne(
                    db, sql: "SELECT body FROM note_revisions WHERE revision = ?", arguments: [$0])
            }
            entry.event = .noted(revision, before: parent)
        case .undone, .edited, .said: break
        }
        return entry
    }

    private func changes(of record: ImportRecord) throws -> ([ChangeLog.CodeChange], Int) {
        var (conditions, arguments) = common(time: nil, author: nil, hasCode: true)
        conditions.append("r.import = ?")
        arguments += [record.id]
        // What taking it back has replaced bears its number, too.
        conditions.append("r.replaced_at <= ?")
        arguments += [record.importedAt]
        let condition = conditions.joined(separator: " AND ")
        var changes = try self.changes(condition, arguments, limit: ChangeLog.most).map(\.change)
        var all = try db.count("code_revisions r WHERE " + condition, arguments)
        (conditions, arguments) = common(time: nil, author: nil, hasCode: true)
        conditions.append("r.import = ?")
        arguments += [record.id]
        let added = "codes r WHERE " + conditions.joined(separator: " AND ")
        changes += try Code.fetchAll(
            db, sql: "SELECT \(Code.columns) FROM \(added) ORDER BY position, id LIMIT ?",
            arguments: arguments + [ChangeLog.most]
        ).map { ChangeLog.CodeChange(reference: $0.reference, before: nil, after: $0) }
        all += try db.count(added, arguments)
        changes = Array(changes.prefix(ChangeLog.most))
        return (changes, all - changes.count)
    }

    /// Changes of codes, newest first, with what each is then: its next earlier text, or what it is now.
    func changes(
        _ condition: String, _ arguments: StatementArguments, limit: Int
    ) throws -> [(change: ChangeLog.CodeChange, time: String)] {
        func columns(_ table: String) -> String {
            "0, \(table).book, \(table).code, \(table).name, \(table).qualifier, \(table).description, 0, "
                + "\(table).state, '', \(table).fields"
        }
        let width = Code.Column.allCases.count
        return try Row.fetchAll(
            db,
            sql: """
                SELECT \(columns("r")), \(columns("n")), \(columns("c")), r.replaced_at
                FROM code_revisions r
                LEFT JOIN code_revisions n ON n.id = (
                  SELECT min(id) FROM code_revisions o WHERE o.book = r.book AND o.code = r.code AND o.id > r.id)
                LEFT JOIN codes c ON c.book = r.book AND c.code = r.code
                WHERE \(condition) ORDER BY r.id DESC LIMIT ?
                """, arguments: arguments + [limit]
        ).map { row in
            func code(_ part: Int) -> Code? {
                let first = part * width
                guard !row.hasNull(atIndex: first + Code.Column.name.rawValue) else { return nil }
                return Code(row: row, from: first)
            }
            let before = code(0)
            let reference = CodeReference(book: row.text(1), code: row.text(2))
            return (
                ChangeLog.CodeChange(reference: reference, before: before, after: code(1) ?? code(2)),
                row.text(3 * width)
            )
        }
    }

    /// Conditions that all kinds have.
    private func common(
        time: String?, author: String?, hasCode: Bool
    ) -> (conditions: [String], arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        let table = time?.hasPrefix("r.") == true || time == nil ? "r." : ""
        if let book = filter.book {
            conditions.append("\(table)book = ?")
            arguments += [book]
        }
        if hasCode, let reference = filter.reference {
            conditions.append("\(table)code = ?")
            arguments += [reference.code]
        }
        if let time, let since = filter.since {
            conditions.append("\(time) >= ?")
            arguments += [since]
        }
        if let author, let name = filter.author {
            conditions.append("\(author) = ?")
            arguments += [name]
        }
        return (conditions, arguments)
    }
}
