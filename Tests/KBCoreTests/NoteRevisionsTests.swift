import Foundation
import GRDB
import KBFile
import KBMigrations
import TestSupport
import Testing

@testable import KBCore

/// Notes follow from their revisions, whatever tool writes.
@Suite("revisions of notes")
struct NoteRevisionsTests {
    private let fixture: NotesFixture
    private let plain: PlainSQLite

    init() throws {
        fixture = try NotesFixture()
        plain = try PlainSQLite(fixture.store.path)
    }

    @Test(
        "no tool changes or removes what was written",
        arguments: [
            "UPDATE note_revisions SET body = 'x'", "DELETE FROM note_revisions",
            "UPDATE OR IGNORE note_revisions SET seq = seq + 1",
            "INSERT OR REPLACE INTO note_revisions (revision, note, book, code, body) "
                + "SELECT revision, note, book, code, 'x' FROM note_revisions",
            "INSERT OR REPLACE INTO note_revisions (seq, note, book, code, body) VALUES (1, 'n', 'http', '404', 'x')",
            "DELETE FROM note_parents", "UPDATE notes SET note = '11111111-2222-4333-8444-555555555555'",
            "UPDATE OR REPLACE notes SET revision = 'other'",
        ])
    func unchangeable(statement: String) throws {
        let note = try fixture.add("one")
        var changed = note
        changed.body = "two"
        _ = try fixture.notes.edit(changed)
        let before = try fixture.exported()
        #expect(throws: PlainSQLite.Failure.self) { try plain.script(statement) }
        #expect(try fixture.exported() == before)
        #expect(try fixture.notes.history(note.uuid).map(\.body) == ["one", "two"])
        #expect(try Health(fixture.store).check() == [])
    }

    @Test("a note written by one tool into note_revisions is a note for all, and known ones change nothing")
    func merged() throws {
        let other = try NotesFixture()
        let note = try other.add("one")
        try plain.run("ATTACH ? AS other", other.store.path)
        let insert = """
            INSERT INTO note_revisions (revision, note, parents, book, code, body, tags, author, created_at)
            SELECT revision, note, parents, book, code, body, tags, author, created_at FROM other.note_revisions
            """
        try plain.script(insert)
        try plain.script(insert)
        #expect(try fixture.state() == (try other.state()))
        #expect(try fixture.exported() == (try other.exported()))
        #expect(try fixture.notes.find(note.uuid).body == "one")
        try fixture.check()
    }

    @Test("what one file has after another can be asked for by a number that VACUUM keeps")
    func sequence() throws {
        for body in ["一", "二", "三"] { try fixture.add(body) }
        let query = "SELECT group_concat(seq || revision) FROM note_revisions"
        let before = try plain.value(query)
        try plain.script("VACUUM")
        #expect(try plain.value(query) == before)
        #expect(try plain.value("SELECT body FROM note_revisions WHERE seq > 2") == "三")
    }

    @Test("doctor compares notes with their histories, both ways, and repairs without losing a text")
    func compared() throws {
        let note = try fixture.add("one")
        try fixture.add("two")
        // Triggers as no tool leaves them by accident.
        let trigger = try #require(
            try plain.value("SELECT sql FROM sqlite_schema WHERE name = 'notes_after_update'"))
        try plain.script("DROP TRIGGER notes_after_update; UPDATE notes SET author = 'x' WHERE body = 'one'")
        try plain.script(trigger)
        #expect(try Health(fixture.store).check() == [.notes(count: 2)])
        try Health(fixture.store).repair()
        #expect(try Health(fixture.store).check() == [])
        #expect(try fixture.notes.history(note.uuid).map(\.author) == ["", "x"])

