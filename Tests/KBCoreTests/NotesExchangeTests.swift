import GRDB
import TestSupport
import Testing

@testable import KBCore

@Suite struct NotesExchangeTests {
    /// Does a few things that people do, some of them to notes that came from elsewhere.
    private func live(_ fixture: NotesFixture, _ random: inout SeededRandom) throws {
        for _ in 0..<random.below(6) {
            let all = try fixture.notes.list()
            guard let note = all.randomElement(using: &random), random.below(4) > 0 else {
                try fixture.add("note \(random.below(1000))", to: ["404", "500"][random.below(2)])
                continue
            }
            switch random.below(4) {
            case 0: try fixture.notes.remove(note)
            case 1: _ = try fixture.notes.addTags(["t\(random.below(3))"], to: note, author: "")
            case 2:
                let heads = all.filter { $0.uuid == note.uuid }
                if heads.count > 1 {
                    _ = try fixture.notes.resolve(heads, body: "resolved \(random.below(1000))", author: "r")
                }
            default:
                var changed = note
                changed.body = "changed \(random.below(1000))"
                _ = try fixture.notes.edit(changed)
            }
        }
    }

    @Test("merging is idempotent, and neither the order of files nor that of lines matters")
    func merging() throws {
        var random = SeededRandom(printedFor: "merging")
        for _ in 0..<12 {
            let (a, b) = (try NotesFixture(), try NotesFixture())
            for _ in 0..<3 {
                try live(a, &random)
                _ = try b.notes.importRevisions(try a.exported())
                try live(a, &random)
                try live(b, &random)
            }
            let (fromA, fromB) = (try a.exported(), try b.exported())
            _ = try a.notes.importRevisions(fromB.shuffled(using: &random))
            _ = try b.notes.importRevisions(fromA.shuffled(using: &random))
            let union = try a.exported()
            #expect(union == (try b.exported()))
            #expect(Set(union) == Set(fromA).union(fromB))
            #expect(try a.state() == (try b.state()))
            #expect(
                try a.notes.conflicts().map { $0.map(\.revision) }
                    == (try b.notes.conflicts().map { $0.map(\.revision) }))

            let fresh = try NotesFixture()
            _ = try fresh.notes.importRevisions(union.shuffled(using: &random))
            #expect(try fresh.exported() == union)
            #expect(try fresh.state() == (try a.state()))
            let before = try fresh.state()
            let again = try fresh.notes.importRevisions(union.shuffled(using: &random))
            #expect(again.added == 0 && again.known == union.count)
            #expect(try fresh.state() == before)
            #expect(try fresh.exported() == union)
            for fixture in [a, b, fresh] { try fixture.check() }
        }
    }

    @Test("a note changed in two files has two heads until a revision with both as parents resolves it")
    func conflict() throws {
        let (a, b) = (try NotesFixture(), try NotesFixture())
        let note = try a.add("one", tags: ["x"])
        _ = try b.notes.importRevisions(try a.exported())
        var (here, there) = (note, note)
        here.body = "here"
        there.body = "there"
        there.tags = ["y"]
        _ = try a.notes.edit(here)
        _ = try b.notes.edit(there)
        let outcome = try a.notes.importRevisions(try b.exported())
        #expect(outcome.conflicts == [note.uuid])
        #expect(outcome.added == 1 && outcome.known == 1)
        let heads = try a.notes.heads(note.shortID)
        #expect(Set(heads.map(\.body)) == ["here", "there"])
        #expect(try a.notes.conflicts() == [heads])
        #expect(throws: NoteError.conflict(heads: heads)) { try a.notes.find(note.shortID) }

        let resolved = try a.notes.resolve(heads, body: "both", author: "")
        // Taken away there, and left alone here.
        #expect(resolved.tags == ["y"])
        #expect(try a.notes.conflicts().isEmpty)
        let last = try #require(try a.notes.history(note.uuid).last)
        #expect(Set(last.parents) == Set(heads.map(\.revision)))
        #expect(try a.revisionCount() == 4)
        #expect(throws: NoteError.changedMeanwhile(seen: heads[0], now: [resolved])) {
            try a.notes.resolve(heads, body: "late", author: "")
        }
        _ = try b.notes.importRevisions(try a.exported())
        #expect(try b.notes.find(note.shortID).body == "both")
        try a.check()
        try b.check()
    }

    @Test("the same change in two files is no conflict")
    func twins() throws {
        let (a, b) = (try NotesFixture(), try NotesFixture())
        var note = try a.add("one")
        _ = try b.notes.importRevisions(try a.exported())
        note.body = "two"
        _ = try a.notes.edit(note)
        _ = try b.notes.edit(note)
        #expect(try a.notes.importRevisions(try b.exported()).conflicts.isEmpty)
        #expect(try b.notes.importRevisions(try a.exported()).conflicts.isEmpty)
        #expect(try a.state().map(\.revision) == (try b.state().map(\.revision)))
        #expect(try a.revisionCount() == 3)
        var next = try a.notes.find(note.shortID)
        next.body = "three"
        _ = try a.notes.edit(next)
        #expect(try b.notes.importRevisions(try a.exported()).conflicts.isEmpty)
        #expect(try b.notes.find(note.shortID).body == "three")
    }

    @Test("an earlier revision that arrives later makes the note as old as it is")
    func age() throws {
        let (a, b) = (try NotesFixture(), try NotesFixture())
        try a.add("one")
        let line = try #require(try a.exported().first)
        let revision = try a.notes.list()[0].revision
        // Removed in another file, whose clock was behind.
        let earlier = line.replacingOccurrences(of: revision, with: "earlier")
            .replacingOccurrences(of: "\"created\":\"2", with: "\"created\":\"1")
            .replacingOccurrences(of: "\"deleted\":false", with: "\"deleted\":true")
        _ = try a.notes.importRevisions([earlier])
        _ = try b.notes.importRevisions([earlier, line])
        #expect(try a.notes.list()[0].createdAt.hasPrefix("1"))
        #expect(try a.state() == (try b.state()))
    }

    @Test("a removed note is removed where its history arrives, without a revision more")
    func removal() throws {
        let (a, b) = (try NotesFixture(), try NotesFixture())
        let note = try a.add("one")
        _ = try b.notes.importRevisions(try a.exported())
        try a.notes.remove(note)
        _ = try b.notes.importRevisions(try a.exported())
        #expect(try b.notes.list().isEmpty)
        #expect(try b.exported() == (try a.exported()))
        try b.check()
    }

    @Test("a note on an unknown code waits until the code is there")
    func parked() throws {
        let a = try NotesFixture()
        let b = try NotesFixture(codes: [("404", "x")])
        let note = try a.add("one", to: "500")
        let outcome = try b.notes.importRevisions(try a.exported())
        #expect(outcome.parked.map(\.revision) == [note.revision])
        #expect(try b.notes.list().isEmpty)
        #expect(try b.exported() == (try a.exported()))
        try b.store.write { db in
            #expect(try Notes.adoptParked(db) == 0)
            try db.execute(sql: "INSERT INTO codes (book, code, name) VALUES ('http', '500', 'x')")
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM notes") == 1)
            #expect(try Notes.adoptParked(db) == 0)
        }
        #expect(try b.state() == (try a.state()))
        #expect(try b.revisionCount() == 1)
    }

    @Test("wrong lines are all named by number, and nothing is imported")
    func faults() throws {
        let a = try NotesFixture()
        try a.add("one")
        let good = try #require(try a.exported().first)
        let b = try NotesFixture()
        let lines = [
            good, "", "not json", good.replacingOccurrences(of: "\"format\":1", with: "\"format\":2"),
            good.replacingOccurrences(of: "\"one\"", with: "\"two\""),
            good.replacingOccurrences(of: "\"body\":\"one\",", with: ""),
            good.replacingOccurrences(of: "\"one\"", with: "\"\\u0000\""),
        ]
        let revision = try a.notes.list()[0].revision
        let faults = [
            NoteLineFault(line: 3, reason: .malformed("")), NoteLineFault(line: 4, reason: .format(2)),
            NoteLineFault(line: 5, reason: .differs(revision: revision)),
            NoteLineFault(line: 6, reason: .malformed("body")),
            NoteLineFault(line: 7, reason: .malformed("\\u0000")),
        ]
        #expect(throws: NoteError.badLines(faults)) { try b.notes.importRevisions(lines) }
        #expect(try b.revisionCount() == 0)
    }
}

extension String {
    fileprivate func replacingOccurrences(of old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return String(self[..<range.lowerBound]) + new + self[range.upperBound...]
    }
}
