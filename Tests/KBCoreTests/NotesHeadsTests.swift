import GRDB
import TestSupport
import Testing

@testable import KBCore

@Suite struct NotesHeadsTests {
    /// A statement that another program may run on the table; no two write the same body.
    private func statement(_ random: inout SeededRandom) -> (sql: String, arguments: StatementArguments) {
        let body = "b\(random.next())"
        let some = "(SELECT id FROM notes ORDER BY id * \(1 + random.below(100)) % 101 LIMIT 1)"
        switch random.below(7) {
        case 0, 1: return ("INSERT INTO notes (book, code, body) VALUES ('http', '404', ?)", [body])
        case 2: return ("UPDATE notes SET body = ?, code = '500' WHERE id = \(some)", [body])
        case 3: return ("DELETE FROM notes WHERE id = \(some)", [])
        case 4:
            let sql = """
                INSERT INTO notes (id, book, code, body) VALUES (?, 'http', '404', ?)
                ON CONFLICT (id) DO UPDATE SET body = excluded.body, tags = '["u"]'
                """
            return (sql, [1 + random.below(6), body])
        case 5: return ("UPDATE notes SET tags = json_insert(tags, '$[#]', ?)", ["t\(random.below(3))"])
        default:
            return (
                "INSERT INTO notes (note, book, code, body) SELECT note, book, code, ? FROM notes LIMIT 1",
                [body]
            )
        }
    }

    @Test("whatever another program writes, the rows are the heads of the revisions")
    func heads() throws {
        var random = SeededRandom(printedFor: "heads")
        for _ in 0..<20 {
            let fixture = try NotesFixture()
            for _ in 0..<30 {
                let (sql, arguments) = statement(&random)
                try fixture.store.write { try $0.execute(sql: sql, arguments: arguments) }
                let (revisions, rows) = try fixture.store.read { db in
                    (
                        try NoteRevision.fetchAll(
                            db, sql: "SELECT \(NoteRevision.columns) FROM note_revisions"),
                        try Note.fetchAll(db, sql: "SELECT \(Note.columns) FROM notes")
                    )
                }
                #expect(
                    Set(rows.map(NoteMergeModel.Head.init)) == NoteMergeModel(revisions).heads, "after \(sql)"
                )
            }
            try fixture.check()
        }
    }
}