        let delete = try #require(
            try plain.value("SELECT sql FROM sqlite_schema WHERE name = 'note_revisions_before_delete'"))
        try plain.script(
            "DROP TRIGGER note_revisions_before_delete; DELETE FROM note_revisions WHERE body = 'two'")
        try plain.script(delete)
        #expect(try Health(fixture.store).check() == [.notes(count: 1)])
        try Health(fixture.store).repair()
        #expect(try Health(fixture.store).check() == [])
        #expect(try fixture.notes.list().map(\.body) == ["one", "two"])
        #expect(try fixture.revisionCount() == 3)
    }

    @Test("a history that goes round in a circle is refused by its line, in any order of the lines")
    func circles() throws {
        let other = try NotesFixture()
        let note = try other.add("one")
        let line = try #require(try other.exported().first)
        func revision(_ name: String, after parents: [String]) -> String {
            line.replacingOccurrences(
                of: "\"revision\":\"\(note.revision)\"", with: "\"revision\":\"\(name)\""
            )
            .replacingOccurrences(
                of: "\"parents\":[]",
                with: "\"parents\":[\(parents.map { "\"\($0)\"" }.joined(separator: ","))]")
        }
        let lines = [revision("a", after: ["b"]), revision("b", after: ["c"]), revision("c", after: ["a"])]
        for order in [lines, lines.reversed()] {
            let last = order == lines ? "c" : "a"
            #expect(
                throws: NoteError.badLines([NoteLineFault(line: 3, reason: .cycle(revision: last))])
            ) { try fixture.notes.importRevisions(order) }
        }
        #expect(try fixture.revisionCount() == 0)
        #expect(throws: PlainSQLite.Failure.self) {
            try plain.script(
                """
                INSERT INTO note_revisions (revision, note, parents, book, code, body)
                VALUES ('a', 'n', '["b"]', 'http', '404', 'x'), ('b', 'n', '["a"]', 'http', '404', 'x')
                """)
        }
    }

    @Test("doctor names the histories that went round in a circle before, and parents of other notes")
    func oldCircles() throws {
        let place = try TemporaryPlace()
        try PlainSQLite(place.path()).script(
            Migrations.all[0].sql + Migrations.all[1].sql + """
                INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found');
                INSERT INTO notes (note, book, code, body) VALUES ('good', 'http', '404', 'good');
                INSERT INTO note_revisions (revision, note, parents, book, code, body, tags, author)
                VALUES ('a', 'n', '["b"]', 'http', '404', 'x', '[]', ''), ('b', 'n', '["a"]', 'http', '404', 'y', '[]', ''),
                  ('c', 'm', '["a"]', 'http', '404', 'z', '[]', '');
                """)
        let store = try place.store()
        #expect(try Notes(store).list().count == 2)
        #expect(try Health(store).check() == [.cycles(count: 1)])
        #expect(try Health(store).remarks().contains(.foreignParents(count: 1)))
        #expect(try Notes(store).list().map(\.body).sorted() == ["good", "z"])
        // `n` alone is a whole name, however short.
        #expect(try Notes(store).history("n").map(\.body) == ["x", "y"])
    }

    @Test(
        "a note that another tool has named can be shown, edited and removed",
        arguments: ["team-1", "ABCDEF12-3456-4789-ABCD-EF1234567890", "值班手册", "7"])
    func names(_ name: String) throws {
        try plain.run("INSERT INTO notes (note, book, code, body) VALUES (?, 'http', '404', 'one')", name)
        var note = try fixture.notes.find(name)
        #expect(note.uuid == name)
        if name.utf8.count == 36 {
            #expect(try fixture.notes.find("abcdef12") == note)
            #expect(note.shortID == "ABCDEF12")
        } else {
            #expect(note.shortID == name)
        }
        note.body = "two"
        note = try fixture.notes.edit(note)
        #expect(try fixture.notes.history(name).map(\.body) == ["one", "two"])
        let other = try NotesFixture()
        #expect(try other.notes.importRevisions(fixture.exported()).added == 2)
        #expect(try other.notes.find(name).body == "two")
        try fixture.notes.remove(note)
        #expect(throws: NoteError.notFound(prefix: name)) {
            try name == "7" ? { throw NoteError.notFound(prefix: name) }() : fixture.notes.find(name)
        }
    }

    @Test("values that notes cannot have are refused, whatever a statement says about conflicts")
    func refused() throws {
        try fixture.add("one")
        for clause in ["", "OR IGNORE", "OR REPLACE"] {
            for change in [
                "\"start\" = -9223372036854775808", "\"start\" = 9, \"end\" = 3", "body = 'a' || char(0)",
                "prefix = printf('%.*c', 1001, 'a')", "tags = '[\"a\"' || char(0)", "body = ''",
            ] {
                _ = try? plain.script("UPDATE \(clause) notes SET \(change)")
                #expect(
                    try plain.value("SELECT body FROM notes WHERE \"start\" IS NULL AND prefix = ''") == "one"
                )
            }
        }
        try plain.script("UPDATE notes SET updated_at = '2147483647-14-01T00:00:00.000Z'")
        #expect(try plain.value("SELECT count(*) FROM notes WHERE updated_at LIKE '2147483647%'") == "0")
        #expect(try Health(fixture.store).check() == [])
    }

    @Test("lines with times and places that no file can hold are refused by number")
    func badLines() throws {
        let other = try NotesFixture()
        let note = try other.add("one")
        let line = try #require(try other.exported().first)
        for time in [
            "2147483647-14-01T00:00:00.000Z", "", "x", "2026-13-01", "12:00", "2026-01-31T12", "2026-1-31",
            "２026-01-31",
            "2026-01-31T12:00:60Z", "2026-01-31T12:00:00.Z", "2026-01-31T12:00ZZ",
        ] {
            #expect(
                throws: NoteError.badLines([NoteLineFault(line: 1, reason: .malformed("created"))]), "\(time)"
            ) {
                try fixture.notes.importRevisions([line.replacingOccurrences(of: note.createdAt, with: time)])
            }
        }
        #expect(
            try fixture.notes.importRevisions([
                line.replacingOccurrences(of: note.createdAt, with: "2026-01-31")
            ]).added == 1)
    }
}
