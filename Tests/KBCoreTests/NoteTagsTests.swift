import GRDB
import Testing

@testable import KBCore

@Suite("tags in the texts of notes")
struct NoteTagsTests {
    @Test(
        "#tag in a text is a tag, but not in code, in addresses, after letters, or without a letter",
        arguments: [
            ("see #runbook.", ["runbook"]), ("#a #b #a", ["a", "b"]),
            ("见#值班手册，再看 #nginx", ["值班手册", "nginx"]),
            ("# Heading\n\n## Other\ntext", []), ("C# and F#, issue #404, ##x", []),
            ("`#code` and\n```\n#fenced\n```\n\n    #indented\n\n#real", ["real"]),
            ("https://example.com/a#part and [text #here](https://x/#there) <b id=#x>", []),
            ("(#in) \"#quoted\" *#starred*", ["in", "quoted", "starred"]),
            ("#v1.2, #a/b/c, #on-call- #end.", ["v1.2", "a/b/c", "on-call", "end"]),
            ("#snake_case_tag and _#x_", ["snake_case_tag", "x"]),
            ("| a | #cell |\n|---|---|\n| #b | `#c` |", ["cell", "b"]),
            ("#话题# 说", ["话题"]), ("a&#35;b &#35;entity", ["entity"]),
            ("#" + String(repeating: "x", count: 65), []),
            ("- item #one\n- item\n  #two", ["one", "two"]), ("#é #é", ["é"]), ("#", []), ("", []),
        ] as [(String, [String])])
    func standing(text: String, tags: [String]) {
        #expect(NoteTags.standing(in: text) == tags)
    }

    @Test("a tag that is renamed in a text keeps its place; code, addresses and longer tags stay as they are")
    func renaming() {
        let text = "#ab `#ab` #abc\n见#ab，https://x/#ab\n\n```\n#ab\n```\n(#ab)"
        #expect(
            NoteTags.renaming("ab", to: "发布", in: text)
                == "#发布 `#ab` #abc\n见#发布，https://x/#ab\n\n```\n#ab\n```\n(#发布)")
        #expect(NoteTags.renaming("x", to: "y", in: text) == text)
    }

    @Test("a megabyte of signs is looked through in a moment, and the tags at its beginning are found")
    func long() {
        for text in ["#a ", "#", "`#", "[#a](", "*#a*", "<#", "#a\n> "] {
            let body = "#first " + String(repeating: text, count: 1_000_000 / text.utf8.count)
            #expect(NoteTags.standing(in: body).first == "first", "\(text)")
        }
    }

    @Test("the tags of a text come and go with it; those that were given stay")
    func editing() throws {
        let fixture = try NotesFixture()
        var note = try fixture.add("see #runbook and #nginx", tags: ["given"])
        #expect(note.tags == ["given", "runbook", "nginx"])
        note.body = "see #wiki and #nginx"
        note = try fixture.notes.edit(note)
        #expect(note.tags == ["given", "nginx", "wiki"])
        #expect(
            try fixture.notes.removeTags(["nginx", "given"], from: note, author: "").tags == [
                "wiki", "nginx",
            ])
    }

    @Test("a tag in a text that another tool wrote is one, for lists, counts and renaming")
    func otherTools() throws {
        let fixture = try NotesFixture()
        try fixture.store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO notes (book, code, body, tags) VALUES
                      ('http', '404', 'see #Runbook', '[]'), ('http', '404', '`#Runbook`', '["x"]'),
                      ('http', '500', 'y', '["Runbook", 7]')
                    """)
        }
        let notes = fixture.notes
        #expect(try notes.list(NoteFilter(tag: "runbook")).map(\.body) == ["see #Runbook", "y"])
        #expect(try notes.tags().map(\.tag) == ["Runbook", "7", "x"])
        #expect(try notes.tags().map(\.count) == [2, 1, 1])
        #expect(try notes.renameTag("runbook", to: "wiki", author: "Wei") == 0)
        #expect(try notes.renameTag("Runbook", to: "wiki", author: "Wei") == 2)
        #expect(try notes.list().map(\.body) == ["see #wiki", "`#Runbook`", "y"])
        #expect(try notes.list().map(\.tags) == [["wiki"], ["x"], ["wiki", "7"]])
        #expect(try notes.list().map(\.author) == ["Wei", "", "Wei"])
    }

    @Test(
        "pages of a filter hold every note once, in both orders, whatever is left out",
        arguments: [1, 2, 3, 10])
    func pages(size: Int) throws {
        let fixture = try NotesFixture()
        for number in 0..<9 { try fixture.add("\(number)" + (number % 2 == 0 ? " #even" : " `#even`")) }
        for (order, expected) in [
            (NoteFilter.Order.oldestFirst, "02468"), (.newestFirst, "86420"),
        ] {
            var filter = NoteFilter(tag: "even")
            filter.order = order
            var found = ""
            try fixture.notes.forEachPage(of: filter, size: size) { page in
                found += page.map { $0.body.prefix(1) }.joined()
                return true
            }
            #expect(found == expected)
        }
    }
}
