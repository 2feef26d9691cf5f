import GRDB
import KBFile
import KBText

/// Writes down what an import has done, in its transaction: its rows of `imports`, and which earlier texts it replaced.
struct ImportRecorder {
    private let db: Database
    /// `imports.id` of the import, which nobody else can take before the transaction ends.
    let id: Int64
    /// The newest earlier text when the import began.
    let lastRevision: Int64
    /// The highest `codes.id` when the import began, but for those that other tools have given.
    let lastCode: Int64

    /// Who imports; empty where nobody said.
    private let author: String

    init(_ db: Database, author: String = "") throws {
        // Aliases know an import that only brought lists by a number without a row.
        let last = try Int64.fetchOne(
            db,
            sql: """
                SELECT max(id) FROM (SELECT id FROM imports UNION ALL SELECT job FROM imports) WHERE id < ?
                """, arguments: [ImportWriter.firstForeignID])
        let id = (last ?? 0) + 1
        guard id < ImportWriter.firstForeignID else { throw StoreFault.noIDLeft }
        try self.init(db, id: id, author: author)
    }

    /// Writes down that an import is taken back.
    init(_ db: Database, undoing id: Int64) throws {
        try self.init(db, id: id, author: "")
    }

    private init(_ db: Database, id: Int64, author: String) throws {
        self.db = db
        self.id = id
        self.author = author
        lastRevision = try Int64.fetchOne(db, sql: "SELECT max(id) FROM code_revisions") ?? 0
        lastCode = try ImportWriter.lastID(db)
    }

    /// Remembers a list of aliases or synonyms.
    func add(
        _ kind: String, of book: String?, _ name: String, _ sha256: String, entries: Int, added: Int
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO imports (id, book, kind, source, sha256, entries, added, author, job)
                SELECT max(?1, coalesce(max(id), 0)) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?1 FROM imports
                WHERE id < ?9
                """,
            arguments: [
                id, book, kind, name, sha256, entries, added, author, ImportWriter.firstForeignID,
            ])
    }

    /// Remembers the document, unless it and its lists have changed nothing.
    func end(
        _ plan: ImportPlan, _ source: ImportSource, entries: Int, _ moves: ImportMoves
    ) throws {
        guard !plan.isEmpty || plan.translations > 0 || plan.ownAliases > 0 else { return }
        try write(
            plan, source: source.name, sha256: source.sha256, entries: entries,
            columns: (plan.columns ?? source.columns)?.json, moves: moves)
    }

    /// Remembers what was done to one code by hand.
    func end(_ plan: ImportPlan, _ step: ImportStep, command: String) throws {
        try write(
            plan, source: command, sha256: SHA256.hexadecimal(of: Array(step.json.utf8)), entries: 1,
            step: step)
    }

    private func write(
        _ plan: ImportPlan, source: String, sha256: String, entries: Int, columns: String? = nil,
        step: ImportStep? = nil, moves: ImportMoves = ImportMoves()
    ) throws {
        let runs = (moves.runs ?? []).map { JSONValue.array([.number($0.place), .number($0.shift)]) }
        try db.execute(
            sql: """
                INSERT INTO imports (
                  id, book, source, sha256, entries, added, changed, retired, columns, step, author, moves)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, plan.book, source, sha256, entries, plan.added, plan.changed, plan.retired, columns,
                step?.json, author, JSONValue.array(runs).text,
            ])
        try markRevisions()
    }

    /// Says of the earlier texts that were kept since the import began that it replaced them.
    func markRevisions() throws {
        try db.execute(
            sql: "UPDATE code_revisions SET import = ? WHERE id > ?", arguments: [id, lastRevision])
    }
}
