import Foundation
import KBPresentation
import KBText
import Testing

@testable import KBCore
@testable import kb

@Suite("kb browse")
struct BrowseCommandTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
    }

    @Test("needs a terminal, and says what programs use instead")
    func noTerminal() throws {
        let run = try program.run("browse", "404")
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors == "error: kb browse needs a terminal\nhint: kb query TEXT is for programs\n")
        let zh = try program.run("browse", environment: ["KB_LANG": "zh"])
        #expect(zh.status == 64 && zh.errors.hasPrefix("错误：kb browse 要在终端上用\n"))
    }

    @Test("lists a code a line: best first, in the documents' order without a query, and none is no error")
    func list() throws {
        let all = try program.run("browse-step", "list", "--", " ")
        #expect(all.lines.count == 63 && all.status == 0)
        #expect(all.lines[0].hasPrefix("http:100\t100  Continue  这个临时响应表明"))
        #expect(all.lines[8].hasPrefix("http:204\t204  No Content"))
        let found = try program.run("browse-step", "list", "--", "xieyi")
        #expect(found.lines[0].hasPrefix("http:101\t101  Switching Protocol"))
        let none = try program.run("browse-step", "list", "--", "量子纠缠披萨")
        #expect(none.output.isEmpty && none.errors.isEmpty && none.status == 0)
        #expect(try program.run("browse-step", "list", "--", "--db").status == 0)
    }

    @Test("names the book of each code where several are listed")
    func books() throws {
        let smtp = Program.root.appendingPathComponent("seed/smtp.txt").path
        try program.run("import", smtp)
        #expect(try program.run("browse-step", "list", "--", "").lines[0].hasPrefix("http:100\thttp:100"))
        let one = try program.run("browse-step", "list", "--book", "smtp", "--", "")
        #expect(one.lines[0].hasPrefix("smtp:211\t211"))
    }

    @Test("lists no more than anybody reads")
    func limit() throws {
        let entries = (1...700).map { "X\($0) Entry 同一个词" }.joined(separator: "\n\n")
        try program.run("import", try program.write(entries, to: "x.txt"), "--book", "x")
        for (query, most) in [
            ("", BrowseList.most), ("同一个词", BrowseList.mostFound), ("entry", BrowseList.mostFound),
        ] {
            let run = try program.run("browse-step", "list", "--book", "x", "--", query)
            #expect(run.lines.count == most)
        }
    }

    @Test("marks what was typed, on the list and in the preview, where colour is wanted")
    func color() throws {
        let mark = "\u{1B}[1;31mGateway\u{1B}[0m"
        for words in [["list", "--", "gateway"], ["preview", "--", "gateway", "1", "http:504"]] {
            let colored = ["browse-step", "--color", "always"] + words
            #expect(try program.run(colored).output.contains(mark))
            #expect(try !program.run(["browse-step"] + words).output.contains("\u{1B}"))
        }
    }

    @Test("previews an entry in the width that there is, its notes before its aliases")
    func preview() throws {
        try program.run("note", "add", "502", "先看 error.log")
        let run = try program.run(
            ["browse-step", "preview", "--", "坏网关", "0", "http:502"],
            environment: ["FZF_PREVIEW_COLUMNS": "30"])
        #expect(run.lines.allSatisfy { DisplayWidth.of($0) <= 30 })
        let note = try #require(run.output.range(of: "✎ 先看 error.log"))
        let aliases = try #require(run.output.range(of: "Also: "))
        #expect(note.lowerBound < aliases.lowerBound && run.output.contains("↳ alias 坏网关"))
    }

    @Test("previews the best result on the first line, where fzf may be late, and any other line as it is")
    func line() throws {
        for (line, title) in [("0", "502 Bad Gateway"), ("", "502 Bad Gateway"), ("1", "404 Not Found")] {
            let run = try program.run("browse-step", "preview", "--", "502", line, "http:404")
            #expect(run.output.hasPrefix(title))
        }
    }

    @Test("says in the preview that nothing is found, and why a query cannot be searched")
    func nothing() throws {
        let none = try program.run("browse-step", "preview", "--", "419", "", "")
        #expect(none.errors.contains("nothing found for “419”") && none.errors.contains("http:418"))
        let long = try program.run(
            "browse-step", "preview", "--", String(repeating: "a", count: 70_000), "", "")
        #expect(long.errors.contains("too long"))
    }

    @Test("hands a code with any signs to fzf and back, and shows it on one line")
    func signs() throws {
        let text = " a%b\t;\n\u{1B}[31m\u{202E}\u{3000}é'\" "
        let field = BrowseField(CodeReference(book: "x", code: text))
        #expect(field.reference == "x:" + text)
        #expect(!field.text.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 })
        let quoted = text.replacing("'", with: "''")
        try Tool.sqlite3.run(
            in: program,
            [
                "kb.db",
                "INSERT INTO books(slug) VALUES ('x'); INSERT INTO codes(book, code, name, description) VALUES ('x', '\(quoted)', 'N\n\u{202E}', 'd\n\td')",
            ])
        let list = try program.run("browse-step", "list", "--book", "x", "--", "")
        #expect(list.lines.count == 1 && list.lines[0].hasPrefix(field.text + "\t"))
        #expect(!list.output.contains("\u{1B}") && list.output.contains(#"N\n\u{202E}  d\n d"#))
        let page = try program.run("browse-step", "preview", "--", "", "1", field.text)
        #expect(page.output.contains(#"N\n\u{202E}"#) && page.status == 0)
    }

    @Test("offers the name and the sentences of a code, by number, for an annotation")
    func passages() throws {
        let code = Code(
            id: 1, reference: CodeReference(book: "http", code: "1"), name: "Name",
            description: "HTTP/1.1 要求。请 求？No. See a.b; 完", position: 1, state: .active, aliases: [])
        let passages = BrowsePassages(code)
        #expect(passages.all == ["Name", "HTTP/1.1 要求", "请 求？", "No", "See a.b", "完"])
        #expect(passages.all.allSatisfy { !code.quotes(of: $0).isEmpty })
        #expect(passages.passage("2") == "HTTP/1.1 要求" && passages.passage("7") == "7")
        #expect(passages.passage("请 求") == "请 求")
    }
}
