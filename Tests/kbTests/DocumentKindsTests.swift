import Foundation
import Testing

@Suite("documents of every kind")
struct DocumentKindsTests {
    /// A document, how many codes it has, what is left out of it, and a search with its first answer.
    struct Kind: CustomTestStringConvertible {
        var file: String
        var codes: Int
        var remark: String = ""
        var query: String
        var answer: String
        var testDescription: String { file }
    }

    private static let fixtures = "Tests/KBDocumentsTests/Fixtures/"
    private static let kinds = [
        Kind(file: "seed/codes.txt", codes: 63, query: "重定向", answer: "300"),
        Kind(
            file: fixtures + "codes-gb18030.txt", codes: 63, remark: "converted from GB18030\n", query: "茶壶",
            answer: "418"),
        Kind(file: fixtures + "node-status-codes.json", codes: 63, query: "teapot", answer: "418"),
        Kind(
            file: fixtures + "iana-http-status-codes.csv", codes: 12, remark: "left out 6 ranges of codes\n",
            query: "unused", answer: "306"),
        Kind(
            file: fixtures + "pay-error-codes.md", codes: 5,
            remark: "left out a table of 1 row at line 5: its header is 环境 | 地址\n", query: "余额",
            answer: "PAY"),
        Kind(file: "seed/errno.txt", codes: 134, query: "没有那个文件", answer: "ENOENT"),
        Kind(file: "seed/smtp.txt", codes: 59, query: "邮箱不可用", answer: "550"),
    ]

    @Test(
        "is imported, searched, exported in every format, and unchanged when that is imported",
        arguments: kinds)
    func roundTrip(kind: Kind) throws {
        let program = try Program()
        let path = Program.root.appendingPathComponent(kind.file).path
        let run = try program.run("import", path, "--book", "b", "--no-word-lists")
        #expect(run.output == "\(kind.codes) added to b\n")
        #expect(run.errors == kind.remark)
        #expect(try program.run("query", kind.query).output.hasPrefix(kind.answer))
        let before = try program.state()
        #expect(
            try program.run("import", path, "--book", "b", "--no-word-lists").output
                == "nothing changed in b\n")
        for format in ["txt", "csv", "tsv", "json", "jsonl", "markdown"] {
            let export = try program.run("export", "codes", "--format", format)
            // Names with Chinese characters end where plain text would begin the description.
            if format == "txt", export.status == 65 { continue }
            #expect(export.status == 0, "\(format): \(export.errors)")
            try program.write(export.output, to: "out")
            for guess in [[], ["--format", format]] {
                #expect(
                    try program.run(["import", "out", "--book", "b"] + guess).output
                        == "nothing changed in b\n",
                    "\(format)")
            }
        }
        #expect(try program.state() == before)
    }

    @Test("codes of the same number are shown under the book of each")
    func sameNumber() throws {
        let program = try Program.seeded()
        try program.run("import", Program.root.appendingPathComponent("seed/smtp.txt").path)
        for code in ["421", "451", "500", "501", "502", "503", "504"] {
            let output = try program.run("query", code).output
            for book in ["http", "smtp"] {
                #expect(
                    output.split(separator: "\n").contains {
                        $0.hasPrefix(code + " ") && $0.hasSuffix("[\(book)]")
                    })
            }
            #expect(try program.run("query", "smtp:\(code)").lines.first?.hasSuffix("[smtp]") == true)
        }
    }

    @Test("what is in UTF-16 is converted with a word, and what is neither is refused with its line")
    func encodings() throws {
        let program = try Program()
        let text = "404 Not Found 找不到。\n"
        try #require(text.data(using: .utf16)).write(to: program.folder.appendingPathComponent("wide.txt"))
        let run = try program.run("import", "wide.txt", "--book", "w")
        #expect(run.output == "1 added to w\n" && run.errors.hasPrefix("converted from UTF-16"))
        try Data(Array(text.utf8.dropLast(3)) + [0xFF, 0xFE, 0x0A]).write(
            to: program.folder.appendingPathComponent("bad.txt"))
        let bad = try program.run("import", "bad.txt", "--book", "w")
        #expect(bad.status == 65 && bad.errors.hasPrefix("bad.txt:1:"))
    }
}
