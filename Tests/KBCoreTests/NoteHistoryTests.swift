import GRDB
import TestSupport
import Testing

@testable import KBCore

@Suite("histories of notes")
struct NoteHistoryTests {
    private let fixture: NotesFixture
    private var knowledge: KnowledgeBase { KnowledgeBase(fixture.store) }

    init() throws {
        fixture = try NotesFixture()
    }

    private func edited(_ note: Note, _ body: String, by author: String) throws -> Note {
        var note = note
        note.body = body
        note.author = author
        return try knowledge.editNote(note)
    }

    private func states(_ note: Note) throws -> [String] {
        try knowledge.history(ofNote: note.uuid).map { "\($0.author) \($0.isDeleted ? "-" : $0.body)" }
    }

    @Test("a removed note comes back as it was, and the history says who removed and who restored it")
    func removed() throws {
        let note = try knowledge.addNote(
            "先看日志", to: CodeReference(book: "http", code: "404"), tags: ["nginx"], author: "李雷")
        try knowledge.removeNote(note, author: "韩梅梅")
        #expect(try knowledge.notes().isEmpty)
        let back = try knowledge.restoreNote(note.shortID, author: "Kim")
        #expect(back.body == "先看日志" && back.tags == ["nginx"] && back.author == "Kim")
        #expect(try states(note) == ["李雷 先看日志", "韩梅梅 -", "Kim 先看日志"])
        #expect(throws: NoteError.notRemoved(back)) { try knowledge.restoreNote(note.shortID) }
        try fixture.check()
    }

    @Test("an earlier state comes back, with its quote at its place in the text of today")
    func earlier() throws {
        let code = try #require(try knowledge.codes(CodePattern("http:404")).first)
        let quote = try #require(code.quotes(of: "资源").first)
        let note = try knowledge.addNote("哪个资源？", to: code.reference, anchor: quote)
        var plain = try edited(note, "另一段话", by: "a")
        plain.anchor = nil
        plain = try knowledge.editNote(plain)
        try fixture.store.write {
            try $0.execute(sql: "UPDATE codes SET description = '注意：' || description WHERE code = '404'")
        }
        let back = try knowledge.restoreNote(note.shortID, to: note.revision, author: "b")
        #expect(back.body == "哪个资源？" && back.author == "b")
        #expect(back.anchor?.exact == "资源" && back.anchor?.start == quote.start.map { $0 + 3 })
        #expect(try knowledge.restoreNote(note.shortID, to: note.revision, author: "b") == back)
        #expect(throws: NoteError.noRevision("zzzz", of: note.uuid)) {
            try knowledge.restoreNote(note.shortID, to: "zzzz")
        }
    }

    @Test("one's last change is taken back, and that again")
    func undo() throws {
        let note = try knowledge.addNote("一", to: CodeReference(book: "http", code: "404"), author: "a")
        let other = try knowledge.addNote("别人的", to: note.reference, author: "b")
        _ = try edited(note, "二", by: "a")
        for body in ["一", "二", "一"] {
            let change = try knowledge.lastNoteChange(by: "a")
            #expect(try knowledge.undo(change, author: "a")?.body == body)
        }
        #expect(try knowledge.undo(try knowledge.lastNoteChange(by: "b"), author: "b") == nil)
        #expect(throws: NoteError.notFound(prefix: other.uuid)) { try knowledge.note(other.uuid) }
        #expect(try knowledge.undo(try knowledge.lastNoteChange(by: "b"), author: "b")?.body == "别人的")
        #expect(throws: NoteError.noChange(author: "c")) { try knowledge.lastNoteChange(by: "c") }
    }

    @Test("a change that another has built on is not taken back")
    func builtOn() throws {
        let note = try knowledge.addNote("一", to: CodeReference(book: "http", code: "404"), author: "a")
        let now = try edited(note, "二", by: "b")
        let change = try knowledge.lastNoteChange(by: "a")
        #expect(change.before == nil && change.revision.body == "一")
        #expect {
            try knowledge.undo(change, author: "a")
        } throws: {
            guard case NoteError.changedMeanwhile(let seen, let heads) = $0 else { return false }
            return seen.revision == note.revision && heads == [now]
        }
    }

    @Test("a passage that only followed its document is nobody's change")
    func followed() throws {
        let code = try #require(try knowledge.codes(CodePattern("http:404")).first)
        let quote = try #require(code.quotes(of: "资源").first)
        let note = try knowledge.addNote("一", to: code.reference, author: "a", anchor: quote)
        _ = try edited(note, "二", by: "a")
        let text = "注意：" + code.description
        try fixture.store.write { db in
            try db.execute(sql: "UPDATE codes SET description = ? WHERE code = '404'", arguments: [text])
            var after = code
            after.description = text
            _ = try Anchors.follow(db, from: code, to: after)
        }
        let back = try #require(try knowledge.undo(try knowledge.lastNoteChange(by: "a"), author: "a"))
        #expect(back.body == "一" && back.anchor?.start == quote.start.map { $0 + 3 })
    }

    @Test(
        "a conflict ends with one's own text, the other's, both or another",
        arguments: [
            (NoteChoice.mine, "here"), (.theirs, "there"), (.both, "here\n\n---\n\nthere"),
            (.text("new"), "new"),
        ])
    func choices(choice: NoteChoice, body: String) throws {
        let other = try NotesFixture()
        let note = try fixture.add("one")
        _ = try other.notes.importRevisions(try fixture.exported())
        _ = try edited(note, "here", by: "a")
        var there = note
        there.body = "there"
        _ = try other.notes.edit(there)
        _ = try fixture.notes.importRevisions(try other.exported())
        let merge = try #require(try knowledge.conflicts().first)
        #expect(merge.mine?.body == "here" && merge.theirs.map(\.body) == ["there"])
        let resolved = try #require(try knowledge.resolve(merge, by: choice, author: "c"))
        #expect(resolved.body == body && resolved.author == "c")
        #expect(try knowledge.conflicts().isEmpty)
        _ = try other.notes.importRevisions(try fixture.exported())
        #expect(try other.notes.find(note.uuid).body == body)
    }
}
