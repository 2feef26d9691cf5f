import KBCore
import KBText
import TestSupport
import Testing

@testable import KBServer

@Suite("notes by forms")
struct NoteFormTests {
    @Test("a note is added, changed, tagged, removed and restored without a script")
    func lifeOfNote() throws {
        let served = try Served()
        let added = served.send(
            "/-/notes", [("book", "http"), ("code", "502"), ("body", "one\r\ntwo"), ("tags", "a，b #c")])
        #expect(added.status == 303 && added.header("location").hasPrefix("/http/502#note-"))
        var note = try #require(try served.knowledge.notes().first)
        #expect(note.body == "one\ntwo" && note.tags == ["a", "b", "c"] && note.author == "Lin")
        let edit = served.page("/-/note/\(note.uuid)/edit").text
        #expect(edit.contains("value=\"\(note.revision)\"") && edit.contains("one\ntwo</textarea>"))
        _ = served.send(
            "/-/note/\(note.uuid)", [("revision", note.revision), ("body", "three"), ("tags", "a")])
        let first = note.revision
        note = try served.knowledge.note(note.uuid)
        #expect(note.body == "three" && note.tags == ["a"])
        #expect(served.send("/-/note/\(note.uuid)/remove", [("revision", note.revision)]).status == 303)
        #expect(try served.knowledge.notes().isEmpty)
        let history = served.page("/-/note/\(note.uuid)").text
        #expect(history.contains("This note was removed") && history.contains(first))
        #expect(served.send("/-/note/\(note.uuid)/restore", [("revision", first)]).status == 303)
        #expect(try served.knowledge.note(note.uuid).body == "one\ntwo")
        #expect(try served.knowledge.check().isEmpty)
    }

