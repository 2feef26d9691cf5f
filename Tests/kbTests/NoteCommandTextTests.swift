import KBPresentation
import KBText
import Testing

@testable import KBCore
@testable import kb

@Suite struct NoteCommandTextTests {
    private func note(_ body: String, author: String = "", tags: [String] = []) -> Note {
        Note(
            id: 1, uuid: "3f2a91bc-0000-4000-8000-000000000000", revision: "r",
            reference: CodeReference(book: "http", code: "404"), body: body, tags: tags, author: author,
            anchor: nil,
            createdAt: "2026-01-31T12:00:00.000Z", updatedAt: "2026-01-31T12:00:00.000Z")
    }

    private let terminal = Terminal(isInteractive: false, width: 80, hasColor: false)

    @Test("a note has a mark, its text wrapped and indented, and a last line of facts")
    func lines() {
        let lines = NoteText.lines(
            for: note("第一行\n\n  code\there\n", author: "张三", tags: ["a", "b"]), width: 80, on: terminal)
        #expect(lines.count == 4)
        #expect(Array(lines.prefix(4)) == ["✎ 第一行", "", "    code    here", lines[3]])
        #expect(lines[3].hasPrefix("  张三 · 2026-") && lines[3].hasSuffix(" · #a #b · 3f2a91bc"))
    }

    @Test("no line is wider than asked for", arguments: [12, 20, 41, 80])
    func width(_ width: Int) {
        let body = "请求所希望得到的资源未被在服务器上发现，没有信息能够告诉用户这个状况到底是暂时的还是永久的。 see also 410"
        for line in NoteText.lines(
            for: note(body, author: "某人", tags: ["缓存", "cdn"]), width: width, on: terminal)
        {
            #expect(DisplayWidth.of(line) <= width)
        }
    }

    @Test("each -m is a paragraph")
    func paragraphs() throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "-m", "first", "--message", "- second")
        #expect(try program.run("note", "list", "--json").output.contains(#""body":"first\n\n- second""#))
    }
}
