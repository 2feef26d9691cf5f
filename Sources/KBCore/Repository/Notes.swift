import GRDB

/// Reads and writes notes.
///
/// Every change makes a revision, whatever program makes it: triggers of the file see to that.
package struct Notes: Sendable {
    let store: Store

    /// Works on `store`.
    package init(_ store: Store) {
        self.store = store
    }

    /// Gives the notes that a filter lets pass to `body`, oldest first, some at a time.
    ///
    /// Each page is read on its own, so that memory stays bounded and no lock is held while `body` runs.
    ///
    /// - Parameters:
    ///   - filter: Which notes.
    ///   - size: The most notes in one page.
    ///   - body: Takes a page, which is never empty.
    /// - Throws: ``StoreError``, or what `body` throws.
    package func forEachPage(
        of filter: NoteFilter = NoteFilter(), size: Int = 500, _ body: ([Note]) throws -> Void
    )
        throws
    {
        var last: Int64 = 0
        while true {
            let page = try store.read { try Self.list($0, filter, after: last, limit: max(1, size)) }
            guard let end = page.last else { return }
            try body(page)
            guard page.count == max(1, size) else { return }
            last = end.id
        }
    }

    /// The notes that a filter lets pass, oldest first.
    ///
    /// - Parameters:
    ///   - filter: Which notes.
    ///   - limit: The most notes to return.
    /// - Returns: The notes.
    /// - Throws: ``StoreError``.
    package func list(_ filter: NoteFilter = NoteFilter(), limit: Int = 1000) throws -> [Note] {
        try store.read { try Self.list($0, filter, after: 0, limit: limit) }
    }

    /// Tells whether the file has any note.
    static func hasAny(_ db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM notes LIMIT 1")
        defer { statement.endDirect() }
        return try statement.stepDirect()
    }

    /// The notes on codes, oldest first; codes without notes have no key.
    ///
    /// It runs inside the caller's transaction.
    package static func list(_ db: Database, for references: [CodeReference]) throws -> [CodeReference:
        [Note]]
    {
        guard !references.isEmpty, try hasAny(db) else { return [:] }
        let statement = try db.cachedStatement(
            sql: "SELECT \(Note.columns) FROM notes WHERE book = ? AND code = ? ORDER BY id")
        var result: [CodeReference: [Note]] = [:]
        for reference in Set(references) {
            let notes = try Note.fetchAll(statement, arguments: [reference.book, reference.code])
            if !notes.isEmpty { result[reference] = notes }
        }
        return result
    }

    /// The note in a row.
    static func find(_ db: Database, id: Int64) throws -> Note? {
        try Note.fetchOne(db, sql: "SELECT \(Note.columns) FROM notes WHERE id = ?", arguments: [id])
    }

    /// The heads of one note: one value, or several where the note is in conflict.
    ///
    /// - Parameters:
    ///   - db: The caller's transaction.
    ///   - uuid: The note's whole UUID.
    /// - Returns: The heads by revision; empty when there is no such note, or it was removed.
    /// - Throws: What SQLite reports.
    package static func heads(_ db: Database, of uuid: String) throws -> [Note] {
        try Note.fetchAll(
            db, sql: "SELECT \(Note.columns) FROM notes WHERE note = ? ORDER BY revision", arguments: [uuid])
    }

    /// All tags and the number of notes that have each, the most used first.
    package func tags() throws -> [(tag: String, count: Int)] {
        try store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT CAST(value AS TEXT) AS tag, count(DISTINCT note) AS uses
                    FROM notes, json_each(notes.tags) WHERE json_each.type IN ('text', 'integer', 'real')
                    GROUP BY tag ORDER BY uses DESC, tag
                    """
            ).map { ($0.text(0), Int($0.integer(1))) }
        }
    }

    static func list(_ db: Database, _ filter: NoteFilter, after: Int64, limit: Int) throws -> [Note] {
        var conditions = ["notes.id > ?"]
        var arguments: StatementArguments = [after]
        if let reference = filter.reference {
            conditions.append("book = ? AND code = ?")
            arguments += [reference.book, reference.code]
        }
        if let tag = filter.tag {
            conditions.append(
                "EXISTS (SELECT 1 FROM json_each(notes.tags) AS tag WHERE CAST(tag.value AS TEXT) = ?)")
            arguments += [tag]
        }
        switch filter.kind {
        case .all: break
        case .annotations: conditions.append("exact IS NOT NULL")
        case .orphaned: conditions.append("exact IS NOT NULL AND anchor = 'orphaned'")
        }
        arguments += [limit]
        return try Note.fetchAll(
            db,
            sql:
                "SELECT \(Note.columns) FROM notes WHERE \(conditions.joined(separator: " AND ")) ORDER BY id LIMIT ?",
            arguments: arguments)
    }
}
