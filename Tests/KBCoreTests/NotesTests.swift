import Foundation
import GRDB
import Testing

@testable import KBCore

@Suite struct NotesTests {
    let fixture: NotesFixture
    var notes: Notes { fixture.notes }

    init() throws {
        fixture = try NotesFixture()
    }

    @Test("an added note is in the file as it was given")
    func added() throws {
        let note = try notes.add(
            NoteDraft(
                reference: CodeReference(book: "http", code: "404"), body: "看缓存\u{1B}[2J",
                tags: ["#cdn", "缓存", "cdn"],
                author: "张三"))
        #expect(note.body == "看缓存\u{1B}[2J")
        #expect(note.tags == ["cdn", "缓存"])
        #expect(note.author == "张三")
        #expect(note.anchor == nil)
        #expect(try notes.list() == [note])
        #expect(try notes.find(note.shortID) == note)
        #expect(try notes.history(note.uuid).map(\.revision) == [note.revision])
        try fixture.check()
    }

    @Test("what cannot be a note is refused")
    func refused() throws {
        #expect(throws: NoteError.emptyBody) { try fixture.add(" \n\t　") }
        #expect(throws: NoteError.nulCharacter) { try fixture.add("a\0b") }
        #expect(throws: NoteError.badTag("a b")) { try fixture.add("a", tags: ["a b"]) }
        #expect(throws: NoteError.longBody(bytes: 1_000_001)) {
            try fixture.add(String(repeating: "a", count: 1_000_001))
        }
        let reference = CodeReference(book: "http", code: "405")
        #expect(throws: NoteError.unknownCode(reference)) { try fixture.add("a", to: "405") }
        #expect(try fixture.revisionCount() == 0)
    }

    @Test("a note is found by the beginning of its ID, in any case, and by four digits at least")
    func found() throws {
        let note = try fixture.add("a")
        #expect(try notes.find(String(note.uuid.prefix(4))) == note)
        #expect(try notes.find(note.uuid.uppercased()) == note)
        #expect(throws: NoteError.badPrefix("abc")) { try notes.find("abc") }
        #expect(throws: NoteError.badPrefix("a note")) { try notes.find("a note") }
        #expect(throws: NoteError.notFound(prefix: "zzzz")) { try notes.find("zzzz") }
        let other = note.uuid.hasPrefix("0000") ? "1111" : "0000"
        #expect(throws: NoteError.notFound(prefix: other)) { try notes.find(other) }
    }

    @Test("an ID that several notes begin with lists them")
    func ambiguous() throws {
        try fixture.store.write { db in
            for uuid in ["abcd0000-1", "abcd0000-2"] {
                try db.execute(
                    sql: "INSERT INTO notes (note, book, code, body) VALUES (?, 'http', '404', 'x')",
                    arguments: [uuid])
            }
        }
        let both = try notes.list()
        #expect(throws: NoteError.ambiguous(prefix: "abcd", candidates: both)) { try notes.find("abcd") }
        #expect(try notes.find("abcd0000-2").uuid == "abcd0000-2")
    }

    @Test("the second of two edits of one revision is refused, and told what the note is now")
    func conflict() throws {
        let seen = try fixture.add("one")
        var first = seen
        first.body = "two"
        let now = try notes.edit(first)
        var second = seen
        second.body = "three"
        #expect(throws: NoteError.changedMeanwhile(seen: second, now: [now])) { try notes.edit(second) }
        #expect(throws: NoteError.changedMeanwhile(seen: seen, now: [now])) { try notes.remove(seen) }
        try notes.remove(now)
        #expect(throws: NoteError.changedMeanwhile(seen: second, now: [])) { try notes.edit(second) }
        #expect(try notes.history(seen.uuid).map(\.body) == ["one", "two", "two"])
        #expect(try notes.history(seen.uuid).map(\.isDeleted) == [false, false, true])
        #expect(try notes.list().isEmpty)
        try fixture.check()
    }

    @Test("an edit that changes nothing makes no revision")
    func unchanged() throws {
        let note = try fixture.add("one", tags: ["a"])
        #expect(try notes.edit(note) == note)
        #expect(try notes.addTags(["#a"], to: note, author: "Wei") == note)
        #expect(try fixture.revisionCount() == 1)
    }

    @Test("tags are added, taken away and counted")
    func tags() throws {
        let one = try notes.addTags(
            ["b", "c"], to: try fixture.add("one", tags: ["a", "b"]), author: "Wei")
        #expect(one.author == "Wei")
        #expect(one.tags == ["a", "b", "c"])
        #expect(try notes.removeTags(["a", "x"], from: one, author: "").tags == ["b", "c"])
        try fixture.add("two", to: "500", tags: ["b"])
        try fixture.store.write { db in
            try db.execute(
                sql: "INSERT INTO notes (book, code, body, tags) VALUES ('http', '404', 'x', '[7, null]')")
        }
        #expect(try notes.tags().map(\.tag) == ["b", "7", "c"])
        #expect(try notes.tags().map(\.count) == [2, 1, 1])
        #expect(try notes.list(NoteFilter(tag: "b")).map(\.body) == ["one", "two"])
        #expect(try notes.list(NoteFilter(tag: "7")).map(\.tags) == [["7"]])
    }

    @Test("pages hold every note once, in order")
    func pages() throws {
        let bodies = (0..<7).map(String.init)
        for body in bodies { try fixture.add(body, to: "500") }
        try fixture.add("x")
        var pages: [[String]] = []
        try notes.forEachPage(of: NoteFilter(reference: CodeReference(book: "http", code: "500")), size: 3) {
            pages.append($0.map(\.body))
            return true
        }
        #expect(pages == [["0", "1", "2"], ["3", "4", "5"], ["6"]])
    }

    @Test(
        "of many notes on one code some are read along with it, and the number of the others; pages have all")
    func many() throws {
        let fixture = try NotesFixture()
        try fixture.store.write { db in
            try db.execute(
                sql: """
                    WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1400)
                    INSERT INTO notes (book, code, body, tags)
                    SELECT 'http', '404', 'note ' || i, CASE i WHEN 650 THEN '["late"]' ELSE '[]' END FROM n
                    """)
        }
        let code = try #require(try Codes(fixture.store).find("404").first)
        let details = try CodeDetails(code, in: fixture.store)
        #expect(details.notes.count == Notes.mostOfCode && details.moreNotes == 1200)
        var options = Searcher.Options()
        let answer = try Searcher(fixture.store).search("404", options)
        #expect(answer.notes[code.reference]?.count == Notes.mostOfCode)
        #expect(answer.moreNotes[code.reference] == .atLeast(1000))
        options.notes.tags = ["late"]
        let late = try Searcher(fixture.store).search("404", options)
        #expect(late.notes[code.reference]?.map(\.body) == ["note 650"] && late.moreNotes.isEmpty)
        let found = try Searcher(fixture.store).search("note 690")
        #expect(found.notes[code.reference]?.contains { $0.body == "note 690" } == true)
        #expect(found.moreNotes[code.reference] == .atLeast(999))
        var count = 0
        try fixture.notes.forEachPage { page in
            count += page.count
            return true
        }
        #expect(count == 1400)
    }

    @Test("the notes of several codes are read at once")
    func ofCodes() throws {
        let (a, b, c) = (try fixture.add("a"), try fixture.add("b", to: "500"), try fixture.add("c"))
        let found = try fixture.store.read { db in
            try Notes.list(db, for: [a.reference, b.reference, CodeReference(book: "http", code: "999")])
        }
        #expect(found == [a.reference: [a, c], b.reference: [b]])
    }

    @Test("controls and bidirectional characters are escapes in JSON, and come back as they were")
    func json() throws {
        let note = try fixture.add("\u{1B}[31m\u{202E}/路径\u{2028}\u{FEFF}\"\\")
        let line = try #require(try fixture.exported().first)
        #expect(line.contains(#"\u001b[31m\u202e/路径\u2028\ufeff\"\\"#))
        #expect(line.hasPrefix(#"{"author":"","body":"#))
        let revision = try NoteLine.revision(line)
        #expect(revision.body.unicodeScalars.elementsEqual(note.body.unicodeScalars))
    }
}

@Suite("Notes that another tool replaces")
struct NotesReplacedTests {
    @Test("a row that is replaced by what it says keeps its times")
    func replacedByItself() throws {
        let fixture = try NotesFixture()
        let note = try fixture.add("a")
        let revisions = try fixture.revisionCount()
        Thread.sleep(forTimeInterval: 0.005)
        try fixture.store.write { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO notes (id, note, revision, book, code, body)
                    SELECT id, note, revision, book, code, body FROM notes
                    """)
        }
        #expect(try fixture.notes.list() == [note])
        #expect(try fixture.revisionCount() == revisions)
    }

    @Test("INSERT OR REPLACE by id makes the next revision of the same note")
    func replaced() throws {
        let fixture = try NotesFixture()
        let note = try fixture.add("a")
        try fixture.store.write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO notes (id, book, code, body) VALUES (?, 'http', '404', 'b')",
                arguments: [note.id])
        }
        let history = try fixture.notes.history(note.uuid)
        #expect(history.map(\.body) == ["a", "b"])
        #expect(history.last?.parents == [note.revision])
    }
}
