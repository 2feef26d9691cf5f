import GRDB
import KBFile
import KBIndex
import KBText

extension Notes {
    /// One page of the notes that a filter lets pass.
    ///
    /// - Parameters:
    ///   - db: The caller's transaction.
    ///   - filter: Which notes, in which order.
    ///   - last: The last note of the page before; nil for the first page.
    ///   - limit: The most notes of a page.
    /// - Returns: The notes; fewer than `limit` on the last page only.
    /// - Throws: What SQLite reports.
    static func list(_ db: Database, _ filter: NoteFilter, after last: Note?, limit: Int) throws -> [Note] {
        try list(db, filter, among: picked(db, filter), after: last, limit: limit)
    }

    /// The same, where it is known which notes a filter may let pass.
    static func list(
        _ db: Database, _ filter: NoteFilter, among picked: [Int64]?, after last: Note?, limit: Int
    ) throws -> [Note] {
        var notes: [Note] = []
        var last = last
        while notes.count < limit {
            let request = request(Note.columns, filter, among: picked, after: last, limit: limit)
            let page = try Note.fetchAll(db, sql: request.sql, arguments: request.arguments)
            // What stands in a text like a tag need not be one: it may be code.
            notes += page.filter { note in filter.tags.allSatisfy { NoteTags.has(note.tags, $0) } }
            guard page.count == limit else { break }
            last = page.last
        }
        return Array(notes.prefix(limit))
    }

    /// The most notes whose rows are looked up because the index has them: of more, the next one that passes is not far.
    static let mostPicked = 2_048

    /// The notes that a filter may let pass, as the index knows them; nil where these are more than `most`, or where it
    /// does not pick any by what the index knows.
    static func picked(_ db: Database, _ filter: NoteFilter, most: Int = mostPicked) throws -> [Int64]? {
        let keys = NoteSource.keys(filter)
        guard !keys.isEmpty, filter.reference == nil else { return nil }
        do {
            return try IndexSearcher(
                db, NoteSource(), book: filter.book, mostChanges: IndexMaintenance.manyChanges
            ).documents(having: keys, most: most)
        } catch is IndexSearcher.IsBehind {
            return nil
        } catch StoreFault.indexDamaged {
            return nil
        }
    }

    /// Where a note stands.
    struct Place {
        var id: Int64
        var reference: CodeReference
    }

    /// The places of those of the notes that ``picked(_:_:)`` has told that a filter lets pass, in its order.
    static func places(_ db: Database, _ filter: NoteFilter, among picked: [Int64]) throws -> [Place] {
        let request = request(
            "id, book, code, tags, body", filter, among: picked, after: nil, limit: picked.count)
        let statement = try db.makeStatement(sql: request.sql)
        statement.arguments = request.arguments
        defer { statement.endDirect() }
        var places: [Place] = []
        while try statement.stepDirect() {
            if !filter.tags.isEmpty {
                let tags = NoteTags.all(NoteTags.decoded(statement.text(3)), in: statement.text(4))
                guard filter.tags.allSatisfy({ NoteTags.has(tags, $0) }) else { continue }
            }
            places.append(
                Place(
                    id: statement.integer(0),
                    reference: CodeReference(book: statement.text(1), code: statement.text(2))))
        }
        return places
    }

    /// The number of rows: a note in conflict counts once for each of its versions.
    package func count() throws -> Int {
        try store.read { try $0.count("notes") }
    }

    private static func request(
        _ columns: String, _ filter: NoteFilter, among picked: [Int64]?, after last: Note?, limit: Int
    ) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments: [(any DatabaseValueConvertible)?] = []
        func add(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
            conditions.append(condition)
            arguments += values
        }
        // A plus keeps SQLite from going through all notes by their times.
        let time = picked == nil ? "updated_at" : "+updated_at"
        if let picked {
            add(
                "notes.id IN (SELECT value FROM json_each(?))",
                JSONValue.array(picked.map { .number(Int($0)) }).text)
        }
        if let reference = filter.reference { add("book = ? AND code = ?", reference.book, reference.code) }
        if let book = filter.book { add("book = ?", book) }
        for tag in filter.tags {
            add(
                """
                (EXISTS (
                  SELECT 1 FROM json_each(notes.tags) AS tag WHERE CAST(tag.value AS TEXT) = ? COLLATE NOCASE)
                OR body LIKE ? ESCAPE '\\')
                """, tag, "%#\(escaped(tag))%")
        }
        if let author = filter.author { add("author = ? COLLATE NOCASE", author) }
        // Other tools write times in other forms.
        if let since = filter.since { add("julianday(updated_at) >= julianday(?)", since) }
        if let until = filter.until { add("julianday(updated_at) < julianday(?)", until) }
        if filter.isInConflict {
            add("note IN (\(undecided))")
        }
        switch filter.kind {
        case .all: break
        case .annotations: add("exact IS NOT NULL")
        case .orphaned: add("exact IS NOT NULL AND anchor = 'orphaned'")
        }
        switch (filter.order, last) {
        case (.oldestFirst, let last?): add("notes.id > ?", last.id)
        case (.newestFirst, let last?): add("(\(time), notes.id) < (?, ?)", last.updatedAt, last.id)
        case (_, nil): break
        }
        let order = filter.order == .oldestFirst ? "notes.id" : "\(time) DESC, notes.id DESC"
        return (
            """
            SELECT \(columns) FROM notes
            WHERE \(conditions.isEmpty ? "true" : conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT ?
            """, StatementArguments(arguments + [limit])
        )
    }

    /// A text that LIKE takes as it stands.
    static func escaped(_ text: String) -> String {
        text.replacing(/[\\%_]/) { "\\" + $0.output }
    }
}
