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

    /// Gives the notes that a filter lets pass to `body`, in its order, some at a time.
    ///
    /// Each page is read on its own, so that memory stays bounded and no lock is held while `body` runs.
    ///
    /// - Parameters:
    ///   - filter: Which notes.
    ///   - size: The most notes in one page.
    ///   - body: Takes a page, which is never empty, and tells whether there is to be another.
    /// - Throws: ``StoreError``, or what `body` throws.
    package func forEachPage(
        of filter: NoteFilter = NoteFilter(), size: Int = 500, _ body: ([Note]) throws -> Bool
    )
        throws
    {
        let size = max(1, size)
        try Self.forEachPage(size: size) { last in
            try store.read { try Self.list($0, filter, after: last, limit: size) }
        } body: {
            try body($0)
        }
    }

    /// Gives the notes that a filter lets pass to `body`, in its order, some at a time, in the caller's transaction.
    static func forEachPage(_ db: Database, of filter: NoteFilter, _ body: ([Note]) throws -> Void) throws {
        try forEachPage(db, of: filter, among: picked(db, filter)) {
            try body($0)
            return true
        }
    }

    /// The same, where it is known which notes the filter may let pass, until `body` wants no other page.
    static func forEachPage(
        _ db: Database, of filter: NoteFilter, among picked: [Int64]?, size: Int = 500,
        _ body: ([Note]) throws -> Bool
    ) throws {
        try forEachPage(size: size) { last in
            try list(db, filter, among: picked, after: last, limit: size)
        } body: {
            try body($0)
        }
    }

    private static func forEachPage(
        size: Int, read: (_ last: Note?) throws -> [Note], body: ([Note]) throws -> Bool
    ) rethrows {
        var last: Note?
        while true {
            let page = try read(last)
            // An ID that is no integer, in a view in the table's place, comes again and again.
            guard let end = page.last, end.id != last?.id else { return }
            guard try body(page), page.count == size else { return }
            last = end
        }
    }

    /// The notes that a filter lets pass, in its order.
    ///
    /// - Parameters:
    ///   - filter: Which notes.
    ///   - limit: The most notes to return.
    /// - Returns: The notes.
    /// - Throws: ``StoreError``.
    package func list(_ filter: NoteFilter = NoteFilter(), limit: Int = 1000) throws -> [Note] {
        try store.read { try Self.list($0, filter, after: nil, limit: limit) }
    }

    /// What has a row where the file has any note.
    static let any = "SELECT 1 FROM notes LIMIT 1"

    /// The most notes of a code that are read along with it where nothing else is asked for.
    package static let mostOfCode = 200

    /// The notes on codes, oldest first, at most `most` of each; codes without notes have no key.
    ///
    /// It runs inside the caller's transaction.
    package static func list(
        _ db: Database, for references: [CodeReference], most: Int = mostOfCode
    ) throws -> [CodeReference: [Note]] {
        guard !references.isEmpty, try db.makeStatement(sql: any).hasRow() else { return [:] }
        let statement = try db.cachedStatement(
            sql: "SELECT \(Note.columns) FROM notes WHERE book = ? AND code = ? ORDER BY id LIMIT ?")
        var result: [CodeReference: [Note]] = [:]
        for reference in Set(references) {
            let notes = try Note.fetchAll(statement, arguments: [reference.book, reference.code, most])
            if !notes.isEmpty { result[reference] = notes }
        }
        return result
    }

    /// How many notes a code has besides those that ``list(_:for:most:)`` has read; at most `limit` are counted.
    package static func more(
        _ db: Database, on reference: CodeReference, than notes: [Note], most: Int = mostOfCode,
        limit: Int? = nil
    ) throws -> SearchAnswer.Total {
        guard notes.count >= most else { return .exact(0) }
        let end = limit.map { notes.count + $0 }
        let count = try db.count(
            "(SELECT 1 FROM notes WHERE book = ? AND code = ? LIMIT ?)",
            [reference.book, reference.code, end ?? -1])
        let more = max(0, count - notes.count)
        return count == end ? .atLeast(more) : .exact(more)
    }

    /// The note in a row.
    static func find(_ db: Database, id: Int64) throws -> Note? {
        let statement = try db.cachedStatement(sql: "SELECT \(Note.columns) FROM notes WHERE id = ?")
        return try Note.fetchOne(statement, arguments: [id])
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
}
