import GRDB
import KBDocuments
import KBFile
import KBIndex

/// Writes single codes for whoever maintains them by hand.
///
/// Each change is recorded like an import, and taken back like one.
package struct CodeEditing: Sendable {
    private let store: Store
    private let author: String

    /// Works on `store` in somebody's name; empty where nobody said.
    package init(_ store: Store, author: String) {
        self.store = store
        self.author = author
    }

    /// What is written about a code; nil leaves a part as it is.
    package struct Change: Sendable {
        package var name: String?
        /// The name's bracketed part; empty takes it away.
        package var qualifier: String?
        package var description: String?
        /// Other names that the code gets besides those that it has.
        package var aliases: [String] = []
        /// Further fields; one with an empty text is taken away.
        package var fields: [EntryField] = []

        package init() {}

        /// Whether it changes nothing.
        package var isEmpty: Bool {
            name == nil && qualifier == nil && description == nil && aliases.isEmpty && fields.isEmpty
        }
    }

    /// Adds a code to a book, which is made if it is new.
    ///
    /// - Throws: ``CodeEditingError``, ``AliasError``, ``StoreError``; then nothing was changed.
    package func add(_ reference: CodeReference, _ change: Change) throws -> Code {
        guard Book.isSlug(reference.book) else { throw BookError.badSlug(reference.book) }
        let entry = try Self.entry(reference.code, change)
        return try write(.add(reference.code), "kb code add", in: reference.book) { db, record, plan in
            guard try Codes.find(db, reference) == nil else { throw CodeEditingError.taken(reference) }
            try db.execute(
                sql: """
                    INSERT INTO codes (book, code, name, qualifier, description, fields, import, position)
                    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, min(coalesce(max(position), 0), 1 << 62) + 1 FROM codes WHERE book = ?1
                    """,
                arguments: [
                    reference.book, entry.code, entry.name, entry.qualifier, entry.description,
                    EntryField.json(of: entry.fields), record.id,
                ])
            _ = try Aliases.add(
                db, change.aliases.map(Aliases.checked), to: reference, import: record.id, author: author)
            plan.added = 1
            return reference
        }
    }

    /// Changes what is written about a code; a retired one stays retired.
    ///
    /// - Returns: The code; as it was where nothing differs.
    /// - Throws: ``CodeEditingError``, ``AliasError``, ``StoreError``; then nothing was changed.
    package func edit(_ reference: CodeReference, _ change: Change) throws -> Code {
        try write(.edit(reference.code), "kb code edit", in: reference.book) { db, record, plan in
            guard let code = try Codes.find(db, reference) else { throw AliasError.unknownCode(reference) }
            var whole = change
            whole.name = change.name ?? code.name
            // A new name has its own qualifier.
            whole.qualifier = change.qualifier ?? (change.name == nil ? code.qualifier ?? "" : nil)
            whole.description = change.description ?? code.description
            whole.fields = Self.merged(code.fields, change.fields)
            let entry = try Self.entry(reference.code, whole)
            let isSame =
                (entry.name, entry.qualifier, entry.description) == (
                    code.name, code.qualifier, code.description
                )
                && entry.fields == code.fields
            if !isSame {
                try db.execute(
                    sql: "UPDATE codes SET name = ?, qualifier = ?, description = ?, fields = ? WHERE id = ?",
                    arguments: [
                        entry.name, entry.qualifier, entry.description,
                        EntryField.json(of: entry.fields), code.id,
                    ])
                if let after = try Codes.find(db, reference) {
                    _ = try Anchors.follow(db, from: code, to: after)
                }
                plan.changed = 1
            }
            let aliases = try Aliases.add(
                db, change.aliases.map(Aliases.checked), to: reference, import: record.id, author: author)
            if !aliases.isEmpty { plan.changed = 1 }
            return reference
        }
    }

    /// Gives a code another number; aliases, notes, histories and links come along.
    ///
    /// - Throws: ``CodeEditingError``, ``AliasError``, ``StoreError``; then nothing was changed.
    package func rename(_ reference: CodeReference, to code: String) throws -> Code {
        let code = try Self.entry(code, nil).code
        return try write(.rename(from: reference.code, to: code), "kb code rename", in: reference.book) {
            db, record, plan in
            let renamed = CodeReference(book: reference.book, code: code)
            guard let before = try Codes.find(db, reference) else { throw AliasError.unknownCode(reference) }
            guard reference != renamed else { return reference }
            guard try Codes.find(db, renamed) == nil else { throw CodeEditingError.taken(renamed) }
            try db.execute(
                sql: "UPDATE codes SET code = ? WHERE id = ?", arguments: [code, before.id])
            plan.changed = 1
            return renamed
        }
    }

    /// Retires a code: it is found after all others, and its notes stay.
    ///
    /// - Throws: ``AliasError``, ``StoreError``; then nothing was changed.
    package func retire(_ reference: CodeReference) throws -> Code {
        try write(.retire(reference.code), "kb code retire", in: reference.book) { db, record, plan in
            guard let code = try Codes.find(db, reference) else { throw AliasError.unknownCode(reference) }
            guard code.state == .active else { return reference }
            try db.execute(sql: "UPDATE codes SET state = 'retired' WHERE id = ?", arguments: [code.id])
            plan.retired = 1
            return reference
        }
    }

    /// Writes in one transaction, and records it if anything was done.
    private func write(
        _ step: ImportStep, _ command: String, in book: String,
        _ body: (Database, ImportRecorder, inout ImportPlan) throws -> CodeReference
    ) throws -> Code {
        try store.write { db in
            let record = try ImportRecorder(db, author: author)
            var plan = ImportPlan(book: book)
            let reference = try body(db, record, &plan)
            if !plan.isEmpty {
                try record.end(plan, step, command: command)
                if let code = try Codes.find(db, reference) { try CodeLinks.renew(db, code) }
                if plan.added > 0 { try CodeLinks.follow(db, plan, record) }
                try IndexMaintenance.follow(db)
            }
            guard let code = try Codes.find(db, reference) else { throw AliasError.unknownCode(reference) }
            return code
        }
    }

    /// Makes an entry of what is written, in the form that every document's entry has.
    private static func entry(_ code: String, _ change: Change?) throws -> Entry {
        do {
            let change = change ?? Change.named("x")
            return try Entry(
                checking: code, name: change.name ?? "", qualifier: change.qualifier,
                description: change.description ?? "", fields: change.fields.filter { !$0.text.isEmpty })
        } catch {
            throw CodeEditingError.bad(error)
        }
    }

    private static func merged(_ fields: [EntryField], _ changes: [EntryField]) -> [EntryField] {
        changes.reduce(into: fields) { fields, change in
            let place = fields.firstIndex { $0.name == change.name }
            if let place {
                if change.text.isEmpty { fields.remove(at: place) } else { fields[place] = change }
            } else if !change.text.isEmpty {
                fields.append(change)
            }
        }
    }
}

extension CodeEditing.Change {
    fileprivate static func named(_ name: String) -> Self {
        var change = Self()
        change.name = name
        return change
    }
}

/// Why a code was not written.
package enum CodeEditingError: Error, Hashable, Sendable {
    /// There is such a code, possibly a retired one.
    case taken(CodeReference)
    /// A document could not say that either.
    case bad(EntryFault)
}
