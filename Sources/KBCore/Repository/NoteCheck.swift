import GRDB

/// Compares the heads of notes with their revisions, both ways.
struct NoteCheck {
    /// What is wrong.
    var faults: [HealthFault] = []

    init(_ db: Database) throws {
        let wrong =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT (SELECT count(*) FROM (\(Self.rows) EXCEPT \(Self.heads)))
                      + (SELECT count(*) FROM (\(Self.heads) EXCEPT \(Self.rows)))
                      + (SELECT count(*) FROM (\(Self.parents) EXCEPT \(Self.edges)))
                      + (SELECT count(*) FROM (\(Self.edges) EXCEPT \(Self.parents)))
                      + (SELECT count(*) FROM (\(Self.several) EXCEPT SELECT note FROM note_merges))
                      + (SELECT count(*) FROM (SELECT note FROM note_merges EXCEPT \(Self.several)))
                    """) ?? 0
        if wrong > 0 { faults.append(.notes(count: wrong)) }
        let cycles = try Self.notesWithCycles(db)
        if cycles > 0 { faults.append(.cycles(count: cycles)) }
    }

    private static let content = "note, revision, book, code, body, tags, author, \(TextQuote.columns)"
    private static let rows = "SELECT \(content) FROM notes"
    private static let heads = """
        SELECT \(content) FROM note_heads AS head
        WHERE EXISTS (SELECT 1 FROM codes WHERE codes.book = head.book AND codes.code = head.code)
        """
    private static let edges = "SELECT note, parent, revision FROM note_parents"
    private static let parents = "SELECT note, value, revision FROM note_revisions, json_each(parents)"

    private static let several =
        "SELECT note FROM note_leaves GROUP BY note HAVING count(*) > 1"

    /// The number of notes with revisions that come before themselves.
    ///
    /// A circle has a revision that came into the file before one of its parents. In notes that have such a one,
    /// what follows nothing is taken away until nothing more can be.
    private static func notesWithCycles(_ db: Database) throws -> Int {
        var earlier: [String: Set<String>] = [:]
        var later: [String: [String]] = [:]
        var notes: [String: String] = [:]
        let edges = try Row.fetchCursor(
            db,
            sql: """
                SELECT edge.note, edge.parent, edge.revision FROM note_parents AS edge
                JOIN note_revisions AS parent ON parent.revision = edge.parent AND parent.note = edge.note
                WHERE edge.note IN (
                  SELECT child.note FROM note_parents AS edge
                  JOIN note_revisions AS child ON child.revision = edge.revision
                  JOIN note_revisions AS parent ON parent.revision = edge.parent AND parent.note = edge.note
                  WHERE parent.seq >= child.seq)
                """)
        while let edge = try edges.next() {
            earlier[edge.text(2), default: []].insert(edge.text(1))
            later[edge.text(1), default: []].append(edge.text(2))
            notes[edge.text(2)] = edge.text(0)
        }
        var done = later.keys.filter { earlier[$0] == nil }
        while let revision = done.popLast() {
            for child in later[revision] ?? [] {
                earlier[child]?.remove(revision)
                if earlier[child]?.isEmpty == true {
                    earlier[child] = nil
                    done.append(child)
                }
            }
        }
        return Set(earlier.keys.compactMap { notes[$0] }).count
    }

    /// Rebuilds `note_parents`; index_writers has a row `repair` meanwhile.
    static let repairOfParents = """
        DELETE FROM note_parents;
        INSERT INTO note_parents (note, parent, revision)
        SELECT DISTINCT note, value, revision FROM note_revisions, json_each(parents);
        """

    /// Takes what other tools have written past the triggers as their revisions, and lets the heads follow.
    static let repairOfHeads = """
        DELETE FROM note_merges;
        INSERT INTO note_heads (note) \(several);
        UPDATE notes SET body = body WHERE id IN (
          SELECT id FROM (SELECT id, \(content) FROM notes EXCEPT SELECT (
            SELECT id FROM notes WHERE notes.revision = head.revision), \(content) FROM note_heads AS head));
        INSERT INTO note_heads (note) SELECT DISTINCT note FROM note_heads;
        """
}
