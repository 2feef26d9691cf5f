import GRDB
import KBText

/// Writes down what an import has done, in its transaction: its rows of `imports`, and which earlier texts it replaced.
struct ImportRecorder {
    private let db: Database
    /// `imports.id` of the import, which nobody else can take before the transaction ends.
    let id: Int64
    /// The newest earlier text when the import began.
    private let lastRevision: Int64

    init(_ db: Database) throws {
        self.db = db
        id = try (Int64.fetchOne(db, sql: "SELECT max(id) FROM imports") ?? 0) + 1
        lastRevision = try Int64.fetchOne(db, sql: "SELECT max(id) FROM code_revisions") ?? 0
    }

    /// Remembers a list of aliases or synonyms.
    func add(
        _ kind: String, of book: String?, _ name: String, _ sha256: String, entries: Int, added: Int
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO imports (id, book, kind, source, sha256, entries, added, job)
                SELECT max(?1, coalesce(max(id), 0)) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?1 FROM imports
                """,
            arguments: [id, book, kind, name, sha256, entries, added])
    }

    /// Remembers the document, unless it and its lists have changed nothing.
    func end(
        _ plan: ImportPlan, _ source: ImportSource, entries: Int, _ moves: ImportMoves
    ) throws {
        guard !plan.isEmpty else { return }
        let runs = moves.runs.map { runs in
            JSONValue.array(runs.map { .array([.number($0.place), .number($0.shift)]) }).text
        }
        try db.execute(
            sql: """
                INSERT INTO imports (id, book, source, sha256, entries, added, changed, retired, moves, columns)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, plan.book, source.name, source.sha256(), entries, plan.added, plan.changed, plan.retired,
                runs, (plan.columns ?? source.columns)?.json,
            ])
        try markRevisions()
    }

    /// Says of the earlier texts that were kept since the import began that it replaced them.
    func markRevisions() throws {
        try db.execute(
            sql: "UPDATE code_revisions SET import = ? WHERE id > ?", arguments: [id, lastRevision])
    }
}
