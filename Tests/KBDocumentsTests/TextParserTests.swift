import KBDocuments
import Testing

@Suite("Plain text")
struct TextParserTests {
    private func entry(_ text: String) throws -> Entry {
        let document = try DocumentReader.read(text.utf8, format: .text)
        return try #require(document.entries.count == 1 ? document.entries.first : nil)
    }

    @Test(
        "parts a paragraph into code, name, qualifier and description",
        arguments: [
            ("ENOENT No such file", "ENOENT", "No such file", nil, ""),
            ("5.1.1  Bad   mailbox  收件人不存在", "5.1.1", "Bad mailbox", nil, "收件人不存在"),
            ("42P01\tundefined_table\t表不存在", "42P01", "undefined_table", nil, "表不存在"),
            ("　404　Not Found　未找到　", "404", "Not Found", nil, "未找到"),
            ("418 Teapot “茶壶”。", "418", "Teapot", nil, "“茶壶”。"),
            ("200 OK (成功) 请求成功", "200", "OK", nil, "(成功) 请求成功"),
            ("200 OK “《中文》”", "200", "OK", nil, "“《中文》”"),
            ("404 \"Not Found\"找不到", "404", "\"Not Found\"", nil, "找不到"),
            ("404 Not Found \"找不到\"", "404", "Not Found", nil, "\"找不到\""),
            ("207 Multi-Status（WebDAV）由", "207", "Multi-Status", "WebDAV", "由"),
            ("1 a (b (c))", "1", "a", "b (c)", ""),
            ("1 a (b) (c)", "1", "a (b)", "c", ""),
            ("306 (Unused) 不用", "306", "(Unused)", nil, "不用"),
            ("1 f() 调用", "1", "f()", nil, "调用"),
            ("1 a) 错", "1", "a)", nil, "错"),
            (
                "404 Not Found\nThe page is gone.\n  Twice.", "404", "Not Found", nil,
                "The page is gone.\n  Twice."
            ),
            ("404\nNot Found 未找到", "404", "Not Found", nil, "未找到"),
            ("1 a 一 二  三\r\n四\r五", "1", "a", nil, "一 二  三\n四\n五"),
            ("1 名", "", "", nil, ""),
        ] as [(String, String, String, String?, String)])
    func parts(text: String, code: String, name: String, qualifier: String?, description: String) throws {
        guard !code.isEmpty else {
            #expect(diagnostics(text.utf8, format: .text).map(\.kind) == [.missingName(code: "1")])
            return
        }
        let entry = try entry(text)
        #expect(entry.code == code)
        #expect(entry.name == name)
        #expect(entry.qualifier == qualifier)
        #expect(entry.description == description)
    }

    @Test("parts paragraphs at lines of only white space, and counts every kind of line end")
    func paragraphs() throws {
        let text = "\n \t\r\n1 a\r\u{3000}\r2 b\n二\n\u{A0}\n\r\n3 c"
        let document = try DocumentReader.read(text.utf8, format: .text)
        #expect(document.entries.map(\.line) == [3, 5, 9])
        #expect(document.entries.map(\.description) == ["", "二", ""])
    }

    @Test("lists every error of a document in line order, with what was found")
    func errors() {
        let marked = Marked(
            """
            200 OK 成功

            1️⃣404

            405 Method Not Allowed 不允许

            2️⃣请求失败 没有代码

            3️⃣200 Fine 又来

            4️⃣403 禁止

            5️⃣500错误

              6️⃣--- 
            more

            406 Not Acceptable

            7️⃣\u{FEFF}407 Proxy

            """)
        let found = diagnostics(marked.text.utf8, format: .text)
        #expect(found.map(\.line) == marked.lines)
        #expect(
            found.map(\.kind) == [
                .missingName(code: "404"),
                .missingCode(found: "请求失败"),
                .duplicateCode(code: "200", firstLine: 1),
                .missingName(code: "403"),
                .missingName(code: "500"),
                .missingCode(found: "---"),
                .invalidCode("\u{FEFF}407", .invisibleCharacter("\u{FEFF}")),
            ])
    }

    @Test("takes a code of 64 characters, and no longer one")
    func longCodes() throws {
        #expect(try entry(String(repeating: "é", count: 64) + " a").name == "a")
        let code = String(repeating: "9", count: 65)
        #expect(diagnostics("\(code) a".utf8).map(\.kind) == [.invalidCode(code, .tooLong(scalars: 65))])
    }

    @Test("calls a document without entries empty", arguments: ["", "\n\n", "\u{FEFF}", " \r\n\u{3000}"])
    func empty(text: String) {
        for format in DocumentFormat.allCases where format != .markdown {
            #expect(diagnostics(text.utf8, format: format).map(\.kind) == [.empty])
        }
        #expect(diagnostics(text.utf8).map(\.kind) == [.empty])
    }

    @Test("hands on no entry after the first error, and at once what the caller throws")
    func stopping() {
        struct Stop: Error {}
        var text = "1 a\n\n2\n\n3 c"
        var codes: [String] = []
        text.withUTF8 { bytes in
            let parser = TextParser(UnsafeRawBufferPointer(bytes))
            #expect(throws: DocumentError.self) { try parser.forEachEntry { codes.append($0.code) } }
            #expect(throws: Stop.self) { try parser.forEachEntry { _ in throw Stop() } }
        }
        #expect(codes == ["1"])
    }

    @Test("keeps a line of 9 MB whole")
    func longLine() throws {
        let description = "长" + String(repeating: "0123456789", count: 900_000)
        #expect(try entry("404 Not Found \(description)").description.utf8.count == description.utf8.count)
    }
}