    @Test("a form that is sent twice writes one note")
    func twice() throws {
        let served = try Served()
        let fields = [("book", "http"), ("code", "502"), ("body", "x"), ("note", NoteForm.newUUID())]
        #expect(
            served.send("/-/notes", fields).status == 303 && served.send("/-/notes", fields).status == 303)
        #expect(try served.knowledge.notes().count == 1)
        #expect(served.page("/http/502").text.contains(/name="note" value="[0-9a-f-]{36}"/))
    }

    @Test(
        "what cannot be saved comes back with the reason, and no word is lost",
        arguments: [
            ("", "good"), ("text", "bad,\u{202E}tag"), ("text", String(repeating: "x", count: 65)),
        ])
    func refused(body: String, tags: String) throws {
        let served = try Served()
        let answer = served.send(
            "/-/notes", [("book", "http"), ("code", "502"), ("body", body), ("tags", tags)])
        #expect(answer.status == 400 && answer.text.contains("role=\"alert\""), "\(answer.status)")
        #expect(answer.text.contains("\(body)</textarea>"))
        #expect(try served.knowledge.notes().isEmpty)
    }

    @Test("somebody who has changed a note meanwhile loses nothing either")
    func changedMeanwhile() throws {
        let served = try Served()
        let note = try served.note("first")
        _ = served.send("/-/note/\(note.uuid)", [("revision", note.revision), ("body", "theirs")])
        let answer = served.send("/-/note/\(note.uuid)", [("revision", note.revision), ("body", "mine")])
        #expect(
            answer.status == 409 && answer.text.contains("theirs") && answer.text.contains("mine</textarea>"))
        let now = try served.knowledge.note(note.uuid)
        #expect(now.body == "theirs" && answer.text.contains("value=\"\(now.revision)\""))
        #expect(served.send("/-/note/\(note.uuid)/remove", [("revision", note.revision)]).status == 409)
        #expect(try served.knowledge.note(note.uuid).body == "theirs")
    }

    @Test("a passage is annotated, in Unicode scalars, and the page marks it without changing the text")
    func annotation() throws {
        let text = "é👍🏽 𠀀𠀁 line\r\nend 网关 and 网关"
        let served = try Served { _ in
        } prepare: { knowledge, place in
            try JSONValue.array([
                .object([("code", .string("1")), ("name", .string("N")), ("description", .string(text))])
            ]).text.write(toFile: place.path("own.json"), atomically: true, encoding: .utf8)
            try knowledge.importDocument(place.path("own.json"), ImportJob.Options(book: "own"))
        }
        let code = try #require(try served.knowledge.code(CodeReference(book: "own", code: "1"))).code
        let stored = Array(code.description.unicodeScalars)
        func send(_ exact: String, _ more: [(String, String)]) -> Served.Answer {
            served.send(
                "/-/notes",
                [("book", "own"), ("code", "1"), ("body", "x"), ("exact", exact), ("field", "description")]
                    + more)
        }
        // A form ends lines with CR LF, whatever the text has.
        let lines = "line\r\nend"
        #expect(send(lines, []).status == 303)
        #expect(send("网关", []).status == 409)
        let second = try #require((0..<stored.count - 1).last { stored[$0] == "网" })
        #expect(send("网关", [("start", String(second)), ("prefix", "and "), ("suffix", "")]).status == 303)
        #expect(send("gone", []).status == 409)
        let notes = try served.knowledge.notes()
        #expect(notes.map { $0.anchor?.start }.last == second)
        let page = served.page("/own/1", language: "zh").text
        let element = try #require(
            page.firstMatch(
                of: /data-field="description" data-marks="([^"]*)">(.*?)<\/p>/.dotMatchesNewlines()))
        #expect(element.1.split(separator: " ").count == 2)
        #expect(element.2.contains("<mark>网关</mark>"))
        let shown = String(element.2).replacing("<mark>", with: "").replacing("</mark>", with: "")
            .replacing("&#13;", with: "\r").replacing("&quot;", with: "\"")
        #expect(Array(shown.unicodeScalars) == stored)
    }

    /// A note that was changed in two places.
    private static func conflict() throws -> (Served, Note) {
        let served = try Served()
        let note = try served.note("base")
        let writing = NoteWriting(base: served.site.base, author: "Han")
        _ = served.send("/-/note/\(note.uuid)", [("revision", note.revision), ("body", "here")])
        let heads = try writing.addVersion(note.uuid, revision: note.revision, body: "there", tags: nil)
        try #require(heads.count == 2)
        return (served, note)
    }

    @Test("two versions stand side by side, wherever the note is shown, until somebody decides")
    func sideBySide() throws {
        let (served, note) = try Self.conflict()
        for target in ["/http/502", "/-/note/\(note.uuid)", "/-/notes"] {
            let text = served.page(target).text
            #expect(text.contains("here") && text.contains("there"), "\(target)")
        }
        #expect(served.page("/-/conflicts").text.contains("/-/note/\(note.uuid)"))
        #expect(served.page("/-/note/\(note.uuid)/edit").status == 302)
    }

    @Test("one version is kept, or another text", arguments: ["mine", "theirs", "both", "text"])
    func decision(choice: String) throws {
        let (served, note) = try Self.conflict()
        let heads = try served.knowledge.versions(ofNote: note.uuid).heads
        let fields = [
            ("choice", choice), ("body", "joined"), ("heads", heads.map(\.revision).joined(separator: ",")),
        ]
        #expect(
            served.send("/-/note/\(note.uuid)/resolve", [("choice", choice), ("heads", heads[0].revision)])
                .status == 409)
        #expect(served.send("/-/note/\(note.uuid)/resolve", fields).status == 303)
        let now = try served.knowledge.note(note.uuid)
        let expected = ["mine": "here", "theirs": "there", "both": "here\n\n---\n\nthere", "text": "joined"]
        #expect(now.body == expected[choice])
        #expect(try served.knowledge.conflicts().isEmpty)
        // Whoever still has the old page gets it back with the reason.
        #expect(served.send("/-/note/\(note.uuid)/resolve", fields).status == 409)
    }
}
