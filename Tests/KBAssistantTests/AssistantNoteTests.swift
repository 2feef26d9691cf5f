import Foundation
import KBCore
import KBText
import TestSupport
import Testing

@testable import KBAssistant

@Suite("notes of an assistant")
struct AssistantNoteTests {
    private let talk: Conversation
    private let request = "0b9aa7a2-6d3c-4a8e-9d0e-1f2a3b4c5d6e"

    init() throws {
        talk = try Conversation({
            $0.mayWrite = true
            $0.author = "Li"
        })
    }

    private func add(_ text: String, request: String? = nil) throws -> JSONValue {
        try talk.call(
            "add_note",
            [
                ("code", .string("http:404")), ("text", .string(text)),
                ("request", .string(request ?? self.request)),
            ])
    }

    private func edit(_ note: JSONValue, _ text: String) throws -> JSONValue {
        try talk.call(
            "edit_note",
            [
                ("note", note["note"] ?? .null), ("revision", note["revision"] ?? .null),
                ("text", .string(text)),
            ])
    }

    @Test("one request makes one note, which says who wrote it and has the tag assistant")
    func add() throws {
        let note = try add("ask the gateway team").objects("notes")[0]
        #expect(note["note"]?.string == request && note["author"]?.string == "Li via Test")
        #expect(note["tags"]?.items.map(\.string) == ["assistant"])
        #expect(try add("ask the gateway team").objects("notes")[0].text == note.text)
        #expect(
            try add("something else").said == "request: expected another UUID: this one is another note's")
        #expect(try talk.knowledge.notes().count == 1)
        // A person has removed it: the same request does not bring it back.
        try talk.knowledge.removeNote(talk.knowledge.note(request))
        #expect(try add("ask the gateway team")["isError"]?.isTrue == true)
        #expect(try talk.knowledge.notes().isEmpty)
    }

    @Test("a change is of the revision that was read; another one is shown instead of lost")
    func edit() throws {
        let note = try add("ask Wang").objects("notes")[0]
        let changed = try edit(note, "ask Zhao")
        #expect(changed.objects("notes")[0]["body"]?.string == "ask Zhao")
        // The answer was lost, and the request comes again.
        #expect(try edit(note, "ask Zhao").objects("notes")[0].text == changed.objects("notes")[0].text)
        let late = try edit(note, "ask Qian")
        #expect(late["isError"]?.isTrue == true && !late.said.contains("Zhao"))
        let now = late["content"]?.items[1]["text"]?.string ?? ""
        #expect(
            now.contains("\"body\":\"ask Zhao\"")
                && now.contains(changed.objects("notes")[0]["revision"]?.string ?? "?"))
        #expect(try talk.knowledge.note(request).body == "ask Zhao")
    }

    @Test("a note that was changed in two places is left to people, with both texts")
    func conflict() throws {
        let note = try add("first").objects("notes")[0]
        _ = try edit(note, "second")
        let plain = try PlainSQLite(talk.place.path())
        try plain.script(
            """
            INSERT INTO note_revisions (note, parents, book, code, body, author)
            SELECT note, parents, book, code, 'other', 'Wang' FROM note_revisions WHERE body = 'second'
            """)
        let answer = try edit(note, "third")
        let now = answer["content"]?.items[1]["text"]?.string ?? ""
        #expect(answer["isError"]?.isTrue == true && now.contains("\"second\"") && now.contains("\"other\""))
        #expect(Set(try talk.knowledge.notes().map(\.body)) == ["second", "other"])
    }

    @Test("a program's name is one line, and not a long one")
    func author() {
        #expect(AssistantNote.author("Li", via: "Claude Code") == "Li via Claude Code")
        #expect(AssistantNote.author("", via: " \n") == "via assistant")
        #expect(AssistantNote.author("Li", via: "a\n\u{202E}b") == "Li via a b")
        #expect(AssistantNote.author("", via: String(repeating: "x", count: 999)).count == 64)
    }

    @Test("more than sixty notes an hour are refused, and so are calls in a loop")
    func rate() throws {
        let talk = try Conversation({
            $0.mayWrite = true
            $0.limitsCalls = true
        })
        // Sixty notes take less than the minute after which one more is allowed.
        let results = try (0..<61).map {
            try talk.call(
                "add_note",
                [
                    ("code", .string("404")), ("text", .string("\($0)")),
                    ("request", .string("0b9aa7a2-6d3c-4a8e-9d0e-1f2a3b4c5d\($0 + 10)")),
                ])
        }
        #expect(results.map { $0.said.hasPrefix("too many calls: at most 60 notes an hour") }.last == true)
        #expect(results.dropLast().allSatisfy { !$0.said.hasPrefix("too many") })
        var calls = CallRate(perSecond: 20, most: 100)
        let start = ContinuousClock.now
        #expect((0..<130).count { _ in calls.allows(at: start) } == 100)
        #expect((0..<130).count { _ in calls.allows(at: start + .seconds(1)) } == 20)
        #expect((0..<130).count { _ in calls.allows(at: start + .seconds(3600)) } == 100)
    }
}
